"""`medlint inspect PATH`: what medlint understood of a text."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from medlint.commands.options import add_selection, overrides_of
from medlint.commands.output import OK, drop_stdout, write_machine
from medlint.document import Document
from medlint.errors import UsageError
from medlint.inspection import to_dict
from medlint.run import STDIN, Workshop, open_document, read_stdin


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `inspect`."""
    parser.add_argument("path", metavar="PATH", help="a text, or - for standard input")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people (text) or programs (json)"
    )
    parser.add_argument("--stdin-filename", default="stdin.md", metavar="NAME", help="name and type of standard input")
    add_selection(parser)


def run(args: argparse.Namespace) -> int:
    """Print the annotated text or the JSON object. Raises SourceError for a text that cannot be read."""
    workshop = Workshop(overrides_of(args))
    document = _open(workshop, args)
    if args.format == "json":
        from medlint.reporters.json_format import dump

        write_machine(dump(to_dict(document), indent=2) + "\n")
    else:
        _print(document)
    return OK


def _print(document: Document) -> None:
    """The text with notes in its margin; a reader that has gone away is no error."""
    from medlint.reporters.margin import print_margin
    from medlint.reporters.pen import Pen

    try:
        print_margin(document, Pen(sys.stdout, None, None))
        sys.stdout.flush()
    except BrokenPipeError:
        drop_stdout()


def _open(workshop: Workshop, args: argparse.Namespace) -> Document:
    if args.path != STDIN:
        if Path(args.path).is_dir():
            raise UsageError("inspect takes one text, not a folder", path=args.path)
        return open_document(workshop, Path(args.path))
    name = Path(args.stdin_filename)
    data = read_stdin(args.stdin_filename, workshop.config(Path.cwd() / name).max_file_size)
    source = workshop.host.reader_for(name.suffix).decode(data, args.stdin_filename)
    return open_document(workshop, name, source)
