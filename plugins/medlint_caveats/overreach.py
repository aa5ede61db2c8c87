"""Check `overreach`: words that go further than the evidence behind them, and no limit or source that mends it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from medlint.api import (
    Caveat,
    Check,
    Citation,
    Cues,
    Document,
    Match,
    Related,
    caveats,
    citations_between,
    doubts_near,
    lazy_pattern,
    links,
    overlaps,
    part_of,
    quotes,
    section_of,
    sentence_index,
    sentences,
    step_for,
)

from .linked import Found, LinkOptions, find_statements
from .unlisted import is_doubted

FIGURE_REACH = 30
"""A figure stands at most so many characters before what it counts."""

_FIGURE = lazy_pattern(
    r"\b(?:\d+|half|most|none)(?: of (?:them|those|the \w+))?(?: (?!whose|with|who|people|patients)\w+){0,2} $"
)
UNREAD = frozenset({"caption", "alt", "link-title", "button", "cell", "footnote"})
_BARE_ANCHORS = frozenset({"link", "abstract", "poster", "report", "summary", "slides", "here"})
_NAME_SAID = lazy_pattern(
    r"(?:,? [A-Z][\w.&'\u2019-]*){1,4},? (?:(?:has|have|also|today|yesterday|proudly|now) )*"
    r"(?:said|says|announced|announces|reported|reports|revealed|reveals|claimed|claims|disclosed|unveiled)\b"
)


class OverreachOptions(LinkOptions, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Which statements are meant (see `linked`), and what makes one right.

    `caveat`: the kind of limit that exempts in the section; elsewhere in the text it lowers the finding by one
    severity. `doubts`: plain doubt of any kind within so many sentences exempts too. `unless-section`: words anywhere
    in the section that exempt. `carried-by`: kinds of citation that exempt in the section; not those whose target holds
    one of `not-carried` (lower case). `once`: one finding a statement, a sentence or a section. Entries of `cues` may
    carry the tag `step`, which moves the severity, or `channel`: no finding where it passes on somebody's words,
    unless one of `firms` speaks; or `named`: a name and a verb of saying must follow ("the drug maker X said").
    `relates`: what a related place says of the words that the statement rests on. `looked-for`: what would have been
    credited, in words for the message.
    """

    caveat: str
    doubts: int = 0
    unless_section: Cues = ""
    carried_by: tuple[str, ...] = ()
    not_carried: tuple[str, ...] = ()
    once: Literal["statement", "sentence", "section"] = "sentence"
    firms: Cues = ""
    relates: str = "what it rests on"
    looked_for: str = ""


class _Place(Struct, frozen=True):
    """The prose span of the section of a statement."""

    start: int
    end: int


def find_overreaching(document: Document, options: OverreachOptions) -> Iterator[Match]:
    """One match for each statement that no limit, source or exempting word in its section makes right."""
    done, reached = -1, 0
    for found in find_statements(document, options):
        place = _place(document, found.start)
        part = _part(document, found.start, options)
        if found.start < reached or part == done or not _is_read(document, found):
            continue
        step = step_for(document, found.start, found.end, _asked_of(document, found, options))
        if step is None or not _is_named(document, found, options) or _is_channel(document, found, options):
            continue
        if _is_mended(document, found, place, _asked_of(document, found, options)):
            continue
        done, reached = part, found.end
        yield _match(document, found, step, options)


def _asked_of(document: Document, found: Found, options: OverreachOptions) -> OverreachOptions:
    """The options, without what exempts in the whole text where the words say that the source is another one."""
    own = document.tag(options.cues, found.base, "own")
    return replace(options, unless_document=(), unless_section="") if own and options.unless_document else options


def _place(document: Document, offset: int) -> _Place:
    first, last = part_of(document, document.block_at(offset))
    return _Place(document.blocks[first].start, document.blocks[last - 1].end)


def _part(document: Document, offset: int, options: OverreachOptions) -> int:
    """The number of what may hold one finding."""
    if options.once == "section":
        return section_of(document, document.block_at(offset)).first
    return sentence_index(document, offset) if options.once == "sentence" else offset


