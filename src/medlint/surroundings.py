"""What stands around words that match and makes them harmless, lighter or graver: options that checks share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from medlint.document import Document
from medlint.layers.citations import citations_for, source_beside
from medlint.layers.quotes import Quote, quote_at
from medlint.layers.scopes import clause_end, clause_start, is_asked, is_hedged, is_negated, words_between
from medlint.layers.sentences import Sentence, sentence_at, sentence_index, sentences
from medlint.model import BlockKind, Cues
from medlint.retractions import AFTERWARDS, is_affirmed, is_bygone, is_disowned, is_doubted, is_taken_back

Effect: TypeAlias = Literal["keep", "lower", "exempt"]

LED = (" says:", " said:", " reads:", " promises:", " claims:", " writes:", " states:", " declares:", " announces:")
"""So a sentence leads to what somebody says."""
MENTION_WORDS = 5
"""A quotation of at most so many words mentions an expression ("so-called ..."); a longer one is somebody speaking."""
LONGEST_CUE = 200
"""No cue is longer, in characters: so far back may one begin that overlaps a span."""
BRIEF = 150
"""A text of at most so many words is about what it says; in a longer one much is said in passing (our estimate)."""


class Surroundings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Options about what stands around words that match.

    `unless`: expressions that contain or overlap the words and make them harmless (antipatterns). `unless-near`: words
    in the same sentence; `unless-clause`: in the same clause. `unless-around`: words in the same block, or within a few
    sentences after. `unless-document`: words anywhere in the text. `requires`: one of these must stand in the same
    sentence; `weak-without`: a word of one of these lists, else the finding is lowered; `expects`: the same in a text
    of more than `BRIEF` words, up to `expects-reach` sentences away. `taken-back`: words that reject what was said, in
    the sentence, in the heading of the section, beside the list or within a few sentences after (with the tag `reach =
    "ahead"`: before, too). `disowned`: words that give it as what others say (`kind = "saying"`, `"speech"`) before a
    turn against it (`kind = "turn"`) in the same sentence. `bygone`: names of times long past.
    `negated`, `hedged`, `asked` (but not a question that is answered with yes), `quoted`, `mentioned` (in quotation
    marks as an expression), `cited`, `nearby` (a source in a paragraph beside it) and `doubted` (a quotation
    of whose claim the text soon names a limit) say what that does to a finding:
    `keep`, `lower` (one severity, once) or `exempt`. `headings`: `raise`, `keep` or `exempt`. `blocks`: the kinds of
    block that are read (default: all).
    """

    unless: Cues = ""
    unless_near: Cues = ""
    unless_clause: Cues = ""
    unless_around: Cues = ""
    unless_document: Cues = ""
    requires: Cues = ""
    weak_without: tuple[Cues, ...] = ()
    expects: tuple[Cues, ...] = ()
    expects_reach: int = 3
    taken_back: Cues = ""
    disowned: Cues = ""
    bygone: Cues = ""
    negated: Effect = "keep"
    hedged: Effect = "keep"
    asked: Effect = "keep"
    quoted: Effect = "lower"
    mentioned: Effect = "exempt"
    cited: Effect = "keep"
    nearby: Effect = "keep"
    doubted: Effect = "keep"
    headings: Literal["keep", "raise", "exempt"] = "keep"
    blocks: tuple[BlockKind, ...] = ()


def step_for(document: Document, start: int, end: int, options: Surroundings) -> int | None:
    """How the surroundings of prose[start:end] move the severity (-1, 0 or 1); None where they make it harmless."""
    kind = document.blocks[document.block_at(start)].kind
    if options.blocks and kind not in options.blocks:
        return None
    if options.headings == "exempt" and kind in {"heading", "title"}:
        return None
    if overlaps(document, options.unless, start, end) or _is_excused(document, start, options):
        return None
    if _is_anothers(document, start, end, options):
        return None
    effects = {effect for effect, holds in _effects(options) if effect != "keep" and holds(document, start)}
    if "exempt" in effects:
        return None
    raised = (
        options.headings == "raise" and kind in {"heading", "title", "description"} and not _is_open(document, start)
    )
    weak = bool(options.weak_without) and not any(_near(document, start, cues) for cues in options.weak_without)
    weak = weak or is_unexpected(document, start, options.expects, options.expects_reach)
    return int(raised) - int(weak or "lower" in effects)


