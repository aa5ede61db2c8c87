"""Options of `check` about how its work is done, none of which changes what is found."""

from __future__ import annotations

import argparse

from medlint.commands.output import say
from medlint.errors import UsageError
from medlint.run import Workshop


def add_speed(parser: argparse.ArgumentParser) -> None:
    """Options about processes, the cache and timing."""
    group = parser.add_argument_group("speed")
    group.add_argument(
        "--jobs", type=int, metavar="N", help="so many processes (default: one for each CPU, fewer for few texts)"
    )
    group.add_argument("--no-cache", action="store_true", help="judge every text anew, and keep nothing of it")
    group.add_argument(
        "--timing", action="store_true", help="name the slowest rules and layers on stderr (one process, no cache)"
    )


def jobs_of(args: argparse.Namespace) -> int:
    """How many processes were asked for; 0 for nothing. Raises UsageError for none at all."""
    if args.jobs is not None and args.jobs < 1:
        raise UsageError("--jobs: expected a number from 1 up")
    return 1 if args.timing else args.jobs or 0


def is_cached(args: argparse.Namespace) -> bool:
    """Whether findings of former runs are used: not where texts are to be fixed or rules to be timed."""
    return not (args.no_cache or args.timing or args.fix or args.diff or args.add_allow)


def start_timing(args: argparse.Namespace, workshop: Workshop) -> None:
    """Time the rules and layers of this run, if that was asked for."""
    if args.timing:
        from medlint.stopwatch import Stopwatch

        workshop.stopwatch = Stopwatch()


def tell_timing(workshop: Workshop) -> None:
    """What was timed, on stderr."""
    if workshop.stopwatch:
        from medlint.stopwatch import show

        for line in show(workshop.stopwatch):
            say(line)
