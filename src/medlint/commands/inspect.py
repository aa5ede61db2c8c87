"""`medlint inspect PATH`: what medlint understood of a text."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from medlint.commands.options import add_selection, overrides_of
from medlint.commands.output import OK, write_lines, write_machine
from medlint.document import Document
from medlint.errors import UsageError
from medlint.inspection import to_dict
from medlint.layers.sentences import sentences
from medlint.run import STDIN, Workshop, open_document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `inspect`."""
    parser.add_argument("path", metavar="PATH", help="a text, or - for standard input")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people (text) or programs (json)"
    )
    parser.add_argument("--stdin-filename", default="stdin.md", metavar="NAME", help="name and type of standard input")
    add_selection(parser)


def run(args: argparse.Namespace) -> int:
    """Print the outline or the JSON object. Raises SourceError for a text that cannot be read."""
    workshop = Workshop(overrides_of(args))
    document = _open(workshop, args)
    if args.format == "json":
        from medlint.reporters.json_format import dump

        write_machine(dump(to_dict(document), indent=2) + "\n")
    else:
        write_lines(_outline(document))
    return OK


def _open(workshop: Workshop, args: argparse.Namespace) -> Document:
    if args.path != STDIN:
        if Path(args.path).is_dir():
            raise UsageError("inspect takes one text, not a folder", path=args.path)
        return open_document(workshop, Path(args.path))
    name = Path(args.stdin_filename)
    source = workshop.host.reader_for(name.suffix).decode(sys.stdin.buffer.read(), args.stdin_filename)
    return open_document(workshop, name, source)


def _outline(document: Document) -> Iterator[str]:
    """The text as blocks of sentences, each with its line in the source and what was noticed about it."""
    found = to_dict(document)
    yield f"{document.path}: {document.format}, {document.words} words, language {found['language']}"
    for key, value in found["metadata"].items():
        yield f"  {key}: {value}"
    block = -1
    for sentence, values in zip(sentences(document), found["sentences"], strict=True):
        if sentence.block != block:
            block = sentence.block
            level = document.blocks[block].level
            yield from ("", f"{document.blocks[block].kind}{f' {level}' if level else ''}")
        marks = [key for key in ("hedged", "negated", "quoted", "cited") if values.get(key)]
        noted = f"  [{', '.join(marks)}]" if marks else ""
        line, _ = document.place(values["start"])
        yield f"  {line:>4}  {document.prose[sentence.start : sentence.end]}{noted}"
    if found["links"]:
        yield from ("", "links")
    for link in found["links"]:
        told = "  ".join(part for part in (link.get("kind", ""), link["href"], link["text"]) if part)
        yield f"  {document.place(link['start'])[0]:>4}  {told}"
