"""Statements that stretch a study: pieces of sentences that speak of people, or of treatment again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import Document, Hit, Sentence, is_asked, lazy_pattern, names_preclinical

from .cues import StatementCues
from .dropped import Piece, Statement, clipped, is_denied, species_dropped

SHORT = 2
"""A piece with no more blanks is a word thrown in ("you, too, can"), and does not part what stands around it."""

_BREAK = lazy_pattern(r"[,;:()\u2014\u2013]| - ")
_CLAIM = lazy_pattern(
    r"\b(?:should|will|can|could|may|might|would|must|is|are|means|works?|keeps?|stays?|helps?|makes?"
    r"|needs?|controls?|prevents?|holds?|wards?|gives?|brings?|cures?"
    r"|book|take|try|start|sign|add|use|drink|eat|come|make|buy|ask|get|join|keep|look|lasts?|offers?|does"
    r"|do|be|let|treats?|relieves?|eases?|restores?|protects?|beats?)\b|'ll\b",
    re.IGNORECASE,
)
_REPORTED = lazy_pattern(
    r"\b(?:was|were|had|did|took|received|got|given|recorded|measured|rated|asked|kept|recovered|scored"
    r"|reported|felt|filled)\b",
    re.IGNORECASE,
)
_USED = lazy_pattern(
    r"(?<!was )(?<!were )(?<!had )(?<!been )(?<!got )\b(?:given|taken|used|worn|practi[sc]ed|drunk|eaten|done"
    r"|repeated|applied)\b|\bkept (?:on|up)\b"
    r"|\bbe (?:\w+ly )?(?:kept|given|felt|measured|rated)\b",
    re.IGNORECASE,
)
_DOES = lazy_pattern(
    r"(?:\s+[\w-]+){0,3}?\s+[a-z]{2,}[^\Ws]s\s+(?:the|a|an|your|you|people|their|it|them|away|off|in|for|[a-z]+ing)\b"
)
_PAST = lazy_pattern(r"\b\w{2,}ed\b")
_OPENS_WITH_USE = lazy_pattern(r"\s*(?:when |if )?(?:\w{2,}ed|taken|given|done|worn|drunk|eaten)\b", re.IGNORECASE)
_CERTAIN = lazy_pattern(
    r"\b(?:confirm|prov|show|demonstrat|mean|establish|lesson|upshot|moral|verdict)"
    r"|^(?:so|and so|hence|therefore|thus|clearly|evidently)\b",
    re.IGNORECASE,
)
_THEY = lazy_pattern(r"\b(?:they|them)\b", re.IGNORECASE)
_OTHERS = lazy_pattern(
    r"\b(?:researchers|scientists|authors|team|cells|doctors|drugs|genes|proteins|company|makers)\b",
    re.IGNORECASE,
)
PRONOUN_REACH = 130
"""`They` takes up people named at most so many characters before."""
_IMPERATIVE = lazy_pattern(
    r"[,:]\s*(?:then )?(?!(?:you|your|it|its|he|she|we|our|they|their|this|that|these|those|there|here|the|a|an"
    r"|and|or|but|so|not|no|as|if|when|with|in|on|at|by|to|for|of|from|some|many|most|is|are"
    r"|talk|speak|see|ask (?!for)|consult)\b)"
    r"([a-z]{2,}(?<!s)(?<!ing)(?<!ed))\s+(?:your|some|the|a|it|to|for|out|more|less|one|up|\w+)\b",
    re.IGNORECASE,
)
_TO_TEST = lazy_pattern(r"\s+(?:\w+\s+){0,3}?be (?:\w+ )?(?:tested|tried|studied|investigated|examined|explored)\b")
_GAVE_CELLS = lazy_pattern(
    r"\b(?:cells|tissues?|samples?|neurons|slices) (?:taken |grown |made )?(?:from|of) (?:[\w-]+ ){0,2}$"
)
_AFFLICTED = lazy_pattern(
    r"\b(?:who|that|whose)(?: \w+){0,2}? (?:cannot|can['\u2019]t|could not|do not|don['\u2019]t|never|no longer) $"
)
_ABLE = lazy_pattern(r"\s+(?:can|could|will|may|might|should)\b")


def about_people(document: Document, sentence: Sentence, cues: StatementCues) -> Iterator[Statement]:
    """The pieces of a sentence that say of people, without naming animals or cells, what a finding does."""
    if document.hits_between(cues.background, sentence.start, sentence.end):
        return
    for start, end, opened in _with_leads(document, _pieces(document, sentence, cues), cues):
        if names_preclinical(document, start, end) or _is_unsaid(document, sentence.start, start):
            continue
        people = [hit for hit in document.hits_between(cues.people, start, end) if _counts(document, hit, cues, opened)]
        promises = _promises(document, start, end, cues) or _told_to(document, people, start, end)
        if people and promises:
            yield from _promised(document, people, promises)
        elif promises and (they := _taken_up(document, start, end, cues)):
            yield from _promised(document, [they], promises)
        elif (statement := species_dropped(document, Piece(start, end, opened), cues)) is not None:
            yield statement


def _promised(document: Document, people: list[Hit], promises: tuple[Hit, ...]) -> Iterator[Statement]:
    """The promise to people, unless it is asked or negated ("doctors cannot heal your cavities")."""
    able = tuple(hit for hit in promises if not _AFFLICTED.search(document.prose, people[0].end, hit.start))
    promises = able or promises
    statement = _narrowed(document, people, promises)
    made = [hit for hit in promises if statement.start <= hit.start < statement.end] or [promises[0]]
    if is_asked(document, people[0].start) or _TO_TEST.match(document.prose, made[0].end):
        return
    if not any(is_denied(document, hit.start) for hit in made):
        yield statement


def about_course(document: Document, sentence: Sentence, cues: StatementCues) -> Statement | None:
    """The first piece of a sentence that says what repeated treatment does, or tells the reader to have it; or None."""
    for start, end, _ in _pieces(document, sentence, cues):
        hits = document.hits_between(cues.course, start, end)
        if (
            not hits
            or _is_unsaid(document, sentence.start, hits[0].start)
            or document.hits_between(cues.usual, start, end)
        ):
            continue
        if _is_general(document, (start, end), (hits[0].start, hits[-1].end), cues):
            return Statement(hits[0].start, hits[0].end)
    return None


def _is_general(document: Document, piece: tuple[int, int], cue: tuple[int, int], cues: StatementCues) -> bool:
    """Whether a piece says what is, will be or should be done, and does not report what was done."""
    start, end = piece
    if _OPENS_WITH_USE.match(document.prose[start:end]):
        return True
    around = document.prose[start : cue[0]] + document.prose[cue[1] : end]
    if _REPORTED.search(_USED.sub(" ", around)):
        return False
    verbs = document.hits_between(cues.benefits, start, end)
    if _CLAIM.search(around) or any(document.tag(cues.benefits, verb, "form") == "s" for verb in verbs):
        return True
    return bool(_DOES.match(document.prose, cue[1], end)) or not _PAST.search(around)


def _with_leads(
    document: Document, pieces: Iterator[tuple[int, int, bool]], cues: StatementCues
) -> Iterator[tuple[int, int, bool]]:
    """The pieces, where one that only names people ("For people with gout, ...") is joined to the next."""
    lead: int | None = None
    for start, end, opened in pieces:
        named = bool(document.hits_between(cues.people, start, end))
        promised = bool(_promises(document, start, end, cues)) or (
            lead is not None and bool(_IMPERATIVE.match(document.prose, max(start - 1, 0), end))
        )
        if named and not promised and not names_preclinical(document, start, end):
            lead = start
            continue
        yield (lead if lead is not None and promised else start), end, opened
        if promised or document.prose[start:end].count(" ") > SHORT:
            lead = None


def _told_to(document: Document, people: list[Hit], start: int, end: int) -> tuple[Hit, ...]:
    """What a reader is told to do after a condition ("If you value your heart, eat nuts"), as if it were a promise."""
    if not any(hit.phrase.startswith("you") for hit in people):
        return ()
    match = _IMPERATIVE.search(document.prose, start, end)
    return (Hit(match.start(1), match.end(1), 0, match[1].lower()),) if match else ()


def _is_unsaid(document: Document, start: int, end: int) -> bool:
    """Whether plain words that it is not known lead up to a statement: "it is too early to think that"."""
    return end > start and bool(document.hits_between("not-yet-known", start, end))


def _promises(document: Document, start: int, end: int, cues: StatementCues) -> tuple[Hit, ...]:
    """The words of a piece that promise something: those of the list, else verbs of benefit in the present tense."""
    verbs = document.hits_between(cues.benefits, start, end)
    told = tuple(hit for hit in verbs if document.tag(cues.benefits, hit, "form") == "s")
    return document.hits_between(cues.promises, start, end) or told


def _taken_up(document: Document, start: int, end: int, cues: StatementCues) -> Hit | None:
    """The word `they` or `them` in a piece, where it takes up people named just before and not animals."""
    match = _THEY.search(document.prose, start, end)
    if match is None:
        return None
    back = max(0, start - PRONOUN_REACH)
    hits = document.hits_between(cues.people, back, start)
    named = [hit for hit in hits if document.tag(cues.people, hit, "kind") == "person"]
    if not named or names_preclinical(document, named[-1].end, start):
        return None
    if _OTHERS.search(document.prose, named[-1].end, start):
        return None
    return Hit(match.start(), match.end(), named[-1].entry, match[0].lower())


def _counts(document: Document, hit: Hit, cues: StatementCues, opened: bool) -> bool:
    """Whether a word means people as patients or readers; `we` is mostly the researchers, but not in "so we can"."""
    kind = document.tag(cues.people, hit, "kind")
    if _GAVE_CELLS.search(document.prose, max(0, hit.start - 40), hit.start):
        return False
    if kind not in {"one", "reader"} or hit.phrase.startswith(("you", "us")):
        return True
    return opened and hit.phrase == "we" and bool(_ABLE.match(document.prose, hit.end))


def _pieces(document: Document, sentence: Sentence, cues: StatementCues) -> Iterator[tuple[int, int, bool]]:
    """The pieces between marks and conclusion words: prose span, and whether a sure conclusion word opens it."""
    openers = document.hits_between(cues.conclusions, sentence.start, sentence.end)
    cuts = {hit.end: bool(_CERTAIN.search(document.prose[hit.start : hit.end])) for hit in openers}
    cuts |= {
        match.end(): cuts.get(match.start(), False)
        for match in _BREAK.finditer(document.prose, sentence.start, sentence.end)
        if match.end() not in cuts
    }
    starts = [(sentence.start, False), *sorted(cuts.items())]
    ends = [*(hit.start if (hit := _opening(openers, at)) else at for at, _ in starts[1:]), sentence.end]
    for (start, opened), end in zip(starts, ends, strict=True):
        if end > start:
            yield start, end, opened


def _opening(openers: tuple[Hit, ...], end: int) -> Hit | None:
    return next((hit for hit in openers if hit.end == end), None)


def _narrowed(document: Document, people: list[Hit], promises: tuple[Hit, ...]) -> Statement:
    """From the promise to the people or back, whichever pair is closest."""
    pairs = [(min(a.start, b.start), max(a.end, b.end)) for a in people for b in promises]
    start, end = min(pairs, key=lambda pair: (pair[1] - pair[0], pair[0]))
    return clipped(document, start, end)
