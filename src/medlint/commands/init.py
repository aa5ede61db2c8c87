"""`medlint init`: a starter configuration."""

from __future__ import annotations

import argparse
from pathlib import Path

from medlint.commands.output import OK, write_lines
from medlint.config.starter import write_starter


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `init`."""
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="where to write it (default: here)")


def run(args: argparse.Namespace) -> int:
    """Write the file. Raises UsageError where there is one already."""
    path = write_starter(Path(args.folder))
    write_lines([f"{path}: written; `medlint config` shows what it says"])
    return OK
