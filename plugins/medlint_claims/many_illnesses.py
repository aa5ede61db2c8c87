"""Check `many-illnesses`: one thing is credited with illnesses that have nothing in common."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Sentence,
    citations_between,
    clause_end,
    clause_start,
    is_asked,
    is_bygone,
    is_negated,
    is_taken_back,
    lazy_pattern,
    quote_at,
    section_of,
    sentence_at,
    sentence_index,
    sentences,
    sentences_between,
    words_between,
)

from .offers import is_offer
from .things import is_name

GAP_WORDS = 8
"""Between two members of a list stand at most so many words."""

SEQUEL = 3
"""The line that sums a list up is one of so many sentences after it; a later one counts what is listed."""

STAFF_CHARACTERS = 50
"""So many characters before those who treat say whose they are ("a day unit with nine specialist nurses")."""

_JOINED = lazy_pattern(r",|\band\b|\bor\b|\bto\b|\bas well as\b|&|/|\bplus\b", re.IGNORECASE)


_LABEL = lazy_pattern(
    r"\W*((?:[\w'\u2019-]+ ){0,4}?[\w'\u2019-]+)"
    r"(?: (?:for|against)(?: (?:them all|it all|all|everything)[:,])?|:) (?:the |your )?"
)
_OFFERED = lazy_pattern(
    r"\W*(?:[\w'\u2019 -]{1,40},? )?\b((?:we|I) (?:use|offer|give|sell|recommend|prescribe))"
    r" (?:[\w'\u2019-]+ ){1,5}?for ",
    re.IGNORECASE,
)
_STAFFED = lazy_pattern(r"\b(?:with|by|our|of|from) (?:[\w-]+ ){0,3}$", re.IGNORECASE)
_PRONOUN = lazy_pattern(r"\W*(?:it|they|we)\b", re.IGNORECASE)
_WHATEVER = lazy_pattern(r"\W*whether\b", re.IGNORECASE)
_COUNTED = lazy_pattern(
    r"\b(?:(?:all|each|every one)(?: of)?(?: the| these| them)? (?:three|four|five|six|seven|eight|nine|ten)|"
    r"(?:all|each|every one) of (?:them|these|those)|the (?:whole )?lot|them all|every one of)\b",
    re.IGNORECASE,
)
_SUMMED = lazy_pattern(r"\b(?:all|each|them|these|the lot|everything|every one|those)\b", re.IGNORECASE)
"""The line after a list speaks of what is listed."""


class ManyIllnessesOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`illnesses`: conditions, whose tag `system` names the part of body or mind; `least` systems are too many.

    `claims`: words that say the thing does good; one must stand in the sentence, or in the line before or after the
    list, if the line does not merely name a thing and what it is for ("Royal jelly for"), none of `no-remedies` and
    `no-things`. One system less will do where more illnesses are named. `unless-near`: words in the same place that
    make it no claim (research, symptoms, side effects); `unless-unsold`: those that do so but on the page of who sells
    (words that sell: `offers`). `unless-clause`: the same in the clause of the list. `staff`:
    people who treat; where they are named before a pronoun, it is they who help. `promised`: words that
    give the claim as what a seller says, which lower it. `taken-back` and `bygone` as in the other claims.
    """

    illnesses: Cues
    claims: Cues
    unless_near: Cues = ""
    unless_unsold: Cues = ""
    offers: Cues = ""
    no_remedies: Cues = ""
    no_things: Cues = ""
    promised: Cues = ""
    unless_clause: Cues = ""
    staff: Cues = ""
    taken_back: Cues = "refutations"
    bygone: Cues = "bygone-times"
    least: int = 4


def find_many_illnesses(document: Document, options: ManyIllnessesOptions) -> Iterator[Match]:
    """One match for each sentence or list that credits one thing with illnesses of too many systems."""
    done = -1
    hits = document.hits(options.illnesses)
    if len(hits) < options.least:
        return
    for hit in hits:
        if hit.start < done:
            continue
        place = _place(document, hit)
        if place is None:
            continue
        start, end = place
        done = end
        match = _claim(document, start, end, options)
        if match is not None:
            yield match


def _place(document: Document, hit: Hit) -> tuple[int, int] | None:
    """The sentence of a hit; for an item of a list, the list with the line that introduces it."""
    sentence = sentence_at(document, hit.start)
    if sentence is None:
        return None
    group = document.blocks[sentence.block].group
    if not group or document.blocks[sentence.block].kind != "item":
        return sentence.start, _answer_end(document, sentence)
    return _list(document, sentence, group)


def _answer_end(document: Document, sentence: Sentence) -> int:
    """Where the answer to a list that is asked about ends ("Gout, acne? The balm sorts them out"), or the sentence."""
    listed, number = sentences(document), sentence_index(document, sentence.start)
    if not document.prose.startswith("?", sentence.end - 1) or number + 1 >= len(listed):
        return sentence.end
    answer = listed[number + 1]
    summed = answer.block == sentence.block and _SUMMED.search(document.prose, answer.start, answer.end)
    return answer.end if summed else sentence.end


def _sentences_of(document: Document, number: int) -> tuple[Sentence, ...]:
    """The sentences of a block by its number; none where there is no such block."""
    if not 0 <= number < len(document.blocks):
        return ()
    return sentences_between(document, document.blocks[number].start, document.blocks[number].end)


