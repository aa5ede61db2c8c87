"""What a text announces and does not give: the second of two kinds, "here is what they chose", text to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from medlint.api import Block, Document, Match, Section, lazy_pattern, quote_at, sections, sentences_between

from .signs import places_of

_KINDS = r"(?:(?:main|basic|different|common|broad) )?(?:kinds?|types?|forms?|stages?|steps?|phases?|sorts?|ways)"
_COUNT = lazy_pattern(rf"\b(?P<n>[Tt]wo|[Tt]hree|[Ff]our) {_KINDS}\b")
_COUNT_SIGNS = dict.fromkeys(("two", "three", "four"), tuple(f" {first}" for first in "mbdckftspw"))
"""With these letters goes on what `_COUNT` finds: "two kinds", "three main steps"."""
_FIRST = lazy_pattern(
    r"\b[Tt]he [Ff]irst (?:kind |type |form |way |stage |step |phase |sort )?(?:is|are|sits|comes|has|means"
    r"|happens|affects|lasts|starts|begins|occurs|takes|uses|works)\b"
)
_NEXT = lazy_pattern(
    r"\b(?:second|third|fourth|other|others|another|next|last|latter|finally|then|also|both|either|else|type 2"
    r"|after that|follow\w*)\b",
    re.IGNORECASE,
)
_LATER = {
    "three": lazy_pattern(
        r"\b(?:third|last|final|finally|other|others|another|also|lastly|type 3|afterbirth)\b", re.IGNORECASE
    ),
    "four": lazy_pattern(r"\b(?:fourth|last|final|finally|other|others|another|also|lastly|type 4)\b", re.IGNORECASE),
}
_SECOND = lazy_pattern(r"\b[Tt]he [Ss]econd\b")
_PROMISE = lazy_pattern(
    r"(?:Here (?:is|are|['\u2019]s)|This is|These are|Below (?:is|are)|Here['\u2019]s)"
    r" (?:what|how|why|the|our|their|her|his|some|a few|\w+ (?:tips|things|ways|reasons|steps|foods|questions"
    r"|rules|facts)) [^.:;?!]{2,80}[.!]?\s*\Z"
)
_SAID = lazy_pattern(
    r" (?:(?:they|we|she|he|the \w+|it) (?:found|chose|saw|said|learned|learnt|did|told|advised?|recommends?"
    r"|suggests?|would|picked|named)"
    r"|(?:you|to|that|of)|tips|things|ways|reasons|steps|foods|questions|rules|facts|results?|answers?|list|winners?)\b"
)
_EMPTY = lazy_pattern(
    r"\W*(?:tb[cda]|todo|to do|to be (?:written|added|confirmed|completed|done|decided|supplied)|(?:text|more"
    r"|details|content)? ?(?:to follow|to come|coming soon)"
    r"|under construction|placeholder|work in progress|(?:insert|add) (?:text|content|section|copy)(?: here)?|xx+"
    r"|\?\?+|lorem ipsum.*)\W*\Z",
    re.IGNORECASE,
)


def find_unkept(document: Document) -> Iterator[Match]:
    """One match for each announcement that nothing follows, and each section that only says that text will come."""
    if document.embeds:
        return
    if document.format == "markdown" and "```" not in document.source:
        yield from _find_unfilled(document.source)
    counted = bool(places_of(document, _COUNT_SIGNS))
    for part in sections(document):
        below = [block for block in document.blocks[part.first : part.last] if not block.hidden]
        texts = [block for block in below if block.kind not in {"heading", "title", "description"}]
        if not texts:
            continue
        yield from _find_placeholder(document, part, texts)
        yield from _find_promise(document, texts)
        if counted:
            yield from _find_uncounted(document, part, texts)


def _find_placeholder(document: Document, part: Section, texts: list[Block]) -> Iterator[Match]:
    """A section that has nothing but a word for text that is missing."""
    block = texts[0]
    if part.heading >= 0 and len(texts) == 1 and _EMPTY.match(document.prose, block.start, block.end):
        yield Match(block.start, block.end, fields={"fault": "stands where text is missing"})


_UNFILLED = lazy_pattern(
    r"^(?:[ \t]*(?P<bullet>[-*+])[ \t]+\S[^\n]*\n[ \t]*(?P=bullet)"
    r"|[ \t]*\d{1,2}[.)][ \t]+\S[^\n]*\n[ \t]*\d{1,2}[.)])[ \t]*(?=\n[ \t]*\n(?![ \t])|\n?\Z)",
    re.MULTILINE,
)


def _find_unfilled(source: str) -> Iterator[Match]:
    """The last item of a list, where nothing but its number or bullet stands."""
    for found in _UNFILLED.finditer(source):
        start = source.rindex("\n", found.start(), found.end()) + 1
        mark = source[start : found.end()].strip()
        at = source.index(mark, start)
        yield Match(at, at + len(mark), fields={"fault": "is an item of a list with nothing in it"}, in_source=True)


def _find_promise(document: Document, texts: list[Block]) -> Iterator[Match]:
    """The last sentence of a section that says "here is what they found"."""
    last = texts[-1]
    if document.format == "text" or last.kind != "paragraph" or last is not _last_shown(document, last):
        return
    own = sentences_between(document, last.start, last.end)
    if not own or quote_at(document, own[-1].start) is not None:
        return
    found = _PROMISE.match(document.prose, own[-1].start, last.end)
    if found and _SAID.search(document.prose, own[-1].start, last.end) and not _links(document, last):
        end = own[-1].start + len(" ".join(document.prose[own[-1].start : own[-1].end].split(" ")[:SHOWN]))
        yield Match(own[-1].start, min(end, own[-1].end), fields={"fault": "is followed by nothing"})


SHOWN = 6
"""So many words of an announcement are marked."""


def _last_shown(document: Document, block: Block) -> Block | None:
    """The block, if nothing but a heading of its level or above comes after it."""
    following = islice(document.blocks, document.block_at(block.start), None)
    after = next((one for one in following if one.start >= block.end and one is not block and not one.hidden), None)
    return block if after is None or (after.kind == "heading" and after.level <= MAJOR) else None


MAJOR = 2
"""Under a heading of this level a section ends that a smaller heading would carry on."""


def _links(document: Document, block: Block) -> bool:
    return any(block.start <= link.start < block.end for link in document.links)


def _find_uncounted(document: Document, part: Section, texts: list[Block]) -> Iterator[Match]:
    """A match for a number of kinds, the first of which is told, where no second or third is."""
    if document.format == "text" or any(block.kind != "paragraph" for block in texts):
        return
    start, end = document.blocks[part.first].start, texts[-1].end
    counted = _COUNT.search(document.prose, start, end)
    if counted is None or any(
        section.first > part.first for section in sections(document) if _is_below(document, section, part)
    ):
        return
    first = _FIRST.search(document.prose, counted.end(), end)
    if first is None:
        return
    number = counted["n"].lower()
    if not _NEXT.search(document.prose, first.end(), end):
        yield Match(counted.start(), counted.end(), fields={"fault": "announces more than the text gives"})
    elif number in _LATER and _SECOND.search(document.prose, first.end(), end):
        second = _SECOND.search(document.prose, first.end(), end)
        if second and not _LATER[number].search(document.prose, second.end(), end):
            yield Match(counted.start(), counted.end(), fields={"fault": "announces more than the text gives"})


def _is_below(document: Document, section: Section, part: Section) -> bool:
    """Whether a section is a part of another one, which it may carry on."""
    if section.heading < 0 or part.heading < 0:
        return section.first > part.first
    return section.first > part.first and document.blocks[section.heading].level > document.blocks[part.heading].level
