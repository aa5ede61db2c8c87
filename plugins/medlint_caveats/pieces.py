"""The pieces of a sentence between its marks and the words that open a conclusion: each can make a statement."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Cues, Document, Hit, Sentence, hit_before, is_past, lazy_pattern, of_kind

from .cues import StatementCues

LONGEST = 60
"""A finding marks at most so many characters."""

_BREAK = lazy_pattern(r"[,;:()\u2014\u2013]| - ")
ADVISED_WORDS = 4
"""A promise stands at most so many words after the verb of advice that is denied."""
_DENIAL_REACH = 30
_DENIAL = lazy_pattern(r"(?:\b(?:not|never|cannot|hardly|no)|n['\u2019]t)\s+(?:[\w-]+\s+)?$")
_SPARED = r"(?! (?:\w+ )?(?:only|have|need|fear|afraid|miss|suffer|worry|notice|feel)\b)"
_NOT_AFTER = lazy_pattern(rf"\s*(?:not|never|hardly)\b{_SPARED}")
_WILL_NOT = lazy_pattern(r"(?:will|wo|'ll)(?: not|n['\u2019]t| never)\b")
_UNABLE = lazy_pattern(
    rf"(?:(?:can|could|would|do|does|is|are|should|may|might)(?: ?not|n['\u2019]t| never)\b|cannot\b){_SPARED}"
)


_SEEN = lazy_pattern(r"\b(?:hear|hears|heard|see|sees|saw|seen|think|thinks|speak|speaks|spoke|talk|read|remember)s? $")
_NEXT_WORD = lazy_pattern(r" [\w'\u2019-]+")


class Piece(Struct, frozen=True, gc=False):
    """A piece of a sentence: prose span, and whether a sure conclusion word opens it."""

    start: int
    end: int
    opened: bool = False


class Statement(Struct, frozen=True, gc=False):
    """The words at fault: a prose span of at most `LONGEST` characters; `sure` where they are told as proven."""

    start: int
    end: int
    sure: bool = False


def pieces(document: Document, sentence: Sentence, cues: StatementCues) -> Iterator[Piece]:
    """The pieces of a sentence, in order."""
    found = document.hits_between(cues.conclusions, sentence.start, sentence.end)
    openers = tuple(hit for hit in found if not _is_manner(document, hit))
    cuts = {hit.end: document.tag(cues.conclusions, hit, "sure") == "yes" for hit in openers}
    cuts |= {
        match.end(): cuts.get(match.start(), False)
        for match in _BREAK.finditer(document.prose, sentence.start, sentence.end)
        if match.end() not in cuts
    }
    starts = [(sentence.start, False), *sorted(cuts.items())]
    ends = [*(hit.start if (hit := _opening(openers, at)) else at for at, _ in starts[1:]), sentence.end]
    for (start, opened), end in zip(starts, ends, strict=True):
        if end > start:
            yield Piece(start, end, opened)


def _is_manner(document: Document, hit: Hit) -> bool:
    """Whether "clearly" says how somebody does a thing ("hear clearly again") and concludes nothing."""
    return (
        hit.phrase == "clearly"
        and _SEEN.search(document.prose, max(0, hit.start - _DENIAL_REACH), hit.start) is not None
    )


def _opening(openers: tuple[Hit, ...], end: int) -> Hit | None:
    return next((hit for hit in openers if hit.end == end), None)


def is_unsaid(document: Document, start: int, end: int) -> bool:
    """Whether plain words that it is not known lead up to a statement: "it is too early to think that"."""
    return end > start and bool(document.hits_between("not-yet-known", start, end))


def is_denied(document: Document, start: int, end: int, cues: StatementCues) -> bool:
    """Whether a promise is denied: a negation at most two words before it, or right after its auxiliary.

    What "will not" happen is a promise as well ("will not break their hips"), unless it is a benefit.
    """
    text = document.prose[start : end + _DENIAL_REACH].lower()
    before = document.prose[max(0, start - _DENIAL_REACH) : start].lower()
    if _UNABLE.match(text) or _DENIAL.search(before):
        return True
    advised = hit_before(document, cues.words, start, max(0, start - _DENIAL_REACH), ADVISED_WORDS, "advise")
    if advised and _DENIAL.search(document.prose[max(0, advised.start - _DENIAL_REACH) : advised.start].lower()):
        return True
    if match := _WILL_NOT.match(text):
        return bool(document.hits_between(cues.benefits, start + match.end(), start + match.end() + _DENIAL_REACH))
    return bool(_NOT_AFTER.match(document.prose[end : end + _DENIAL_REACH].lower()))


def clipped(document: Document, start: int, end: int) -> Statement:
    """A span cut to whole words within `LONGEST` characters."""
    if end - start > LONGEST:
        cut = document.prose.rfind(" ", start, start + LONGEST)
        end = cut if cut > start else start + LONGEST
    while start < end and not document.prose[start].isalnum():
        start += 1
    while end > start and document.prose[end - 1] in " ,;:":
        end -= 1
    return Statement(start, end)


def is_told(document: Document, piece: Piece, cues: StatementCues) -> bool:
    """Whether a piece is in the past tense or asks, apart from participles of use: it reports, and promises nothing."""
    text = document.prose[piece.start : piece.end]
    told = [*of_kind(document, cues.words, piece.start, piece.end, "use")]
    told += document.hits_between(cues.better, piece.start, piece.end)
    for hit in sorted(told, key=lambda hit: hit.start, reverse=True):
        text = text[: hit.start - piece.start] + text[hit.end - piece.start :]
    return "?" in text or is_past(text.lower())


def mark_end(document: Document, cue: Hit, lexicon: Cues) -> int:
    """The end of a cue; of the word after it where the cue has the tag `open`, 0 if none follows."""
    if not document.tag(lexicon, cue, "open"):
        return cue.end
    match = _NEXT_WORD.match(document.prose, cue.end)
    return match.end() if match else 0
