"""Statements that stretch a study in animals or cells: pieces of sentences that speak of people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from medlint.api import (
    Document,
    Hit,
    Sentence,
    is_asked,
    lazy_pattern,
    names_preclinical,
    of_kind,
    sentence_index,
    sentences,
)

from .cues import StatementCues
from .dropped import species_dropped
from .persons import ordinary_person
from .pieces import Piece, Statement, clipped, is_denied, is_told, is_unsaid, pieces

SHORT = 2
"""A piece with no more blanks is a word thrown in ("you, too, can"), and does not part what stands around it."""
PRONOUN_REACH = 130
"""`They` takes up people named at most so many characters before."""

_THEY = lazy_pattern(r"\b(?:they|them)\b", re.IGNORECASE)
_IMPERATIVE = lazy_pattern(
    r"[,:]\s*(?:then )?(?!(?:you|your|it|its|he|she|we|our|they|their|this|that|these|those|there|here|the|a|an"
    r"|and|or|but|so|not|no|as|if|when|with|in|on|at|by|to|for|of|from|some|many|most|is|are"
    r"|talk|speak|see|ask (?!for)|consult)\b)"
    r"([a-z]{2,}(?<!s)(?<!ing)(?<!ed))\s+(?:your|some|the|a|it|to|for|out|more|less|one|up|\w+)\b",
    re.IGNORECASE,
)
_BE = lazy_pattern(r"\bbe (?:\w+ )?$")
_FROM = lazy_pattern(r" (?:taken |grown |made )?(?:from|of) (?:[\w-]+ ){0,2}$")
_AFFLICTED = lazy_pattern(
    r"\b(?:who|that|whose)(?: \w+){0,2}? (?:cannot|can['\u2019]t|could not|do not|don['\u2019]t|never|no longer) $"
)
_ABLE = lazy_pattern(r"\s+(?:can|could|will|may|might|should)\b")
_WHO = lazy_pattern(r"(?: (?:with|in|on|over|of) (?:[\w-]+ ){1,4}| )(?:who|that) (?:[a-z]+ly )?([a-z]{2,}(?<!ed))\b")
_WITH_IT = lazy_pattern(r"\b(?:with|on|after|from|thanks to) (?:it|them|this)\b")
_OVER = lazy_pattern(
    r"\b(?:will|can|could|would|may|might|should)\b[^.;]{0,30}?\b(?:no longer|never again|soon|finally|at last"
    r"|once more"
    r"|again|no more|easy|easier|a pleasure|history|a memory)\b"
    r"|\b(?:is|are) (?:now )?(?:no longer|never again|finally|at last|over|history)\b|\bthings? of the past\b"
    r"|\bwill be no\b|['\u2019]ll (?:no longer|never|soon)\b|\bin sight\b|\bgoodbye to\b|\bwithout (?:a|an|the|any)\b",
    re.IGNORECASE,
)
_WHETHER = lazy_pattern(r"\b(?:whether|if|not known|unknown|unclear|nobody|no one)\b", re.IGNORECASE)
_OPEN = lazy_pattern(
    r"\W*(?:but |and |yet )?(?:whether|if|how|when)\b[^,;.]{5,140}? (?:is|are|was|remains?) (?:still |as yet "
    r"|so far |not yet )?"
    r"(?:unknown|unclear|uncertain|not (?:yet )?(?:known|clear|certain)|open|an open question|to be seen"
    r"|anyone's guess)\b",
    re.IGNORECASE,
)
_VERB_NEXT = lazy_pattern(
    r"(?: (?:with|over|in|on|of|who|at) [\w-]+(?: [\w-]+){0,3}?| and [\w-]+)?(?: (?:finally|soon|again|now|once"
    r" more|at last|simply"
    r"|really|then))? (?!(?:with|over|in|on|of|who|at|and|or|to|for|had|did|were|was|do not|does not|often|may|might"
    r"|could|should|need|differ|must|are)\b)(?:[a-z]{2,}(?<!ed)(?<!ing)(?<!er))\b"
)
_CELLS_REACH, _BE_REACH = 40, 20


def about_people(document: Document, sentence: Sentence, cues: StatementCues) -> Iterator[Statement]:
    """The pieces of a sentence that say of people, without naming animals or cells, what a finding does."""
    if document.hits_between(cues.background, sentence.start, sentence.end) or _is_open(document, sentence):
        return
    for piece in _with_leads(document, pieces(document, sentence, cues), cues):
        start, end = piece.start, piece.end
        if names_preclinical(document, start, end) or is_unsaid(document, sentence.start, start):
            continue
        people = [hit for hit in document.hits_between(cues.people, start, end) if _counts(document, hit, cues, piece)]
        promises = _promises(document, piece, cues) or _told_to(document, people, piece, cues)
        if promises and not people and (somebody := ordinary_person(document, start, end)):
            people = [somebody]
        if people and promises:
            yield from _promised(document, people, promises, cues)
        elif promises and (they := _taken_up(document, piece, cues)):
            yield from _promised(document, [they], promises, cues)
        elif statement := (
            _told_of(document, people, piece, cues)
            or _life_promised(document, piece, cues)
            or species_dropped(document, piece, cues)
        ):
            yield statement


def _is_open(document: Document, sentence: Sentence) -> bool:
    """Whether all of a sentence is a question that it leaves open: "whether glasses will be needed is unknown"."""
    return _OPEN.match(document.prose, sentence.start, sentence.end) is not None


def _promised(
    document: Document, people: list[Hit], promises: tuple[Hit, ...], cues: StatementCues
) -> Iterator[Statement]:
    """The promise to people, unless it is asked or negated ("doctors cannot heal your cavities")."""
    able = tuple(hit for hit in promises if not _AFFLICTED.search(document.prose, people[0].end, hit.start))
    promises = able or promises
    statement = _narrowed(document, people, promises)
    made = [hit for hit in promises if statement.start <= hit.start < statement.end] or [promises[0]]
    if is_asked(document, people[0].start) or _is_to_study(document, made[0], cues):
        return
    if not any(is_denied(document, hit.start, hit.end, cues) for hit in made):
        yield statement


def _is_to_study(document: Document, made: Hit, cues: StatementCues) -> bool:
    """Whether a promise is only one of a study: "will now be tested"."""
    word = next(iter(of_kind(document, cues.words, made.end, made.end + _CELLS_REACH, "study")), None)
    return word is not None and bool(_BE.search(document.prose[max(made.end, word.start - _BE_REACH) : word.start]))


def _with_leads(document: Document, found: Iterator[Piece], cues: StatementCues) -> Iterator[Piece]:
    """The pieces, where one that only names people ("For people with gout, ...") is joined to the next."""
    lead: int | None = None
    opened = False
    for piece in found:
        start, end = piece.start, piece.end
        named = (
            bool(document.hits_between(cues.people, start, end)) or ordinary_person(document, start, end) is not None
        )
        promised = bool(_promises(document, piece, cues)) or (
            lead is not None and bool(_IMPERATIVE.match(document.prose, max(start - 1, 0), end))
        )
        if named and not promised and not names_preclinical(document, start, end):
            lead, opened = (start, piece.opened) if lead is None else (lead, opened)
            continue
        yield Piece(lead, end, piece.opened) if lead is not None and promised else piece
        if promised or document.prose[start:end].count(" ") > SHORT:
            lead = None
    if lead is not None:
        yield Piece(lead, end, opened)


def _told_to(document: Document, people: list[Hit], piece: Piece, cues: StatementCues) -> tuple[Hit, ...]:
    """What a reader is told to do ("Eat nuts and your heart stays young"), as if it were a promise."""
    if not any(hit.phrase.startswith("you") for hit in people):
        return ()
    orders = document.hits_between(cues.orders, piece.start, piece.end)
    if orders and _opens(document, piece.start, orders[0].start) and document.tag(cues.orders, orders[0], "opens"):
        return orders[:1]
    match = _IMPERATIVE.search(document.prose, piece.start, piece.end)
    return (Hit(match.start(1), match.end(1), 0, match[1].lower()),) if match else ()


def _opens(document: Document, start: int, offset: int) -> bool:
    """Whether nothing but marks stands before an offset in its sentence."""
    begin = sentences(document)[sentence_index(document, start)].start
    return not any(letter.isalnum() for letter in document.prose[begin:offset])


def _promises(document: Document, piece: Piece, cues: StatementCues) -> tuple[Hit, ...]:
    """The words of a piece that promise something: those of the list, else verbs of benefit in the present tense."""
    verbs = document.hits_between(cues.benefits, piece.start, piece.end)
    told = tuple(hit for hit in verbs if document.tag(cues.benefits, hit, "form") == "s")
    return document.hits_between(cues.promises, piece.start, piece.end) or told


def _told_of(document: Document, people: list[Hit], piece: Piece, cues: StatementCues) -> Statement | None:
    """What is told of people in general and in the present: those "who take it", or who do "better", "sooner"."""
    groups = [hit for hit in people if document.tag(cues.people, hit, "noun") == "yes"]
    if not groups or is_told(document, piece, cues) or is_asked(document, groups[0].start):
        return None
    if (
        piece.opened
        and groups[0].start - piece.start <= SHORT
        and _VERB_NEXT.match(document.prose, groups[0].end, piece.end)
    ):
        return replace(clipped(document, groups[0].start, piece.end), sure=True)
    text = document.prose[piece.start : piece.end].lower()
    better = document.hits_between(cues.better, groups[0].end, piece.end)
    for group in groups:
        match = _WHO.match(document.prose, group.end, piece.end)
        if match and (better or document.hits_between(cues.taking, match.start(1), match.end(1))):
            return clipped(document, group.start, better[0].end if better else match.end())
    if better and (_WITH_IT.search(text) or document.hits_between(cues.remedies, piece.start, piece.end)):
        return clipped(document, groups[0].start, better[0].end)
    return None


def _life_promised(document: Document, piece: Piece, cues: StatementCues) -> Statement | None:
    """What is said to be over, or to be had again, of a day in people's lives: "a conversation will be no struggle"."""
    promised = _OVER.search(document.prose, piece.start, piece.end)
    if promised is None or is_asked(document, piece.start) or not _is_lived(document, piece, cues):
        return None
    if _WHETHER.search(document.prose, piece.start, promised.start()):
        return None
    return replace(clipped(document, piece.start, piece.end), sure=piece.opened)