def _is_read(document: Document, found: Found) -> bool:
    return document.blocks[document.block_at(found.start)].kind not in UNREAD


def _is_mended(document: Document, found: Found, place: _Place, options: OverreachOptions) -> bool:
    """Whether the section names the limit, holds an exempting word, or gives a source that carries the statement."""
    told = found.unlisted or (options.unlisted and not options.goals)
    if told and is_doubted(document, place.start, place.end, options.caveat, found.start):
        return True
    if found.unlisted and _is_counted(document, place, options):
        return True
    if options.doubts and doubts_near(document, found.start, options.doubts):
        return True
    if any(place.start <= caveat.start < place.end for caveat in _limits(document, options)):
        return True
    if options.unless_section and document.hits_between(options.unless_section, place.start, place.end):
        return True
    if not options.carried_by:
        return False
    known = citations_between(document, place.start, place.end)
    return any(_carries(document, item, found, options) for item in known)


def _is_counted(document: Document, place: _Place, options: OverreachOptions) -> bool:
    """Whether a section tells in figures what became of people, besides the evidence: "31 of them fell ill"."""
    return any(
        _FIGURE.search(document.prose[max(place.start, goal.start - FIGURE_REACH) : goal.start])
        for goal in document.hits_between(options.goals, place.start, place.end)
        if not any(overlaps(document, lexicon, goal.start, goal.end) for lexicon in (options.people, options.cues))
    )


def _carries(document: Document, citation: Citation, found: Found, options: OverreachOptions) -> bool:
    """Whether a citation is of a kind that carries the statement; of links, only those to a place of evidence.

    A bare "(link)" in the sentence of the words leads to what they speak of.
    """
    target = citation.target.lower()
    own = sentence_index(document, citation.start) == sentence_index(document, found.base.start)
    if own and document.prose[citation.start : citation.end].strip("()[] ").lower() in _BARE_ANCHORS:
        return False
    if not own and document.tag(options.cues, found.base, "own"):
        return False
    if citation.kind not in options.carried_by or any(word in target for word in options.not_carried):
        return False
    return citation.kind != "link" or any(
        facts.kind == "evidence" for facts in links(document) if facts.link.start == citation.start
    )


def _limits(document: Document, options: OverreachOptions) -> list[Caveat]:
    return [caveat for caveat in caveats(document) if caveat.kind == options.caveat]


def _is_channel(document: Document, found: Found, options: OverreachOptions) -> bool:
    """Whether the words only say through what somebody spoke who is quoted in the same sentence, and no firm did."""
    if not document.tag(options.cues, found.base, "channel"):
        return False
    sentence = sentences(document)[sentence_index(document, found.start)]
    spoken = any(quote.start < sentence.end and quote.end > sentence.start for quote in quotes(document))
    return spoken and not document.hits_between(options.firms, sentence.start, found.start)


def _is_named(document: Document, found: Found, options: OverreachOptions) -> bool:
    """Whether a firm that must be followed by its name and a verb of saying is."""
    if not document.tag(options.cues, found.base, "named"):
        return True
    return _NAME_SAID.match(document.prose, found.base.end) is not None


def _match(document: Document, found: Found, step: int, options: OverreachOptions) -> Match:
    """The match, one severity lower where the limit is named in another section."""
    elsewhere = _limits(document, options)[:1]
    related = [Related(found.base.start, found.base.end, options.relates)] if found.base.start != found.start else []
    related += [Related(limit.start, limit.end, "the limit is named here, in another section") for limit in elsewhere]
    note = f"Looked for {options.looked_for} in this section and found none." if options.looked_for else ""
    tagged = int(document.tag(options.cues, found.base, "step") or 0)
    step = min(step + tagged, -1) if elsewhere else step + tagged
    return Match(found.start, found.end, step=step, note=note, related=tuple(related))


CHECK = Check("overreach", OverreachOptions, find_overreaching, needs=("cues",))
