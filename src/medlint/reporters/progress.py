"""A progress bar on standard error, for long runs on a terminal only: pipes, hooks and CI logs never see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

LONG_RUN = 40
"""From so many texts on a run takes more than about a second, and somebody who waits wants to see that it goes on."""

_Item = TypeVar("_Item")


def watched(items: Iterable[_Item], total: int, file: TextIO) -> Iterator[_Item]:
    """Go through the items, with a bar on `file` if that is a terminal and there are many; the bar goes at the end."""
    if total < LONG_RUN or not file.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("medlint"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=file), transient=True) as progress:
        yield from progress.track(items, total=total)
