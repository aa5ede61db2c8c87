"""`medlint inspect PATH`: what medlint understood of a text."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from medlint.commands.columns import hang, line_width
from medlint.commands.options import add_selection, overrides_of
from medlint.commands.output import OK, write_lines, write_machine
from medlint.document import Document
from medlint.errors import UsageError
from medlint.inspection import to_dict
from medlint.layers.sentences import sentences
from medlint.run import STDIN, Workshop, open_document

_NOTED = ("hedged", "negated", "quoted", "cited", "limitation")


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
    found, width = to_dict(document), line_width()
    yield f"{document.path}: {document.format}, {document.words} words, language {found['language']}"
    for key, value in found["metadata"].items():
        yield from hang(f"  {key}: ", str(value), width)
    block, is_heading = -1, False
    for sentence, values in zip(sentences(document), found["sentences"], strict=True):
        if sentence.block != block:
            block = sentence.block
            level = document.blocks[block].level
            is_heading = document.blocks[block].kind in {"title", "heading"}
            yield from ("", f"{document.blocks[block].kind}{f' {level}' if level else ''}")
        # A heading counts as cited by what stands below it, which says nothing to a reader of the outline.
        marks = [*_claimed(values), *(key for key in _NOTED if values.get(key) and not (is_heading and key == "cited"))]
        noted = f"  [{', '.join(marks)}]" if marks else ""
        text = document.prose[sentence.start : sentence.end]
        yield from hang(_at(document, values), f"{text}{noted}", width)
    yield from _studies(document, found["studies"], width)
    if found["links"]:
        yield from ("", "links")
    for link in found["links"]:
        told = "  ".join(part for part in (link.get("kind", ""), link["href"], link["text"]) if part)
        yield from hang(_at(document, link), told, width)


def _claimed(sentence: Mapping[str, Any]) -> Iterator[str]:
    """The strength of a claim with its kinds, and advice, in a few words."""
    claim = sentence["claim"]
    if claim["strength"] != "none":
        yield " ".join((claim["strength"], *claim["kinds"]))
    if sentence["advice"] != "none":
        yield f"{sentence['advice']} advice"


def _studies(document: Document, studies: Sequence[Mapping[str, Any]], width: int) -> Iterator[str]:
    """What is known of each study that the text tells of."""
    if studies:
        yield from ("", "studies")
    for study in studies:
        told = [
            f"{name} {study[key]}"
            for name, key in (("design", "design"), ("in", "subjects"), ("n =", "n"), ("doses", "doses"))
            if study[key] not in (None, "")
        ]
        told += ["identified" if study["identified"] else "not identified"]
        told += [f"caveats: {', '.join(study['caveats'])}"] if study["caveats"] else ["no caveat"]
        yield from hang(_at(document, study), "; ".join(told), width)


def _at(document: Document, place: Mapping[str, Any]) -> str:
    """The line in the source on which something starts, in its column."""
    return f"  {document.place(place['start'])[0]:>4}  "
