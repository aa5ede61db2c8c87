"""Check `heading-template`: headings made from a stock pattern with a slot, such as "The Ultimate Guide To {}"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from medlint.api import Block, BlockKind, Check, Cues, Document, Match, OptionError, lazy_pattern, quotes

from .templates import fits, openings, plain, template_fault

LONGEST_HEADING = 300
"""A longer block is no heading, whatever it is marked as."""
LEAST_LISTED = 2
"""So many stock headings in a table of contents whose lines ran together are no accident."""

LEAST_SURE = 2
"""In a text with so many headings that are sure, the weak ones are no accident either."""

_CONTENTS = ("table of contents", "contents")
_GLUE = lazy_pattern(r"(?<=[^\W\d_A-Z.])(?=[A-Z])|(?<=[.?!])(?=[A-Z])|\n+")


class TemplateOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`templates`: headings with one to three slots `{}`, and alternatives as in `(Facts|Truths|)`.

    Case and the shape of quotation marks and dashes do not matter; a stop at the end is allowed. `weak`: templates that
    are common in honest writing too; they count one severity lower, but not beside two sure ones. `titled`: weak ones
    that count only where the longer words have capitals. `unless`: headings that are left alone, with or without a
    slot. `unless-document`: words in a text that speaks of such headings; one that the text gives in quotation marks
    elsewhere, as a title, is left alone too. `blocks`: where headings stand. A table of contents whose lines ran
    together is read as headings.
    """

    templates: tuple[str, ...]
    weak: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unless_document: Cues = ""
    blocks: tuple[BlockKind, ...] = ("heading", "title")

    def __post_init__(self) -> None:
        """Refuse a template without a slot, without words, with too many slots, or with slots side by side."""
        for name in ("templates", "weak", "titled", "unless"):
            for number, template in enumerate(getattr(self, name)):
                fault = template_fault(template, needs_slot=name != "unless")
                if fault:
                    raise OptionError(f"{name}[{number}]", f"the template {template!r} {fault}")


def find_templates(document: Document, options: TemplateOptions) -> Iterator[Match]:
    """One match for each heading that fits a template."""
    found = [match for block in document.blocks for match in _in_block(document, options, block)]
    if found and options.unless_document and document.hits(options.unless_document):
        return
    found = [match for match in found if not _is_title(document, match)]
    many = sum(match.step == 0 for match in found) >= LEAST_SURE
    yield from (Match(match.start, match.end) for match in found) if many else found


def _in_block(document: Document, options: TemplateOptions, block: Block) -> list[Match]:
    if block.hidden:
        return []
    if block.kind in options.blocks:
        is_heading = block.end - block.start <= LONGEST_HEADING
        return list(_judged(document, options, block.start, block.end)) if is_heading else []
    if not _is_contents(document, block):
        return []
    found = [match for span in _listed(document, options, block) for match in _judged(document, options, *span)]
    return found if len(found) >= LEAST_LISTED else []


def _judged(document: Document, options: TemplateOptions, start: int, end: int) -> Iterator[Match]:
    text = plain(document.prose[start:end])
    if fits(options.unless, text):
        return
    if fits(options.templates, text):
        yield Match(start, end)
    elif fits(options.weak, text) or (_is_titled(document.prose[start:end]) and fits(options.titled, text)):
        yield Match(start, end, step=-1)


def _is_titled(heading: str) -> bool:
    """Whether every longer word of a heading has a capital."""
    return all(not word[0].islower() for word in heading.split() if len(word) > len("with"))


def _is_title(document: Document, match: Match) -> bool:
    """Whether the text gives the words of a heading in quotation marks elsewhere: the title of a book or film."""
    words = plain(document.prose[match.start : match.end]).strip(" .'\"")
    outside = (one for one in quotes(document) if one.end <= match.start or one.start >= match.end)
    return any(plain(document.prose[one.inner_start : one.inner_end]).strip(" .,'\"") == words for one in outside)


def _is_contents(document: Document, block: Block) -> bool:
    return document.prose[block.start : block.start + len(_CONTENTS[0])].lower().startswith(_CONTENTS)


def _listed(document: Document, options: TemplateOptions, block: Block) -> Iterator[tuple[int, int]]:
    """The spans of the headings in a table of contents: parted where a capital follows a small letter at once."""
    start = block.start + next(
        len(name) for name in _CONTENTS if document.prose[block.start :].lower().startswith(name)
    )
    cuts = [found.start() for found in _GLUE.finditer(document.prose, start, block.end)]
    low = plain(document.prose[start : block.end])
    for opening in openings(options.templates) | openings(options.weak) | openings(options.titled):
        at = low.find(" " + opening)
        while at >= 0:
            cuts.append(start + at + 1)
            at = low.find(" " + opening, at + 1)
    edges = sorted({start, *cuts, block.end})
    for first, last in pairwise(edges):
        text = document.prose[first:last]
        if text.strip() and len(text) <= LONGEST_HEADING:
            yield first + len(text) - len(text.lstrip()), last - len(text) + len(text.rstrip())


CHECK = Check("heading-template", TemplateOptions, find_templates)
