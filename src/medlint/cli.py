"""The process: what Python is told before anything else is loaded, and how the process ends."""

from __future__ import annotations

import atexit
import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

GARBAGE = 400_000
"""So many objects more than before, some 50 MB at the worst, and Python looks for those that hold each other."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; without `argv`, as this process, which ends with that code."""
    if argv is None:
        sys.excepthook = _crash
        # Looking for cycles took a quarter of the time of one draft: rules are many objects, and none of them goes.
        gc.set_threshold(GARBAGE, 10, 100)
    from medlint.commands.line import answer

    return answer(argv) if argv is not None else _end(answer(sys.argv[1:]))


def _end(code: int) -> int:
    """End this process at once: to take every value apart before took a twentieth of the time of one draft.

    Returns the code only where an output cannot be flushed, which Python tells of when it ends.
    """
    atexit._run_exitfuncs()  # noqa: SLF001 - there is no public way
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):
        return code
    os._exit(code)


def _crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An error that nobody foresaw is medlint's own: exit code 2, where Python's 1 would look like findings."""
    from medlint.commands.output import BROKEN

    sys.__excepthook__(kind, error, trace)
    sys.stderr.flush()
    os._exit(BROKEN)


if __name__ == "__main__":
    sys.exit(main())
