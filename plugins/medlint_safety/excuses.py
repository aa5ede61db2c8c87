"""What excuses words that stand some sentences away: a clinician who agrees, a rate, a source, whoever is named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from medlint.api import (
    NUMBER_WORD,
    Document,
    Hit,
    Sentence,
    citations,
    is_negated,
    lazy_pattern,
    of_kind,
    section_of,
    sentence_at,
    sentence_index,
    sentences,
)  # fmt: skip

from .dangers import Warnings, is_endangered, is_warned, warnings_in
from .options import JoinedOptions

LONGEST = 200
"""No excuse is longer, in characters: it counts where it begins."""
BEFORE, AFTER = 3, 5
"""An excuse stands at most so many sentences before or after (our estimate)."""

TURNED = "working"
"""The kind of `needs` that a harm is turned into."""
JOINT = 10
"""A clause that says which one is meant begins at most so many characters after it."""
_JOINT = lazy_pattern(r",? (?:that |which )?", re.IGNORECASE)
_PRESCRIBED = lazy_pattern(
    r"\b(?:prescribed|prescribes|gave|given|ordered|chosen|set|put|recommended|told|has|had|insists"
    r"|wants)\b",
    re.IGNORECASE,
)
_N = rf"(?:\d[\d,.]*|{NUMBER_WORD}|half|a (?:third|quarter|fifth|tenth))"
_COUNTED = lazy_pattern(
    rf"\b{_N}(?: [\w-]+){{0,2}} (?:tablets?|pills?|capsules?|patch(?:es)?|lozenges?|puffs?|lines?|gummies)\b",
    re.IGNORECASE,
)
_IN_PRAISE = lazy_pattern(
    r"\b(?:our|happy|satisfied|many|several|some|most) (?:of our )?"
    r"(?:customers|clients|users|buyers|members|subscribers)\b"
    r"|\b[Cc]ustomers\b",
)
"""Who is told of by a seller: a warning in another paragraph of the page does not take that back."""
_FIGURE = lazy_pattern(
    rf"\b\d[\d.,]*\s?%|\b(?:per ?cent)\b|\b{_N} (?:in|of|out of|per)(?: every| about| the)? {_N}\b"
    rf"|\b(?:of|among) {_N} (?:\w+ )?(?:people|patients|women|men|children|adults|users|volunteers|participants)\b"
    rf"|\b{_N} (?:of (?:them|the \w+)|people|patients|women|men|children|adults|users|volunteers|participants) "
    r"(?:had|has|have|got|were|was|felt|stopped|reported|said|dropped|fell|needed)\b",
    re.IGNORECASE,
)


class Elsewhere:
    """What may excuse a cue from anywhere in a text; each part is gathered when it is first asked for."""

    def __init__(self, document: Document, options: JoinedOptions) -> None:
        self._document, self._options = document, options

    @cached_property
    def warnings(self) -> Warnings:
        """The warnings of the text."""
        return warnings_in(self._document, self._options)

    @cached_property
    def excuses(self) -> tuple[Hit, ...]:
        """The excuses that count wherever they stand."""
        cues = self._options.excuses
        return tuple(one for one in self._document.hits(cues) if self._document.tag(cues, one, "where") == "document")

    @cached_property
    def partners(self) -> Mapping[str, Sequence[Hit]]:
        """The partners by their words in small letters."""
        found: dict[str, list[Hit]] = {}
        for one in self._document.hits(self._options.partners):
            found.setdefault(self._document.prose[one.start : one.end].lower(), []).append(one)
        return found


def excused(
    document: Document, hit: Hit, partner: Hit, sentence: Sentence, elsewhere: Elsewhere, options: JoinedOptions
) -> bool:
    """Whether a word that is needed is missing near by, or an excuse stands there.

    Excuses count in the section, a few sentences before or after, unless they are denied; with the tag
    `where = "sentence"` in the sentence only, with `where = "document"` anywhere, with `denied = "any"` also when
    denied. Where a harm is made a good sign (`is_turned`), only what stands in that sentence or after it excuses it,
    and so does a source there. With a tag `kind` they count only for cues that name it
    under `excuse`, or where `excuse-kinds` does. What customers are said to do is excused in its
    paragraph only. `figures`: a rate or count of people near by excuses, too.
    """
    if is_endangered(document, partner, options):
        return is_warned(document, partner, elsewhere.warnings, options)
    if _is_lacking(document, hit, partner, sentence, options):
        return True
    ahead, turned = int(document.tag(options.cues, hit, "ahead") or AFTER), is_turned(document, hit, options)
    start, end = span_around(document, sentence, before=0 if turned else BEFORE, after=ahead)
    if _IN_PRAISE.search(document.prose, sentence.start, sentence.end):
        block = document.blocks[sentence.block]
        start, end = max(start, block.start), min(end, block.end)
    if turned and any(start <= item.start < end for item in citations(document).items):
        return True
    near = document.hits_between(options.excuses, min(start, sentence.start), max(end, sentence.end) + LONGEST)
    found = (one for one in (*near, *elsewhere.excuses) if not _is_relative(document, one, partner, options))
    if turned:
        found = (one for one in found if not _is_of_other(document, one, partner, options))
    if any(_excuses(document, one, hit, sentence, (start, end), options) for one in found):
        return True
    if not options.figures:
        return False
    if _FIGURE.search(document.prose, start, end) is not None:
        return True
    return not turned and _is_counted(document, partner, elsewhere.partners)


def _is_of_other(document: Document, one: Hit, partner: Hit, options: JoinedOptions) -> bool:
    """Whether the sentence of an excuse names harms, and none of them is the one of the partner."""
    sentence = sentence_at(document, one.start)
    if sentence is None or sentence.start <= partner.start < sentence.end:
        return False
    named = document.hits_between(options.partners, sentence.start, sentence.end)
    others = [hit for hit in named if "symptom" in document.tag(options.partners, hit, "kind").split()]
    last = document.prose[partner.start : partner.end].lower().split()[-1]
    return bool(others) and last not in document.prose[sentence.start : sentence.end].lower()


def is_turned(document: Document, hit: Hit, options: JoinedOptions) -> bool:
    """Whether a cue wants a word that makes a harm a good sign: what was said before it is no excuse for that."""
    return TURNED in document.tag(options.cues, hit, "wants").split()


def _is_counted(document: Document, partner: Hit, partners: Mapping[str, Sequence[Hit]]) -> bool:
    """Whether another sentence of the text names the same harm and says how many people have it."""
    for one in partners.get(document.prose[partner.start : partner.end].lower(), ()):
        sentence = sentence_at(document, one.start) if one.start != partner.start else None
        if sentence is not None and _FIGURE.search(document.prose, sentence.start, sentence.end):
            return True
    return False


def _is_lacking(document: Document, hit: Hit, partner: Hit, sentence: Sentence, options: JoinedOptions) -> bool:
    """Whether a cue wants a word beside it, in its sentence (`within`) or the ones next to it, and has none."""
    wanted = document.tag(options.cues, hit, "wants").split()
    waived = set(document.tag(options.cues, hit, "waived").split())
    if not wanted:
        return False
    if waived and waived & set(document.tag(options.partners, partner, "kind").split()):
        return False
    if "dose" in wanted and _COUNTED.search(document.prose, sentence.start, sentence.end):
        return False
    if document.tag(options.cues, hit, "within"):
        return not of_kind(document, options.needs, hit.start, sentence.end, *wanted)
    return not of_kind(document, options.needs, *span_around(document, sentence, 1, 1), *wanted)


def span_around(document: Document, sentence: Sentence, before: int = BEFORE, after: int = AFTER) -> tuple[int, int]:
    """The prose span from a few sentences before a sentence to a few after it, within its section and its heading."""
    listed, number = sentences(document), sentence_index(document, sentence.start)
    section = section_of(document, sentence.block)
    own = [
        one for one in listed[max(number - before, 0) : number + after + 1] if section.first <= one.block < section.last
    ]
    return (own[0].start, own[-1].end) if own else (sentence.start, sentence.end)


def _excuses(
    document: Document, one: Hit, hit: Hit, sentence: Sentence, around: tuple[int, int], options: JoinedOptions
) -> bool:
    """Whether a hit of the excuses is of a kind that the cue takes, stands near enough, and is not denied."""
    where = document.tag(options.excuses, one, "where")
    start, end = (sentence.start, sentence.end) if where == "sentence" else around
    if where != "document" and not start <= one.start < end:
        return False
    if not _is_of_kind(document, one, hit, options) or hit.start <= one.start < hit.end:
        return False
    return document.tag(options.excuses, one, "denied") == "any" or not is_negated(document, one.start)


def _is_relative(document: Document, one: Hit, partner: Hit, options: JoinedOptions) -> bool:
    """Whether an excuse only says which partner is meant, and such a one does not count ("that your doctor set")."""
    if options.relative_excuses or not partner.end <= one.start <= partner.end + JOINT:
        return False
    return _JOINT.fullmatch(document.prose, partner.end, one.start) is not None and bool(
        _PRESCRIBED.search(document.prose, one.start, one.end)
    )


def _is_of_kind(document: Document, one: Hit, hit: Hit, options: JoinedOptions) -> bool:
    """Whether an excuse is of the kinds that the cue names under `excuse`; without any, those of no kind will do."""
    kinds = document.tag(options.cues, hit, "excuse").split()
    kind = document.tag(options.excuses, one, "kind")
    return kind in kinds if kinds else not kind or kind in options.excuse_kinds
