"""Check `unsourced`: words that call upon a study or an authority, and no source where a reader looks for one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from medlint.api import (
    Check,
    Document,
    Match,
    Sentence,
    citations,
    is_asked,
    is_hedged,
    is_negated,
    is_taken_back,
    lazy_pattern,
    metadata_values,
    quote_at,
    section_of,
    sentence_at,
    sentence_index,
    speaker_of,
    words_between,
)

from .calls import Call, UnsourcedOptions, find_calls
from .provenance import FOUND_BY, has_source_beside, is_sourced, next_sentence

MENTION_WORDS = 5
"""A quotation of at most so many words mentions an expression."""
LONGEST_CUE = 200
"""No cue is longer, in characters."""
OPENING_CHARACTERS = 12
"""A cue with the tag `opens` begins at most so far into its sentence: "But in one study"."""
PLAN_CHARACTERS = 40
"""That a study lies ahead is said in so many characters behind the words that bring it in."""
_SPECIFIED = lazy_pattern(
    r"\b[A-Z]{2,6}(?: [a-z]+){0,3} $|\S [A-Z][a-z]+ $"
    r"|\b(?i:two|three|four|five|six|these|both)"
    r"(?: (?!years|months|weeks|days|decades|ago|hundred|thousand|dozen|million)[\w-]+){0,2} $"
)
"""Words before a cue that single out which study or body is meant: a name, an acronym, a number."""
BESIDE = 2
"""Who speaks within so many paragraphs speaks beside a call upon people."""
TITLES = ("Dr", "Prof")
SHORT_WORDS = 150
"""In a text of so many words one list of sources serves every sentence (our estimate: two or three paragraphs)."""
FULL_OF = 4
"""So often words of another science stand in a text that is about it (our estimate)."""
LAST_PART = 2 / 3
"""Lines that lead to other stories stand in the last third of a text (our estimate)."""
_TOLD = lazy_pattern(r"(?<!ave )(?<!as )\b[a-z]+ed\b|\b(?:found|saw)$")
_TEASER = lazy_pattern(r"\W*(?:[A-Z]{3,}(?: [A-Z]+){0,3}|(?:Read|See|Watch|Related|More|Also)(?: \w+){0,2}):")
"""How a line begins that leads to another story: its headline is not of this text."""
_LED_BY = lazy_pattern(
    r"[A-Z][a-z]+ [A-Z][a-z]+,[^.;\u201c\"]{10,120}?\b(?:head of the (?:trial|study)"
    r"|(?:who|which) (?:carried out|led|ran|headed|conducted) the (?:study|trial|research|work))\b"
)
"""Somebody with a name and a place who did the study that the lead speaks of."""
LEAD = 5
"""The first sentences of a report, its headline among them, sum up what the rest sources (our estimate, from news)."""


def find_unsourced(document: Document, options: UnsourcedOptions) -> Iterator[Match]:
    """The first match of each section or block whose words no citation in the paragraph covers.

    What may be the study that was found before is not told again: the people counted in it, "the study". A list of
    sources in the metadata excuses all.
    """
    if metadata_values(document, options.metadata) or _is_short_and_listed(document):
        return
    done = -1
    for call in find_calls(document, options):
        if done >= 0 and (call.counted or call.same or call.again == "again"):
            continue
        block = document.block_at(call.start)
        place = section_of(document, block).first if options.once == "section" else block
        if place == done or document.blocks[block].kind in {"footnote", "button", "link-title"}:
            continue
        if _is_harmless(document, call, options) or is_sourced(document, call, options):
            continue
        done = place
        yield Match(call.start, call.end, step=call.step - _is_lowered(document, call, options))


def _is_short_and_listed(document: Document) -> bool:
    """Whether a text of a few paragraphs lists its sources: a reader finds what each sentence rests on."""
    return document.words <= SHORT_WORDS and bool(citations(document).listed)


def _is_lowered(document: Document, call: Call, options: UnsourcedOptions) -> bool:
    """Whether somebody else says it, the sentence softens it, or a source that may be meant stands near."""
    sentence = sentence_at(document, call.start)
    softened = sentence is not None and bool(document.hits_between(options.lower_near, call.end, sentence.end))
    if (call.same or call.counted) and any(
        item.kind in FOUND_BY and item.start < call.start for item in citations(document).items
    ):
        return True
    if softened or quote_at(document, call.start) is not None or citations(document).listed:
        return True
    if _overlaps(document, options.practice, call):
        return True
    if sentence is not None and _is_idle(document, call, options, sentence):
        return True
    return (
        has_source_beside(document, call.start)
        or _is_told_below(document, sentence)
        or _is_voiced(document, call, options)
        or _is_retold(document, call, options)
    )


def _is_told_below(document: Document, sentence: Sentence | None) -> bool:
    """Whether a report says in its lead what it names below: a call in the first sentences, a journal after them."""
    if sentence is None or sentence_index(document, sentence.start) >= LEAD:
        return False
    if any(item.kind == "journal" and item.start > sentence.end for item in citations(document).items):
        return True
    return _LED_BY.search(document.prose, sentence.end) is not None


def _is_idle(document: Document, call: Call, options: UnsourcedOptions, sentence: Sentence) -> bool:
    """Whether no health hangs on what studies or scientists say in a long text: how stars age, how a protein folds.

    The sentence names no people, health or remedy, nor does the one behind a study. What doctors hold is advice.
    Nor does it in a text about another science.
    """
    if len(document.hits(options.elsewhere)) >= FULL_OF:
        return True
    if not options.stakes or document.words <= SHORT_WORDS or (call.kind not in {"", "work"} and not call.again):
        return False
    last = sentence if call.kind else next_sentence(document, sentence) or sentence
    near = document.hits_between(options.stakes, sentence.start, last.end)
    return not call.counted and all(call.start <= hit.start and hit.end <= call.end for hit in near)


def _is_voiced(document: Document, call: Call, options: UnsourcedOptions) -> bool:
    """Whether an expert who is named speaks beside nameless people: a report lets one of them say more."""
    if call.kind != "people":
        return False
    number, blocks = document.block_at(call.start), document.blocks
    last = min(number + BESIDE, len(blocks) - 1)
    speaker = speaker_of(document, blocks[max(number - BESIDE, 0)].start, blocks[last].end)
    if speaker is None or not options.roles or document.format == "text":
        return speaker is not None
    place = sentence_at(document, speaker.introduced[0])
    titled = document.prose[slice(*speaker.introduced)].startswith(TITLES)
    return titled or place is None or bool(document.hits_between(options.roles, place.start, place.end))


def _is_retold(document: Document, call: Call, options: UnsourcedOptions) -> bool:
    """Whether the paragraph spoke of certain studies before, of which "research showed" in the past tense is one."""
    if call.kind != "work" or not _TOLD.search(document.prose, call.start, call.end):
        return False
    return bool(document.hits_between(options.retold, document.blocks[document.block_at(call.start)].start, call.start))


def _is_harmless(document: Document, call: Call, options: UnsourcedOptions) -> bool:
    """Whether the words deny, ask or mention, or stand beside others that make them harmless."""
    sentence, quote = sentence_at(document, call.start), quote_at(document, call.start)
    if sentence is None or is_asked(document, call.start):
        return True
    added = bool(call.kind) and document.prose[sentence.start : call.start].rstrip().endswith(",")
    if not added and is_negated(document, call.start):
        return True
    if _SPECIFIED.search(document.prose[sentence.start : call.start]) or _TEASER.match(
        document.prose, document.blocks[sentence.block].start, call.end
    ):
        return True
    if options.hedged == "exempt" and is_hedged(document, call.start):
        return True
    if quote and words_between(document, quote.inner_start, quote.inner_end) <= MENTION_WORDS:
        return True
    if call.opens:
        if call.start - sentence.start > OPENING_CHARACTERS:
            return True
    elif _lacks_report(document, options, call, (sentence.start, sentence.end)):
        return True
    ahead = sentence.start if call.counted else call.start
    if document.hits_between(options.planned, ahead, min(call.end + PLAN_CHARACTERS, sentence.end)):
        return True
    after = next_sentence(document, sentence) or sentence
    if document.hits_between(options.doubted, sentence.start, after.end) or _is_headline(document, call):
        return True
    if is_taken_back(document, options.rejected, call.start):
        return True
    near = document.hits_between(options.unless_near, sentence.start, sentence.end)
    return bool(near) or _overlaps(document, options.unless, call)


def _is_headline(document: Document, call: Call) -> bool:
    """Whether a call stands in a line without a stop late in a plain text: the headline of another story."""
    number = document.block_at(call.start)
    if document.format != "text" or number <= len(document.blocks) * LAST_PART:
        return False
    block = document.blocks[number]
    return document.prose[block.start : block.end].rstrip()[-1:].isalnum()


def _lacks_report(document: Document, options: UnsourcedOptions, call: Call, span: tuple[int, int]) -> bool:
    """Whether words that need a report beside them have none."""
    return bool(options.requires) and not call.sure and not document.hits_between(options.requires, *span)


def _overlaps(document: Document, cues: str, call: Call) -> bool:
    hits = document.hits(cues)
    index = bisect_left(hits, call.end, key=lambda found: found.start)
    while index and hits[index - 1].start > call.start - LONGEST_CUE:
        index -= 1
        if hits[index].end > call.start:
            return True
    return False


CHECK = Check("unsourced", UnsourcedOptions, find_unsourced)
