"""`medlint config PATH`: every value that applies to a path, and where it comes from."""

from __future__ import annotations

import argparse
from pathlib import Path

from medlint.commands.columns import hang, line_width
from medlint.commands.options import add_selection, overrides_of
from medlint.commands.output import OK, write_lines
from medlint.config import render_config
from medlint.run import Workshop


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `config`."""
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="a text or folder (default: this folder)")
    add_selection(parser)


def run(args: argparse.Namespace) -> int:
    """Print one line a value: key, value, origin."""
    workshop = Workshop(overrides_of(args))
    path = Path.cwd() / args.path
    rows = render_config(workshop.config(path / "x" if path.is_dir() else path))
    wide = max(len(key) for key, _, _ in rows)
    width = line_width()
    write_lines(line for key, value, origin in rows for line in hang(f"{key:<{wide}}  ", f"{value}  ({origin})", width))
    return OK
