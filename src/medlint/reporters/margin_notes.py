"""What stands in the margin beside a sentence: what medlint took it for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from medlint.document import Document
from medlint.layers.caveats import caveats_in
from medlint.layers.citations import Citation, citations_for
from medlint.layers.claims import Claim, claims
from medlint.layers.links import LinkFacts, links
from medlint.layers.sentences import Sentence, sentences
from medlint.layers.speakers import speaker_of
from medlint.layers.spun import SpunPhrase, spun_text
from medlint.layers.studies import Study, studies
from medlint.reporters.score_words import label_of
from medlint.scorecard import evidence_label

HEADINGS = frozenset({"title", "heading", "description"})
LONGEST_TARGET = 40
"""Characters of an address that a note shows; the list of links has the whole."""


class Note(Struct, frozen=True, gc=False):
    """A note in the margin, and the style of the words that it is about."""

    text: str
    style: str = ""


class Scope(Struct, frozen=True, gc=False):
    """A study that a text speaks of: its number from 1, and its first and last sentence."""

    number: int
    first: int
    last: int


def find_scopes(document: Document) -> tuple[Scope, ...]:
    """The sentences over which each study is spoken of; one that ends where it begins has that sentence."""
    starts = [sentence.start for sentence in sentences(document)]
    return tuple(_scope(number, study, starts) for number, study in enumerate(studies(document), 1))


def _scope(number: int, study: Study, starts: Sequence[int]) -> Scope:
    covered = [index for index, start in enumerate(starts) if study.start <= start < study.end]
    first = covered[0] if covered else study.first
    return Scope(number, first, max([first, *covered]))


def notes_on(document: Document, index: int, scopes: Sequence[Scope]) -> list[Note]:
    """The notes on a sentence, given by its number."""
    sentence = sentences(document)[index]
    block = document.blocks[sentence.block]
    is_heading = block.kind in HEADINGS
    opens_block = index == 0 or sentences(document)[index - 1].block != sentence.block
    notes = []
    if block.kind != "paragraph" and opens_block:
        notes.append(Note(f"{block.kind}{f' {block.level}' if block.level else ''}", "faint"))
    notes += _study_notes(document, index, scopes)
    notes += _claim_notes(document, sentence, claims(document)[index])
    notes += [
        Note(f"limit named: {limit.kind}", "limit") for limit in caveats_in(document, sentence.start, sentence.end)
    ]
    notes += [_spun_note(one) for one in spun_text(document).phrases if sentence.start <= one.start < sentence.end]
    # A heading counts as cited by what stands below it, which says nothing to a reader of the page.
    cited = () if is_heading else citations_for(document, sentence.start)
    notes += [Note(f"source: {_told(item, document)}", "source") for item in cited[:2]]
    notes += [Note(f"and {len(cited) - 2} more sources", "source")] if len(cited) > 2 else []  # noqa: PLR2004 - two shown
    notes += [_link_note(facts) for facts in links(document) if sentence.start <= facts.link.start < sentence.end]
    return list(dict.fromkeys(notes))


def _spun_note(phrase: SpunPhrase) -> Note:
    return Note(f"reworded? perhaps \u201c{phrase.likely}\u201d" if phrase.likely else "reworded?")


def _study_notes(document: Document, index: int, scopes: Sequence[Scope]) -> Iterator[Note]:
    for scope in scopes:
        if scope.first == index:
            label = label_of(evidence_label(document, studies(document)[scope.number - 1]), brief=True)
            yield Note(f"study {scope.number}: {label}", "study")


def _claim_notes(document: Document, sentence: Sentence, claim: Claim) -> Iterator[Note]:
    if claim.strength != "none":
        kinds = f" ({', '.join(claim.kinds)})" if claim.kinds else ""
        yield Note(f"claim: {claim.strength}{kinds}", "claim")
    elif claim.kinds:
        yield Note(f"speaks of {', '.join(claim.kinds)}")
    if claim.advice != "none":
        yield Note(f"{claim.advice} advice", "claim")
    told = ("hedged", claim.hedged), ("negated", claim.negated), ("asked", claim.asked), ("aim", claim.aim)
    flags = [name for name, holds in (*told, ("limitation", claim.limitation)) if holds]
    if flags:
        yield Note(", ".join(flags))
    speaker = speaker_of(document, sentence.start, sentence.end)
    if speaker:
        yield Note(f"said by {speaker.name}")
    elif claim.quoted:
        yield Note("quoted; nobody named")


def _told(item: Citation, document: Document) -> str:
    """A source in a few words: its kind, and its target, or else its own words."""
    words = " ".join(document.prose[item.start : item.end].split()).strip("()[] ")
    if item.kind in {"journal", "named-source", "footnote"}:
        return f"{item.kind.replace('-', ' ')}, {words[:LONGEST_TARGET]}"
    return f"{item.kind}, {_short(item.target or words)}"


def _link_note(facts: LinkFacts) -> Note:
    return Note(f"{facts.kind} link{f', {facts.host}' if facts.host else ''}", "source")


def _short(target: str) -> str:
    plain = target.split("://", maxsplit=1)[-1].removeprefix("www.")
    return plain if len(plain) <= LONGEST_TARGET else f"{plain[: LONGEST_TARGET - 3]}..."