def is_unexpected(document: Document, start: int, expects: tuple[Cues, ...], reach: int) -> bool:
    """Whether none of the words `expects` stands within `reach` sentences of `start`, in a text that is not brief."""
    if not expects or document.words <= BRIEF:
        return False
    listed, number = sentences(document), sentence_index(document, start)
    begin, end = listed[max(number - reach, 0)].start, listed[min(number + reach, len(listed) - 1)].end
    return not any(document.hits_between(cues, begin, end) for cues in expects)


def overlaps(document: Document, cues: str, start: int, end: int) -> bool:
    """Whether a hit of `cues` shares a character with prose[start:end]."""
    hits = document.hits(cues)
    index = bisect_left(hits, end, key=lambda hit: hit.start)
    while index and hits[index - 1].start > start - LONGEST_CUE:
        index -= 1
        if hits[index].end > start:
            return True
    return False


def follows(document: Document, cues: str, start: int, *, block: bool) -> bool:
    """Whether a hit of `cues` stands in the sentence at `start`, a few sentences after, or anywhere in its block."""
    if not cues or not document.hits(cues):
        return False
    listed, number = sentences(document), sentence_index(document, start)
    last = listed[min(number + AFTERWARDS, len(listed) - 1)]
    own = document.blocks[listed[number].block]
    begin = own.start if block else listed[number].start
    return bool(document.hits_between(cues, begin, max(last.end, own.end if block else 0)))


def _effects(options: Surroundings) -> tuple[tuple[Effect, Callable[[Document, int], bool]], ...]:
    settings: Mapping[Callable[[Document, int], bool], Effect] = {
        is_negated: options.negated,
        is_hedged: options.hedged,
        _is_open: options.asked,
        _is_quoted: options.quoted,
        _is_mentioned: options.mentioned,
        _is_cited: options.cited,
        _is_near_source: options.nearby,
        is_doubted: options.doubted,
    }
    return tuple((effect, holds) for holds, effect in settings.items())


def _is_open(document: Document, start: int) -> bool:
    return is_asked(document, start) and not is_affirmed(document, start)


def _is_near_source(document: Document, start: int) -> bool:
    return source_beside(document, start) is not None


def _is_cited(document: Document, start: int) -> bool:
    return bool(citations_for(document, start))


def _is_mentioned(document: Document, start: int) -> bool:
    quote = quote_at(document, start)
    if quote is None or words_between(document, quote.inner_start, quote.inner_end) > MENTION_WORDS:
        return False
    sentence = sentence_at(document, start)
    return sentence is None or not _is_speech(document, quote, sentence)


def _is_speech(document: Document, quote: Quote, sentence: Sentence) -> bool:
    """Whether a quotation opens its sentence and ends as speech does, or is all there is: no mention of a word.

    So does one that somebody, or a leaflet, is said to say, with a colon before it.
    """
    led = document.prose[sentence.start : quote.start].rstrip().lower().endswith(LED)
    if not led and quote.start > sentence.start + 1:
        return False
    if words_between(document, quote.inner_start, quote.inner_end) <= 1:
        return False
    ends = document.prose[quote.inner_start : quote.inner_end].rstrip().endswith((",", ".", "!"))
    return ends or not document.prose[quote.end : sentence.end].strip(" .!\n")


def _is_quoted(document: Document, start: int) -> bool:
    return quote_at(document, start) is not None and not _is_mentioned(document, start)


def _is_excused(document: Document, start: int, options: Surroundings) -> bool:
    """Whether words in the sentence, around it or anywhere excuse what begins at `start`, or a word asked for fails."""
    if options.unless_document and document.hits(options.unless_document):
        return True
    if options.requires and not _near(document, start, options.requires):
        return True
    if _beside(document, start, options.unless_clause):
        return True
    return _near(document, start, options.unless_near) or follows(document, options.unless_around, start, block=True)


def _is_anothers(document: Document, start: int, end: int, options: Surroundings) -> bool:
    """Whether the text tells prose[start:end] as what others say or once said, and does not stand behind it."""
    if is_taken_back(document, options.taken_back, start) or is_disowned(document, options.disowned, start, end):
        return True
    return is_bygone(document, options.bygone, start, end)


def _beside(document: Document, start: int, cues: Cues) -> bool:
    """Whether the clause around `start` has one of the cues."""
    if not cues or not document.hits(cues):
        return False
    return bool(document.hits_between(cues, clause_start(document, start), clause_end(document, start)))


def _near(document: Document, start: int, cues: str) -> bool:
    """Whether the sentence around `start` has one of the cues."""
    if not cues or not document.hits(cues):
        return False
    sentence = sentence_at(document, start)
    return sentence is not None and bool(document.hits_between(cues, sentence.start, sentence.end))
