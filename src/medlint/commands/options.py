"""Options that several commands share, and what they mean as overrides of the configuration."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date

from medlint.config import Overrides, parse_size
from medlint.errors import UsageError
from medlint.model import CONFIDENCES


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Which rules apply, and which configuration."""
    group = parser.add_argument_group("rules and configuration")
    group.add_argument(
        "--select", action="append", metavar="RULE", help="only these rules or families (a,b; repeatable)"
    )
    group.add_argument("--ignore", action="append", default=[], metavar="RULE", help="not these rules or families")
    group.add_argument("--profile", metavar="NAME", help="article, news, patient-info, press-release, clinic-site, all")
    group.add_argument("--min-confidence", choices=CONFIDENCES, help="leave out findings that are less sure")
    group.add_argument("--config", metavar="FILE", help="use this configuration file and no other")
    group.add_argument("--no-config", action="store_true", help="use no configuration file")


def overrides_of(args: argparse.Namespace) -> Overrides:
    """What the options say over the configuration files. Raises UsageError for values that make no sense."""
    limit = getattr(args, "max_warnings", None)
    if limit is not None and limit < 0:
        raise UsageError("--max-warnings: expected a number from 0 up")
    return Overrides(
        select=None if args.select is None else tuple(_names(args.select)),
        ignore=tuple(_names(args.ignore)),
        profile=args.profile,
        fail_on=getattr(args, "fail_on", None),
        max_warnings=limit,
        min_confidence=args.min_confidence,
        max_file_size=_size(getattr(args, "max_file_size", None)),
        config_file=args.config,
        no_config=args.no_config,
        baseline=getattr(args, "baseline", None),
        no_baseline=getattr(args, "no_baseline", False),
    )


def read_day(text: str | None) -> date | None:
    """The day that `--today` names. Raises UsageError where it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"--today: {text!r} is no date; write it as in 2026-03-01") from None


def _names(lists: Iterable[str]) -> list[str]:
    return [name.strip() for text in lists for name in text.split(",") if name.strip()]


def _size(text: str | None) -> int | None:
    try:
        return None if text is None else parse_size(text)
    except ValueError as error:
        raise UsageError(f"--max-file-size: {error}") from None
