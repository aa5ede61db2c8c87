"""Where a claim may find support: a citation beside it, a study that is told of, a speaker, sources of the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from msgspec import Struct

from medlint.api import (
    Cues,
    Document,
    Hit,
    citations,
    citations_for,
    lazy_pattern,
    metadata_values,
    section_of,
    sentence_at,
    sentence_index,
    sentences,
)

from .offers import sells

TOLD_BEFORE, TOLD_AFTER = 6, 1
"""A text goes on telling of a study for so many sentences after it names it, and may name it one sentence late (our
estimate, from reading news reports)."""
LEAD_REACH = 8
"""What a report says first is borne out by the study that so many sentences tell of."""
LEAD_SENTENCES = 3
"""The first sentences of a report sum up what the next ones tell."""
FIRST_LINES = 3
"""A headline in plain text is one of so many first lines."""
NEAR_TOLD = 3
"""So far back in its paragraph a study is still what an effect is told of."""

_NAME_BEFORE = lazy_pattern(
    r"(?:[A-Z][\w.'\u2019-]+|\b[Hh]e|\b[Ss]he),?\s(?:(?:also|has|have|had|does|do|did|then|further)\s)*$"
)
_NAME_AFTER = lazy_pattern(r"\s(?:(?:[a-z-]+\s){0,3}[A-Z]|he\b|she\b)")
_PAST = lazy_pattern(r"\b(?:was|were|had|did|agreed|\w{2,}(?<!e)ed)\b")
_PRESENT = lazy_pattern(r"\b(?:is|are|has|have|do|does|will|can)\b")
_COMPARED = lazy_pattern(
    r"\b(?:compared (?:with|to)|versus|vs\.?|against|while|and)\b[^.]{0,40}?\d[\d.,]*\s?(?:%|per ?cent)", re.IGNORECASE
)
_WORKS = frozenset(
    "study trial review report journal gazette today letters archives annals bulletin group unit".split()
)
"""Words for bodies that mean a work or anybody when they are written small ("a study shows")."""
_OWN_BODY = lazy_pattern(r"\b(?:our|my|your)\s(?:\w+\s)?$", re.IGNORECASE)
_IN_GENERAL = lazy_pattern(
    r"(?<!\bthe )(?<!\bthis )(?<!\ba )(?<!\bone )(?<!\bnew )(?<!\bour )(?<!\bcurrent )(?<!\brecent )\bresearch\s$",
    re.IGNORECASE,
)
_YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")
_CAPITALISED = lazy_pattern(r"(?<![.!?:] )(?<!^)\b[A-Z][\w'\u2019-]+(?: (?:of|for|and|on|in|de|the))*\s$")
_PROPER = lazy_pattern(r"\b[A-Z][\w'\u2019-]+(?: (?:of|for|and|the))?(?: [A-Z][\w'\u2019-]+)+")
"""A proper name of two words or more."""
LEAST_TOLD = 2
"""A text that names a study so often is a report of it; once may be an aside."""


class SourceWords(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """The words by which a text gives its sources, as lexicons.

    `told`: words that show that the passage tells of one study, which is then the source. `attributing`: words that
    give a statement to a named speaker, except to `vague-speakers`. `evidence`: words for a work, and `bodies`: last
    words of proper names, of which a sentence that names a source has one each (or a year). `tenses`: verbs that are
    past or present by their form (tag `tense`). `selling`: words by which a text sells what it praises.
    """

    told: Cues = "told-studies"
    attributing: Cues = "attributing-words"
    vague_speakers: Cues = "vague-speakers"
    evidence: Cues = "source-nouns"
    bodies: Cues = "body-nouns"
    tenses: Cues = "tense-words"
    announcing: Cues = "source-announcements"
    selling: Cues = ""


def is_sourced(document: Document, start: int, words: SourceWords) -> bool:
    """Whether a source stands where a reader looks for that of prose[start:].

    A citation covers the sentence, a study is told of around it (lexicon `told`), it is a result in the report of a
    study, somebody says it, or its paragraph names a source.
    """
    return (
        bool(citations_for(document, start))
        or tells_of_study(document, start, words)
        or is_result(document, start, words)
        or has_speaker(document, start, words)
        or names_source(document, start, words)
    )


def is_cited(document: Document, start: int, words: SourceWords) -> bool:
    """Whether prose[start:] has a source of its own: a citation, somebody who says it, or a work named beside it."""
    return (
        bool(citations_for(document, start))
        or has_speaker(document, start, words)
        or names_source(document, start, words)
    )


def names_source(document: Document, start: int, words: SourceWords) -> bool:
    """Whether the paragraph at an offset, or what introduces its list or the whole, names the work that it rests on.

    A sentence names one if it speaks of evidence and gives a year, or the proper name of a body, register or journal;
    or if it speaks of it twice ("published its count") and gives a proper name.
    """
    number = document.block_at(start)
    blocks = document.blocks
    group = blocks[number].group
    first = number
    while group and first and blocks[first - 1].group == group:
        first -= 1
    places = {number, first - 1} if group and first else {number}
    places |= {document.block_at(hit.start) for hit in document.hits(words.announcing)}
    return any(_is_named(document, *span, words) for place in places for span in _sentences_of(document, place))


def _sentences_of(document: Document, block: int) -> Iterator[tuple[int, int]]:
    listed = sentences(document)
    for sentence in listed[sentence_index(document, document.blocks[block].start) :]:
        if sentence.block > block:
            return
        if sentence.block == block:
            yield sentence.start, sentence.end


def _is_named(document: Document, start: int, end: int, words: SourceWords) -> bool:
    evidence = document.hits_between(words.evidence, start, end)
    if not evidence:
        return False
    if _YEAR.search(document.prose, start, end):
        return True
    if len(evidence) > 1 and _PROPER.search(document.prose, start, end):
        return True
    return any(
        document.prose[hit.start].isupper() and _CAPITALISED.search(document.prose[start : hit.start])
        for hit in document.hits_between(words.bodies, start, end)
    )


def is_of_told_study(document: Document, start: int, words: SourceWords) -> bool:
    """Whether the paragraph at an offset tells of a study around it, or, for a headline and the lead, the text below.

    Narrower than `tells_of_study`: what a remedy does is soon said in general again.
    """
    if not document.hits(words.told):
        return False
    listed, number = sentences(document), sentence_index(document, start)
    block = document.blocks[listed[number].block]
    if is_headline(document, listed[number].block):
        return True
    if number < LEAD_SENTENCES:
        last = listed[min(number + LEAD_REACH, len(listed) - 1)].end
        return count_told(document, document.title[0], last, words) > 0
    first = max(block.start, listed[max(number - NEAR_TOLD, 0)].start)
    last = min(block.end, listed[min(number + TOLD_AFTER, len(listed) - 1)].end)
    return count_told(document, first, last, words) > 0


def count_told(document: Document, start: int, end: int, words: SourceWords) -> int:
    """How often prose[start:end] names a study that is told of; "research study shows" means studies in general."""
    return sum(
        _IN_GENERAL.search(document.prose, max(hit.start - 16, start), hit.start) is None
        for hit in document.hits_between(words.told, start, end)
    )


def is_headline(document: Document, number: int) -> bool:
    """Whether a block is a title or heading, or one of the first lines of a text and has no stop, as in plain text."""
    block = document.blocks[number]
    if block.kind in {"title", "heading", "description"}:
        return True
    text = document.prose[block.start : block.end].rstrip()
    return (
        number < FIRST_LINES
        and block.kind == "paragraph"
        and not text.endswith((".", "!", "?", ":", '"', "\u201d", ")"))
    )


def is_result(document: Document, start: int, words: SourceWords) -> bool:
    """Whether the sentence at an offset gives a result in the report of a study.

    Results are told in the past tense or compare two figures; how common an illness is stands in the present.
    """
    sentence = sentence_at(document, start)
    if sentence is None or len(document.hits(words.told)) < LEAST_TOLD:
        return False
    text = document.prose[sentence.start : sentence.end]
    if ("%" in text or "cent" in text.lower()) and _COMPARED.search(text):
        return True
    tenses = {
        document.tag(words.tenses, hit, "tense")
        for hit in document.hits_between(words.tenses, sentence.start, sentence.end)
    }
    past = "past" in tenses or _PAST.search(text) is not None
    return past and "present" not in tenses and _PRESENT.search(text) is None


def tells_of_study(document: Document, start: int, words: SourceWords) -> bool:
    """Whether the passage around an offset tells of a study: in its section, a few sentences before or right after."""
    if not document.hits(words.told):
        return False
    listed, number = sentences(document), sentence_index(document, start)
    section = section_of(document, listed[number].block)
    first = max(document.blocks[section.first].start, listed[max(number - TOLD_BEFORE, 0)].start)
    last = min(document.blocks[section.last - 1].end, listed[min(number + TOLD_AFTER, len(listed) - 1)].end)
    return bool(document.hits_between(words.told, first, last))


def has_speaker(document: Document, start: int, words: SourceWords) -> bool:
    """Whether the sentence at an offset says who says it, by name or as somebody who was named before."""
    sentence = sentence_at(document, start)
    if sentence is None:
        return False
    vague = document.hits_between(words.vague_speakers, sentence.start, sentence.end)
    opened = vague[0].end if vague and vague[0].start - sentence.start <= 1 else -1
    for hit in document.hits_between(words.attributing, sentence.start, sentence.end):
        if _NAME_AFTER.match(document.prose, hit.end, sentence.end) or _is_body(document, sentence.start, hit, words):
            return True
        before = _NAME_BEFORE.search(document.prose[sentence.start : hit.start])
        named = before is not None and sentence.start + before.start() >= opened
        if named and not document.tag(words.attributing, hit, "place"):
            return True
    return False


def _is_body(document: Document, start: int, hit: Hit, words: SourceWords) -> bool:
    """Whether a body that is not the speaker's own stands right before a verb of saying ("the ministry estimates")."""
    for body in document.hits_between(words.bodies, start, hit.start):
        if body.end == hit.start - 1 and body.phrase.lower() not in _WORKS:
            return _OWN_BODY.search(document.prose, start, body.start) is None
    return False


def source_doubt(
    document: Document, keys: Collection[str], *, list_words: int, bare_words: int, selling: str
) -> int | None:
    """Whether sources of the text as a whole, or none in all of it, speak against reporting one sentence: 1, else 0.

    None where a short text (up to `list_words`) lists its sources, in a reference list or under one of the metadata
    `keys`, so that nothing in it is without. A text of `bare_words` or more without a single citation is told so once
    by another rule: its single sentences weigh less, unless the text sells (`selling`), as an advert gives no sources.
    Where marks in the text lead to the list, what has no mark does not rest on it. Numbers left behind by a list that
    was lost are no sources of the text.
    """
    known = citations(document)
    listed = bool(known.listed) or bool(metadata_values(document, keys))
    marked = bool(known.listed) and any(item.kind == "footnote" and item not in known.listed for item in known.items)
    if listed and not marked and document.words <= list_words:
        return None
    lost = not known.listed and all(item.kind == "footnote" and item.target[:1].isdigit() for item in known.items)
    bare = (lost or not known.items) and document.words >= bare_words
    return int((listed and not marked) or (bare and not sells(document, selling)))
