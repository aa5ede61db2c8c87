"""The words of a sentence that medlint went by, marked: by colour where there is one, else by signs around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from medlint.document import Document
from medlint.layers.caveats import caveats
from medlint.layers.citations import citations
from medlint.layers.claims import Claim, claims
from medlint.layers.sentences import Sentence, sentences
from medlint.layers.studies import Study, studies
from medlint.model import Span

CLAIM_WORDS = ("cause-words", "association-words", "change-verbs")
"""The lexicons by which the strength of a claim is read."""


_EDGES = " \n.,;:"


class Marking(Struct, frozen=True):
    """A kind of marked words: the name of its style, the sign at either end where there is no colour, and its name."""

    style: str
    opening: str
    closing: str
    name: str


KINDS = {
    "limit": Marking("limit", "~", "~", "limit"),
    "study": Marking("study", "=", "=", "what was studied"),
    "claim": Marking("claim", "_", "_", "claim"),
    "source": Marking("source", "[", "]", "source"),
}
"""The kinds of marked words; where they overlap, a later one shows its colour."""


class Mark(Struct, frozen=True, gc=False):
    """Marked words: prose span and kind."""

    start: int
    end: int
    kind: str


def find_marks(document: Document) -> list[Mark]:
    """All marked words of a document, in order."""
    found = [Mark(limit.start, limit.end, "limit") for limit in caveats(document)]
    found += [Mark(span.start, span.end, "study") for study in studies(document) for span in _study_cues(study)]
    found += [Mark(item.start, item.end, "source") for item in citations(document).items if item.end > item.start]
    for sentence, claim in zip(sentences(document), claims(document), strict=True):
        found += _claim_marks(document, sentence, claim)
    return sorted(_joined(_trimmed(document, mark) for mark in found), key=lambda mark: (mark.start, -mark.end))


def _trimmed(document: Document, mark: Mark) -> Mark:
    """The mark without blanks and stops at its ends."""
    text = document.prose[mark.start : mark.end]
    start = mark.start + len(text) - len(text.lstrip(_EDGES))
    return Mark(start, max(start, mark.start + len(text.rstrip(_EDGES))), mark.kind)


def _joined(marks: Iterable[Mark]) -> list[Mark]:
    """The marks with those of one kind that overlap made one."""
    joined: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.kind, mark.start, mark.end)):
        last = joined[-1] if joined else None
        if last and last.kind == mark.kind and mark.start < last.end:
            joined[-1] = Mark(last.start, max(last.end, mark.end), mark.kind)
        elif mark.end > mark.start:
            joined.append(mark)
    return joined


def _study_cues(study: Study) -> Iterator[Span]:
    cues = (study.subject_cue, study.dose_cue, study.design_cue, study.count_cue)
    return (cue for cue in cues if cue.end > cue.start)


def _claim_marks(document: Document, sentence: Sentence, claim: Claim) -> Iterator[Mark]:
    if claim.strength == "none":
        return
    for lexicon in CLAIM_WORDS:
        for hit in document.hits_between(lexicon, sentence.start, sentence.end):
            yield Mark(hit.start, hit.end, "claim")


def marked_text(document: Document, sentence: Sentence, marks: Iterable[Mark]) -> str:
    """The sentence with signs around its marked words, on one line; marks may nest."""
    inserted: dict[int, str] = {}
    for mark in _within(sentence, marks):
        inserted[mark.end] = KINDS[mark.kind].closing + inserted.get(mark.end, "")
    for mark in _within(sentence, marks):
        inserted[mark.start] = inserted.get(mark.start, "") + KINDS[mark.kind].opening
    pieces, at = [], sentence.start
    for place in sorted(inserted):
        pieces += [document.prose[at:place], inserted[place]]
        at = place
    return " ".join("".join([*pieces, document.prose[at : sentence.end]]).split())


def painted_runs(document: Document, sentence: Sentence, marks: Iterable[Mark]) -> list[tuple[str, str]]:
    """The sentence as runs of (text, style name)."""
    styles = [""] * (sentence.end - sentence.start)
    order = list(KINDS)
    for mark in sorted(_within(sentence, marks), key=lambda mark: order.index(mark.kind)):
        for at in range(mark.start - sentence.start, mark.end - sentence.start):
            styles[at] = KINDS[mark.kind].style
    runs: list[tuple[str, str]] = []
    for letter, style in zip(document.prose[sentence.start : sentence.end], styles, strict=True):
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + letter, style)
        else:
            runs.append((letter, style))
    return runs


def _within(sentence: Sentence, marks: Iterable[Mark]) -> list[Mark]:
    """The marks of a sentence, cut to it."""
    return [
        Mark(max(mark.start, sentence.start), min(mark.end, sentence.end), mark.kind)
        for mark in marks
        if mark.start < sentence.end and sentence.start < mark.end
    ]
