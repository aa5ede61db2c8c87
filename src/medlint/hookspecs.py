"""The whole plugin contract. Every hook is pure, returns declared values, and is called once per run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

from medlint.model import Check, CheckAt, Layer, Reader, Reporter

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

hookspec = pluggy.HookspecMarker("medlint")
hookimpl = pluggy.HookimplMarker("medlint")


@hookspec
def medlint_checks() -> Iterable[Check | CheckAt]:  # type: ignore[empty-body]
    """Mechanisms that rule files can name under `check`, or the modules in which they are (`CheckAt`).

    >>> @hookimpl
    ... def medlint_checks():
    ...     return [Check("all-capitals", CapitalsOptions, find_capitals)]
    """


@hookspec
def medlint_rules() -> Iterable[Traversable]:  # type: ignore[empty-body]
    """Folders of rule files: `family/rule-id.toml`, and `lexicons/` and `facts/` where there are any.

    >>> @hookimpl
    ... def medlint_rules():
    ...     return [importlib.resources.files("medlint_demo") / "rules"]
    """


@hookspec
def medlint_layers() -> Iterable[Layer]:  # type: ignore[empty-body]
    """Named views of a document that checks share through `document.layer(name)`.

    >>> @hookimpl
    ... def medlint_layers():
    ...     return [Layer("exclamations", lambda document: document.prose.count("!"))]
    """


@hookspec
def medlint_readers() -> Iterable[Reader]:  # type: ignore[empty-body]
    """Other file types, by suffix.

    >>> @hookimpl
    ... def medlint_readers():
    ...     return [Reader("subtitles", (".srt",), decode_utf8, read_subtitles)]
    """


@hookspec
def medlint_reporters() -> Iterable[Reporter]:  # type: ignore[empty-body]
    r"""Other outputs, by name of the format.

    >>> @hookimpl
    ... def medlint_reporters():
    ...     return [Reporter("count", lambda report: f"{sum(len(f.findings) for f in report.files)}\n")]
    """
