"""What must stand beside words that claim too much: the remedy they praise, the illness, the outcome they promise."""

from __future__ import annotations

import re
from collections.abc import Callable

from medlint.api import (
    Cues,
    Document,
    Hit,
    Sentence,
    clause_end,
    clause_start,
    is_affirmed,
    lazy_pattern,
    quote_at,
    section_of,
    sentence_index,
    sentences,
    words_between,
)

from .cured_illnesses import AFTER_WORDS, BACK, CLOSED, CureWords, earlier, has_illness, soon_after
from .offers import is_offer
from .things import REPORTED, is_name, is_of_thing, opens_with_thing

SCOPE_WORDS = 7
"""What makes a superlative one over everything ("in the world") stands at most so many words after it."""
SHORT_WORDS = 8
"""A heading, an item or a line of so few words needs no subject: the page around it is about the remedy."""

RIVAL_WORDS = 3
"""What a remedy is put above stands at most so many words after "than"."""

_ANAPHOR = lazy_pattern(
    r"^\W*(?:and |but )?(?:it|this|they|these|our|the|that|there|here|because|being|side[ -]effects?|you|with|without|"
    r"no|zero|nothing|not|never|take|use|try)\b|\b(?:it|this|they|these|them)(?: also| really)?\s*$",
    re.IGNORECASE,
)
_THAN = lazy_pattern(r"(?: [\w'\u2019-]+){0,6}? than\b")
_AS = lazy_pattern(r"(?: [\w'\u2019-]+){0,6}? as\b")
_OWN = lazy_pattern(r"\s+(?:ours?\b|this\b|these\b|[A-Z][\w-]{2,})")
"""What nothing is said to equal: one's own, or what has a name."""
_IF = lazy_pattern(r"\bif (?!you\b|your\b)[^,;:]*$", re.IGNORECASE)
_CONDITION = lazy_pattern(r"\bif\b", re.IGNORECASE)
_SHARES = frozenset("some many most often usually generally normally".split())
_PAST = lazy_pattern(r"\b(?:was|were|had|did|proved|seemed|appeared|felt|got|came|\w{2,}ed)\b(?! (?:to|by|as)\b)")
_LABELLED = lazy_pattern(r"[^.:;\u2013\u2014]{3,70}(?::| [\u2013\u2014-]) (?!\d)")
"""A line that names what it is of at its end ("No risk, no pain: the thread lift")."""
_CO_ADJECTIVE = lazy_pattern(r"\s*(?:(?:and|,) \w+ )?")
_PRONOUN_SUBJECT = lazy_pattern(r"[\W_]*(?:it|they)\b", re.IGNORECASE)