def _list(document: Document, sentence: Sentence, group: int) -> tuple[int, int]:
    first = last = sentence.block
    while first and document.blocks[first - 1].group == group:
        first -= 1
    while last + 1 < len(document.blocks) and document.blocks[last + 1].group == group:
        last += 1
    start, end = document.blocks[first].start, document.blocks[last].end
    intro = _sentences_of(document, first - 1)
    if last + 1 < len(document.blocks) and document.blocks[last + 1].kind == "paragraph":
        for number, sequel in enumerate(_sentences_of(document, last + 1)[:SEQUEL]):
            if (_COUNTED if number else _SUMMED).search(document.prose, sequel.start, sequel.end):
                end = sequel.end
    return intro[-1].start if intro else start, end


def _claim(document: Document, start: int, end: int, options: ManyIllnessesOptions) -> Match | None:
    """The match for prose[start:end], or None if it credits nothing with too much."""
    if document.hits_between(options.unless_near, start, end):
        return None
    if document.hits_between(options.unless_unsold, start, end) and not is_offer(document, options.offers):
        return None
    members = _members(document, document.hits_between(options.illnesses, start, end))
    claims = _claims(document, start, end, members, options)
    verb = claims[0] if claims else members[0]
    if not claims and not _is_label(document, start, verb.start, options):
        return None
    if _is_harmless(document, start, end, verb, members, options):
        return None
    systems = {document.tag(options.illnesses, hit, "system") for hit in members}
    named = tuple(dict.fromkeys(document.prose[hit.start : hit.end].lower() for hit in members))
    if len(named) < options.least or len(systems) < options.least - 1:
        return None
    names = ", ".join(named)
    surmised = not claims or (len(systems) < options.least and len(named) == options.least)
    promised = bool(options.promised) and bool(document.hits_between(options.promised, start, end))
    step = -1 if surmised or promised or quote_at(document, verb.start) else 0
    mark = (members[0].start, members[-1].end)
    if document.block_at(mark[0]) != document.block_at(mark[1] - 1):
        mark = (verb.start, verb.end)
    return Match(*mark, step=step, fields={"illnesses": names})


def _claims(document: Document, start: int, end: int, members: list[Hit], options: ManyIllnessesOptions) -> list[Hit]:
    """The words of claim in prose[start:end] or, for a list, in the heading above it; none that names an illness."""
    found = document.hits_between(options.claims, start, end)
    kept = [hit for hit in found if not any(one.start <= hit.start and hit.end <= one.end for one in members)]
    offered = _OFFERED.match(document.prose, start, members[0].start)
    if not kept and offered:
        return [Hit(offered.start(1), offered.end(1), members[0].entry, "")]
    block = document.block_at(members[0].start)
    if kept or document.blocks[block].kind != "item":
        return kept
    heading = section_of(document, block).heading
    if heading < 0:
        return []
    place = document.blocks[heading].start, document.blocks[heading].end
    if document.hits_between(options.unless_near, *place) or document.hits_between(options.unless_clause, *place):
        return []
    return list(document.hits_between(options.claims, *place))


def _is_harmless(
    document: Document, start: int, end: int, verb: Hit, members: list[Hit], options: ManyIllnessesOptions
) -> bool:
    """Whether the claim is denied, hedged, asked, sourced, taken back, long past or one about people who treat."""
    first = min(verb.start, clause_start(document, verb.start), clause_start(document, members[0].start))
    paragraph = document.blocks[document.block_at(verb.start)]
    return (
        is_negated(document, verb.start)
        or bool(document.hits_between(options.unless_clause, first, clause_end(document, members[-1].end)))
        or _is_asked(document, start, end, verb)
        or bool(citations_between(document, paragraph.start, paragraph.end))
        or is_taken_back(document, options.taken_back, verb.start)
        or is_bygone(document, options.bygone, verb.start, verb.end)
        or _is_of_staff(document, start, options)
    )


def _is_of_staff(document: Document, start: int, options: ManyIllnessesOptions) -> bool:
    """Whether a pronoun opens prose[start:], and people who treat are named before it in the section."""
    if _PRONOUN.match(document.prose, start) is None:
        return False
    section = section_of(document, document.block_at(start))
    begin = document.blocks[section.first].start
    return any(
        _STAFFED.search(document.prose, max(begin, hit.start - STAFF_CHARACTERS), hit.start)
        for hit in document.hits_between(options.staff, begin, start)
    )


def _is_asked(document: Document, start: int, end: int, verb: Hit) -> bool:
    """Whether the claim is a question or the object of one ("Whether it is gout or acne: the balm helps" is none)."""
    if document.prose[start:end].rstrip().endswith("?"):
        return True
    return is_asked(document, verb.start) and _WHATEVER.match(document.prose, start, end) is None


def _is_label(document: Document, start: int, end: int, options: ManyIllnessesOptions) -> bool:
    """Whether prose[start:end] only names a thing and what it is for: "Royal jelly for", "One needle for them all:"."""
    label = _LABEL.fullmatch(document.prose, start, end)
    return label is not None and is_name(document, label.start(1), label.end(1), options.no_remedies, options.no_things)


def _members(document: Document, hits: tuple[Hit, ...]) -> list[Hit]:
    """The longest run of hits that stand side by side as members of a list."""
    best: list[Hit] = []
    run: list[Hit] = []
    for hit in hits:
        if run and not _is_next(document, run[-1], hit):
            run = []
        run.append(hit)
        if len(run) > len(best):
            best = list(run)
    return best


def _is_next(document: Document, before: Hit, after: Hit) -> bool:
    if document.block_at(before.start) != document.block_at(after.start):
        return True
    between = document.prose[before.end : after.start]
    return words_between(document, before.end, after.start) <= GAP_WORDS and _JOINED.search(between) is not None


CHECK = Check(
    "many-illnesses", ManyIllnessesOptions, find_many_illnesses, frozenset({"illnesses"}), needs=("illnesses",)
)
