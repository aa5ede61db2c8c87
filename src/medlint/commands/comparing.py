"""What `--since`, `--staged` and a baseline add to `check`: only what is new is reported."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from medlint.config import BASELINE
from medlint.errors import UsageError
from medlint.run import STDIN, Workshop

if TYPE_CHECKING:
    from medlint.comparison.past import Past


def add_comparison(parser: argparse.ArgumentParser) -> None:
    """Which findings count as known."""
    group = parser.add_argument_group("only what is new")
    group.add_argument(
        "--since", metavar="REF", help="only findings that a text did not have where HEAD and REF have gone apart"
    )
    group.add_argument(
        "--staged", action="store_true", help="lint what git's index holds, and report only what HEAD did not have"
    )
    group.add_argument("--baseline", metavar="FILE", help=f"findings to leave out (default: the nearest {BASELINE})")
    group.add_argument("--no-baseline", action="store_true", help="report the findings that a baseline lists, too")


def refuse_contradictions(args: argparse.Namespace) -> None:
    """Raise UsageError for options that do not go together."""
    if args.since is not None and args.staged:
        raise UsageError("--since and --staged cannot go together")
    if args.baseline is not None and args.no_baseline:
        raise UsageError("--baseline and --no-baseline cannot go together")
    if args.add_allow is None and args.reason is not None:
        raise UsageError("--reason is for --add-allow")
    if args.add_allow is not None and (args.fix or args.diff):
        raise UsageError("--add-allow and --fix or --diff cannot go together")
    if args.staged and STDIN in args.paths:
        raise UsageError("--staged: standard input is in no index; name files or folders")
    if args.staged and (args.fix or args.diff or args.add_allow):
        option = "--fix" if args.fix else "--diff" if args.diff else "--add-allow"
        raise UsageError(
            f"{option} changes files, and --staged looks at what is staged of them; run one after the other"
        )


def open_past(args: argparse.Namespace, paths: Sequence[str], workshop: Workshop) -> Past | None:
    """What the run is compared with, if it is. Raises UsageError where git cannot answer."""
    if args.since is None and not args.staged:
        return None
    from medlint.comparison.past import Wanted, look_at_index, look_back

    wanted = Wanted(paths, workshop.suffixes)
    try:
        return look_at_index(wanted) if args.staged else look_back(args.since, wanted)
    except UsageError as error:
        option = "--staged" if args.staged else "--since"
        raise UsageError(f"{option}: {error.message}") from None
