"""The lines about the page: byline, date and references, answered by the rules that miss them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medlint.document import Document
from medlint.layers.citations import citations
from medlint.model import Span
from medlint.scorecard.asks import PAGE_ASKS, Ask
from medlint.scorecard.criteria import SHORTEST, Criterion
from medlint.scorecard.evidence import line_of, words_at

if TYPE_CHECKING:
    from medlint.scorecard.criteria import Material


def judge_lines(material: Material) -> dict[str, Criterion]:
    """The lines by key, in the order of `PAGE_ASKS`. One that is met has no cue where metadata may answer it."""
    return {ask.key: _judge(ask, material) for ask in PAGE_ASKS}


def _judge(ask: Ask, material: Material) -> Criterion:
    if ask.absence not in material.absences:
        return Criterion("needs-a-person", None, None, ask.looked_for)
    missed = material.absences[ask.absence]
    if missed is not None:
        return Criterion("not-met", missed.message, None, ask.looked_for, (ask.absence,))
    if ask.about == "page":
        return _of_page(ask, material.document)
    return _of_treatment(ask, material)


def _of_page(ask: Ask, document: Document) -> Criterion:
    """The rules miss nothing in a part of a page, which has no title, or where a shortcode may hold it."""
    block = document.blocks[document.block_at(document.title[0])] if document.blocks else None
    if block is None or (block.kind != "title" and (block.kind != "heading" or block.level > 1)):
        return Criterion("not-applicable")
    return Criterion("needs-a-person" if document.embeds else "met", None, None, ask.looked_for)


def _of_treatment(ask: Ask, material: Material) -> Criterion:
    """A source is asked for in a text about a treatment that is long enough to have one."""
    document, words = material.document, material.words
    if words is None:
        return Criterion("needs-a-person", None, None, ask.looked_for)
    if not words.treatment:
        return Criterion("not-applicable")
    cited = citations(document).items
    if cited:
        place = Span(cited[0].start, cited[0].end)
        return Criterion("met", words_at(document, place), line_of(document, place.start), ask.looked_for)
    unsure = document.words < SHORTEST or document.embeds
    return Criterion("needs-a-person" if unsure else "met", None, None, ask.looked_for)