def _is_lived(document: Document, piece: Piece, cues: StatementCues) -> bool:
    return bool(document.hits_between(cues.life, piece.start, piece.end))


def _taken_up(document: Document, piece: Piece, cues: StatementCues) -> Hit | None:
    """The word `they` or `them` in a piece, where it takes up people named just before and not animals."""
    match = _THEY.search(document.prose, piece.start, piece.end)
    if match is None:
        return None
    hits = document.hits_between(cues.people, max(0, piece.start - PRONOUN_REACH), piece.start)
    named = [hit for hit in hits if document.tag(cues.people, hit, "kind") == "person"]
    if not named or names_preclinical(document, named[-1].end, piece.start):
        return None
    if of_kind(document, cues.words, named[-1].end, match.start(), "others"):
        return None
    return Hit(match.start(), match.end(), named[-1].entry, match[0].lower())


def _counts(document: Document, hit: Hit, cues: StatementCues, piece: Piece) -> bool:
    """Whether a word means people as patients or readers; `we` is mostly the researchers, but not in "so we can"."""
    kind = document.tag(cues.people, hit, "kind")
    given = of_kind(document, cues.tissues, max(0, hit.start - _CELLS_REACH), hit.start, "tissue")
    grown = [word for word in given if "organ" not in document.tag(cues.tissues, word, "kind").split()]
    if any(_FROM.fullmatch(document.prose, cells.end, hit.start) for cells in grown):
        return False
    if kind not in {"one", "reader"} or hit.phrase.startswith(("you", "us")):
        return True
    return piece.opened and hit.phrase == "we" and bool(_ABLE.match(document.prose, hit.end))


def _narrowed(document: Document, people: list[Hit], promises: tuple[Hit, ...]) -> Statement:
    """From the promise to the people or back, whichever pair is closest."""
    pairs = [(min(a.start, b.start), max(a.end, b.end)) for a in people for b in promises]
    start, end = min(pairs, key=lambda pair: (pair[1] - pair[0], pair[0]))
    return clipped(document, start, end)
