"""What a sentence is there for: does it apply something to people, name a limit, tell a result or a story?

Word lists find what they hold; a claim or a caveat in words that nobody listed is found here, by weights that were
learned from labelled sentences (docs/labels). A score alone is never a finding: rules join it to a study.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from medlint.layers.sentences import Sentence, sentence_index, sentences
from medlint.models.role_weights import role_weights

if TYPE_CHECKING:
    from medlint.document import Document

Role = Literal["applies", "limit", "result", "story"]

LIMIT: Final = -0.8
"""From this score on a sentence names a limit: about seven in ten do (cross-validated, see docs/labels/roles)."""
TOPICS: Final[frozenset[str]] = frozenset(
    ("species", "dose", "time", "number", "cause", "control", "outcome", "group", "review", "doubt")
)
"""What a limit may be about; `doubt` is every other one."""


class Roles(Struct, frozen=True):
    """The scores of the sentences that were asked for, by the number of the sentence."""

    made: dict[int, dict[str, float]]


def start_roles(_: Document) -> Roles:
    """No sentence is judged before somebody asks."""
    return Roles({})


def role_scores(document: Document, offset: int) -> dict[str, float]:
    """The log-odds of every role of the sentence at a prose offset; empty if there is no sentence at all."""
    listed, number = sentences(document), sentence_index(document, offset)
    if not listed:
        return {}
    layer: Roles = document.layer("roles")
    if number not in layer.made:
        sentence = listed[number]
        layer.made[number] = role_weights().scores(document.prose[sentence.start : sentence.end])
    return layer.made[number]


def role_score(document: Document, offset: int, role: Role) -> float:
    """The log-odds of one role of the sentence at a prose offset."""
    return role_scores(document, offset).get(role, -9.0)


def limits_told(document: Document, start: int, end: int, topics: frozenset[str] = TOPICS) -> Iterator[Sentence]:
    """The sentences that begin in prose[start:end] and name a limit that is most likely of one of some topics."""
    for sentence in sentences(document)[sentence_index(document, start) :]:
        if sentence.start >= end:
            return
        if sentence.start >= start and limit_topic(document, sentence.start) in topics:
            yield sentence


def limit_topic(document: Document, offset: int) -> str:
    """The likeliest topic of the limit that the sentence at an offset names; "" if it names none."""
    scores = role_scores(document, offset)
    if scores.get("limit", -9.0) < LIMIT:
        return ""
    return max(TOPICS, key=lambda topic: (scores[topic], topic))