class FitOptions(CureWords, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """The word lists that the tags of a cue ask for.

    `of = "remedy"`: one of `remedies` or `products` before it in the sentence, or a few sentences before where a
    pronoun, a quotation or a line without a subject needs one; `of = "near"`: after it will do too. `to =
    "illness"`: one of `illnesses` a few words after, or a pronoun for one named before; `on = "illness"`: one
    before. `after = "remedy"`: a remedy a few words after. `before`, `then`: one of these words (separated by
    commas) in the sentence before it, in the clause after it. `beside = "outcome"`: one of `outcomes` in its clause
    (`"sentence"`: before it in the sentence). `place = "heading"`: only there. `scope = "all"`: one of `scopes`
    soon after. `closing`: nothing that could be a limit may follow in the clause. `head`: it opens the sentence.
    `answered`: it stands in a question that is answered with yes. `than`: than (or as) and a remedy or one of
    `rivals` follow, in the present tense. `ranks`: it closes its clause, or one of `scopes`, a remedy or one of
    `ways` follows. `told`: one of the words `told` of a study stands in the sentence or in the two before it,
    unless one of `works` follows, said of a remedy. One of `bounds` in the sentence limits a cue without `whole`.
    What is in `no-remedies` or `illnesses` is no remedy.
    """

    cues: Cues
    remedies: Cues = ""
    products: Cues = ""
    no_remedies: Cues = ""
    outcomes: Cues = ""
    scopes: Cues = ""
    bounds: Cues = ""
    told: Cues = ""
    rivals: Cues = ""
    offers: Cues = ""
    ways: Cues = ""


def fit(document: Document, hit: Hit, sentence: Sentence, options: FitOptions) -> int | None:
    """Whether what the tags of a cue ask for stands beside it: the step of the severity, or None where it does not.

    The step is -1 where only its place in the sentence makes a thing a remedy, and `no_remedies` do not name it.
    """

    def tag(name: str) -> str:
        return document.tag(options.cues, hit, name)

    if not tag("whole") and _is_bounded(document, hit, sentence, options.bounds):
        return None
    if _is_working(document, hit, sentence, options, tag("works")):
        return 0
    if not _has_place(document, hit, sentence, tag) or not _has_neighbours(document, hit, sentence, options, tag):
        return None
    if not _has_rank(document, hit, sentence, options, tag):
        return None
    if (tag("to") or tag("on")) and not has_illness(document, hit, sentence, options, tag):
        return None
    praised = _praises(document, hit, sentence, options, tag)
    if praised is None or not tag("of"):
        return praised
    if tag("of") == "near" and _names_remedy(document, options, sentence.start, sentence.end):
        return praised
    if _is_of_remedy(document, options, hit, sentence) or _is_of_ware(document, options, hit, sentence):
        return praised
    if not options.no_remedies:
        return None
    if is_of_thing(document, hit.start, options.no_remedies, options.illnesses) or _is_of_named(
        document, hit, sentence, options
    ):
        return -1
    return None


def _is_working(document: Document, hit: Hit, sentence: Sentence, options: FitOptions, words: str) -> bool:
    """Whether what follows the cue in its clause says that a remedy named before has worked."""
    if not words or not _has_words(document.prose[hit.end : clause_end(document, hit.end)], words):
        return False
    if any(
        _names_remedy(document, options, start, end)
        for start, end in (*earlier(document, sentence), (sentence.start, sentence.end))
    ):
        return True
    return bool(options.no_remedies) and not document.hits_between(options.no_remedies, hit.end, sentence.end)


def _is_bounded(document: Document, hit: Hit, sentence: Sentence, bounds: Cues) -> bool:
    """Whether the claim is limited where it is told; how many people tell it is no limit of it."""
    begin, end = _told_in(document, hit, sentence)
    reported = REPORTED.search(document.prose, begin, hit.start)
    for bound in document.hits_between(bounds, begin, end):
        share = document.prose[bound.start : bound.end].lower() in _SHARES
        if not (share and reported and bound.end <= reported.end()):
            return True
    return False


def _told_in(document: Document, hit: Hit, sentence: Sentence) -> tuple[int, int]:
    """The part of a sentence that tells a claim: what is in its quotation marks, if it is in any, or all of it."""
    quote = quote_at(document, hit.start)
    if quote is None:
        return sentence.start, sentence.end
    return max(sentence.start, quote.inner_start), min(sentence.end, quote.inner_end)


def _has_rank(document: Document, hit: Hit, sentence: Sentence, options: FitOptions, tag: Callable[[str], str]) -> bool:
    """Whether what `than`, `ranks` and `told` ask for stands there."""
    if tag("than") and not _is_compared(document, hit, sentence, options, tag):
        return False
    if tag("ranks") and not _is_ranked(document, hit, sentence, options):
        return False
    return not tag("told") or _is_of_study(document, sentence, options.told)


def _is_compared(
    document: Document, hit: Hit, sentence: Sentence, options: FitOptions, tag: Callable[[str], str]
) -> bool:
    """Whether a comparative goes on with a rival ("than tablets"), and is not the past tense of a result."""
    than = (_AS if tag("than") == "as" else _THAN).match(document.prose, hit.end, sentence.end)
    if than is None or _IF.search(document.prose, sentence.start, hit.start):
        return False
    if _PAST.search(document.prose, clause_start(document, hit.start), hit.start):
        return False
    if tag("than") == "as" and tag("before") and _OWN.match(document.prose, than.end(), sentence.end):
        return True
    return any(
        soon_after(document, cues, than.end(), sentence.end, RIVAL_WORDS)
        for cues in (options.rivals, options.remedies, options.products)
    )


def _is_ranked(document: Document, hit: Hit, sentence: Sentence, options: FitOptions) -> bool:
    """Whether a superlative stands alone, ranks a remedy or a way, or is one over everything."""
    if _CONDITION.search(document.prose, hit.end, sentence.end):
        return False
    if CLOSED.match(document.prose, hit.end, sentence.end):
        return True
    return any(
        soon_after(document, cues, hit.end, sentence.end, AFTER_WORDS)
        for cues in (options.scopes, options.ways, options.remedies, options.products)
    )


def _is_of_study(document: Document, sentence: Sentence, told: Cues) -> bool:
    """Whether a sentence, or one of the two before it in its block, tells of a study."""
    number = sentence_index(document, sentence.start)
    near = [one for one in sentences(document)[max(number - 2, 0) : number + 1] if one.block == sentence.block]
    return bool(document.hits_between(told, near[0].start, sentence.end))


def _praises(
    document: Document, hit: Hit, sentence: Sentence, options: FitOptions, tag: Callable[[str], str]
) -> int | None:
    """The step for a cue with the tag `after`: 0 before a remedy, -1 before a thing that `scope` ranks above all."""
    if not tag("after") or any(
        soon_after(document, cues, hit.end, sentence.end, AFTER_WORDS) for cues in (options.remedies, options.products)
    ):
        return 0
    if not tag("scope") or not options.no_remedies:
        return None
    scope = document.hits_between(options.scopes, hit.end, sentence.end)[0]
    lead = _CO_ADJECTIVE.match(document.prose, hit.end, scope.start)
    begin = lead.end() if lead else hit.end
    end = len(document.prose[: scope.start].rstrip()) if begin < scope.start else begin
    return -1 if is_name(document, begin, end, options.no_remedies, options.illnesses) else None


def _has_place(document: Document, hit: Hit, sentence: Sentence, tag: Callable[[str], str]) -> bool:
    """Whether the cue stands where `head`, `place`, `closing` and `answered` want it."""
    if tag("head") and document.prose[sentence.start : hit.start].strip("\"'\u201c "):
        return False
    if tag("place") == "heading" and document.blocks[sentence.block].kind not in {"heading", "title"}:
        return False
    if tag("closing") and not CLOSED.match(document.prose, hit.end, sentence.end):
        return False
    return not tag("answered") or is_affirmed(document, hit.start)


def _has_neighbours(
    document: Document, hit: Hit, sentence: Sentence, options: FitOptions, tag: Callable[[str], str]
) -> bool:
    """Whether the words that `before`, `then`, `scope` and `beside` ask for stand there."""
    if not _has_words(document.prose[sentence.start : hit.start], tag("before")):
        return False
    if not _has_words(document.prose[hit.end : clause_end(document, hit.end)], tag("then")):
        return False
    if tag("scope") and not soon_after(document, options.scopes, hit.end, sentence.end, SCOPE_WORDS):
        return False
    if tag("beside") == "sentence":
        return bool(document.hits_between(options.outcomes, sentence.start, hit.start))
    return not tag("beside") or _has_outcome(document, options.outcomes, hit)


def _has_words(said: str, words: str) -> bool:
    """Whether a text has one of the words, which commas separate; yes where none is asked for."""
    return not words or any(word in said.lower() for word in words.split(","))


def _has_outcome(document: Document, outcomes: Cues, hit: Hit) -> bool:
    begin, end = clause_start(document, hit.start), clause_end(document, hit.end)
    return any(
        found.end <= hit.start or found.start >= hit.end for found in document.hits_between(outcomes, begin, end)
    )


def _is_of_named(document: Document, hit: Hit, sentence: Sentence, options: FitOptions) -> bool:
    """Whether a pronoun is the subject, and a sentence shortly before opens with the name of a thing."""
    if _PRONOUN_SUBJECT.match(document.prose, sentence.start, hit.end) is None:
        return False
    listed, number = sentences(document), sentence_index(document, sentence.start)
    first = section_of(document, sentence.block).first
    before = [one for one in listed[max(number - BACK, 0) : number] if one.block >= first]
    excluded = (options.no_remedies, options.illnesses)
    return any(opens_with_thing(document, one.start, one.end, *excluded) for one in before)


def _names_remedy(document: Document, options: FitOptions, start: int, end: int) -> bool:
    return any(document.hits_between(cues, start, end) for cues in (options.remedies, options.products))


def _is_of_remedy(document: Document, options: FitOptions, hit: Hit, sentence: Sentence) -> bool:
    """Whether a remedy is spoken of: before the cue, by the page around a short line, or in the sentences before."""
    if _names_remedy(document, options, sentence.start, hit.end):
        return True
    if words_between(document, sentence.start, sentence.end) <= SHORT_WORDS and _is_line(document, sentence):
        return True
    if _LABELLED.match(document.prose, sentence.start, sentence.end) and _names_remedy(
        document, options, hit.end, sentence.end
    ):
        return document.prose[sentence.start : hit.start].strip().lower() in {"", "a", "an", "the", "our", "one"}
    quoted = quote_at(document, hit.start) is not None
    if (quoted or _is_line(document, sentence)) and _names_remedy(document, options, hit.end, sentence.end):
        return True
    if not quoted and not _lacks_subject(
        document.prose[sentence.start : hit.start], document.prose[hit.start : hit.end]
    ):
        return False
    return any(_names_remedy(document, options, start, end) for start, end in earlier(document, sentence))


def _is_of_ware(document: Document, options: FitOptions, hit: Hit, sentence: Sentence) -> bool:
    """Whether a claim without a subject of its own stands on the page of who sells: it is of what is sold there."""
    before = document.prose[sentence.start : hit.start]
    return _lacks_subject(before, document.prose[hit.start : hit.end]) and is_offer(document, options.offers)


def _lacks_subject(before: str, cue: str) -> bool:
    """Whether a claim names no subject of its own: it opens the sentence, or a pronoun stands for what it is of."""
    return not before.strip("-*\"'\u201c ") or bool(_ANAPHOR.search(before) or _ANAPHOR.match(cue))


def _is_line(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is a heading or an item, or has no verb that would need a subject of its own."""
    return document.blocks[sentence.block].kind in {"heading", "title", "item", "description"}
