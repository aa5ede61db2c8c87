"""Check `approval-status`: a text offers a treatment that nobody approved for this, and never says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from msgspec import Struct

from medlint.api import (
    Check,
    Cues,
    Document,
    FactName,
    Hit,
    Match,
    Related,
    Sentence,
    basis,
    hits_with_sentences,
    is_asked,
    is_hedged,
    is_negated,
    is_stale,
    is_taken_back,
    lazy_pattern,
    of_kind,
    section_of,
    sentence_at,
    sentence_index,
    sentences,
    words_between,
)  # fmt: skip

DENSE_WORDS = 60
"""A text is about a treatment that it names once in so many words, or at least `least` times."""
LEAST = 3
OPENING = 2
"""So many paragraphs bring in what a text is about."""
ECHOES = 2
"""A product of the first paragraphs is named again, if only by the last word of its name."""
RESEARCH_WORDS = 100
"""A text with a word of research in so many words, and at least `LEAST` of them, reports studies."""
OTHER_WORDS = 3
"""A status that is told of other uses has the word for that at most so many words on."""

ONWARDS = 5
"""A product is still spoken of as "it" so many sentences after it was named (our estimate)."""

_KINDS = frozenset(
    "oxygen therapy therapies treatment treatments injection injections infusion infusions session sessions drip drips"
    " clinic clinics tablets lozenges capsules drops cells cell stem blood mushrooms chamber chambers".split()
)
"""Words of a name that are those of many other things, too."""
_IT = lazy_pattern(r"\b(?:it|them|they|this|these)\b", re.IGNORECASE)

Row = Mapping[str, Any]


class StatusOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Which treatments are watched, and what says how they stand.

    `products`: names (tag `row`: the name by which `table` knows it; tag `past = "yes"`: what the name is part of, not
    a treatment). `told`: words by which a treatment is offered or praised; `uses`: what it is taken for. `status`:
    words that say how it stands (tag `kind`: `none` for not approved, off label, in trials, illegal; `given` for
    words of approval, which count of the product they are said of). `other`: words after a status that keep it from
    the use the text is about. `studied`: words of a study in the sentence, whose patients are no readers. `unless`:
    words that take the text out of the rule. `min-words`: shorter texts are left alone.
    """

    products: Cues
    table: FactName
    told: Cues
    uses: Cues
    status: Cues
    other: Cues = ""
    studied: Cues = ""
    unless: Cues = ""
    taken_back: Cues = ""
    min_words: int = 0


def find_unstated(document: Document, options: StatusOptions) -> Iterator[Match]:
    """At most one match, on the title, for the first watched treatment that is offered without its status."""
    if not document.hits(options.products) or document.words < options.min_words or document.hits(options.unless):
        return
    for key, named in _by_product(document, options).items():
        row = _row(document, options, key)
        if row is None or not _is_topic(document, named):
            continue
        offered = next((one for one in named if _is_offered(document, one, row, options)), None)
        offered = offered or _titled(document, named, row, options) or _taken_up(document, named, row, options)
        if offered is not None and not _is_stated(document, key, row, options):
            yield _match(document, offered, row, options)
            return


def _by_product(document: Document, options: StatusOptions) -> dict[str, list[tuple[Hit, Sentence]]]:
    """The hits of each watched product, by the name in the table."""
    found: dict[str, list[tuple[Hit, Sentence]]] = {}
    for hit, sentence in hits_with_sentences(document, options.products):
        key = document.tag(options.products, hit, "row")
        if key:
            found.setdefault(key, []).append((hit, sentence))
    return found


def _row(document: Document, options: StatusOptions, key: str) -> Row | None:
    """The row of a product for the region of the house, else for the United States."""
    rows = [
        row
        for row in document.knowledge.facts[options.table].rows
        if key.lower() in (name.strip().lower() for name in str(row.get("name", "")).split(","))
    ]
    own = [row for row in rows if row["region"] == document.context.region]
    return next(iter(own or [row for row in rows if row["region"] == "us"]), None)


def _is_topic(document: Document, named: list[tuple[Hit, Sentence]]) -> bool:
    """Whether a text is about a product: in its title or first heading, thrice, or often for its length.

    Or it brings it in with its first paragraphs, and speaks of it again by the last word of its name.
    """
    start, end = document.title
    if any(start <= hit.start < end for hit, _ in named):
        return True
    first, sentence = named[0]
    if sentence.block in _opening(document):
        words = [word for word in document.prose[first.start : first.end].lower().split() if word not in _KINDS]
        if words and document.prose.lower().count(words[-1]) >= ECHOES:
            return True
    return len(named) >= LEAST or len(named) * DENSE_WORDS >= document.words


def _opening(document: Document) -> tuple[int, ...]:
    """The numbers of the first paragraphs of more than one sentence; a line on who wrote the text may be the first."""
    numbers = (
        number
        for number, block in enumerate(document.blocks)
        if block.kind == "paragraph" and not block.hidden and ". " in document.prose[block.start : block.end - 1]
    )
    return tuple(islice(numbers, OPENING))


def _is_offered(document: Document, one: tuple[Hit, Sentence], row: Row, options: StatusOptions) -> bool:
    """Whether a sentence offers or praises a product for something that the row does not allow."""
    hit, sentence = one
    if is_negated(document, hit.start) or is_asked(document, hit.start) or _is_heading(document, sentence):
        return False
    if document.hits_between(options.studied, sentence.start, sentence.end):
        return False
    if is_taken_back(document, options.taken_back, hit.start):
        return False
    if _names_use(document, sentence, row):
        return False
    told = [*document.hits_between(options.told, sentence.start, sentence.end)]
    told += document.hits_between(options.uses, sentence.start, sentence.end)
    told = [cue for cue in told if not is_negated(document, cue.start) and not is_hedged(document, cue.start)]
    if not told or (
        _reports_research(document, options)
        and not of_kind(document, options.told, sentence.start, sentence.end, "offer")
    ):
        return False
    return not str(row["uses"]) or _has_use(document, sentence, options)


def _taken_up(
    document: Document, named: list[tuple[Hit, Sentence]], row: Row, options: StatusOptions
) -> tuple[Hit, Sentence] | None:
    """The product that a sentence soon after takes up as "it" or "them" and says plainly what it does for people."""
    listed, known = sentences(document), {sentence.start for _, sentence in named}
    for hit, sentence in named:
        if is_negated(document, hit.start) or _is_heading(document, sentence) or _names_use(document, sentence, row):
            continue
        number = sentence_index(document, sentence.start)
        last = section_of(document, sentence.block).last
        for one in listed[number + 1 : number + 1 + ONWARDS]:
            if one.block >= last or one.start in known:
                break
            if _IT.search(document.prose, one.start, one.end) and _is_offered(document, (hit, one), row, options):
                return hit, sentence
    return None


def _titled(
    document: Document, named: list[tuple[Hit, Sentence]], row: Row, options: StatusOptions
) -> tuple[Hit, Sentence] | None:
    """The product in a title that names what it is taken for, where the text goes on to tell what it does for people.

    The body may say "the peptide" or "it"; a text with any word of a study is left alone.
    """
    start, end = document.title
    first = next((one for one in named if start <= one[0].start < end), None)
    if first is None or document.hits(options.studied) or is_asked(document, first[0].start):
        return None
    if not document.hits_between(options.uses, start, end) and not document.hits_between(options.told, start, end):
        return None
    if is_negated(document, first[0].start) or _names_use(document, first[1], row):
        return None
    told = [*hits_with_sentences(document, options.told), *hits_with_sentences(document, options.uses)]
    return first if any(_is_promised(document, cue, sentence) for cue, sentence in told) else None


def _is_promised(document: Document, cue: Hit, sentence: Sentence) -> bool:
    """Whether a sentence of the body says plainly what is done or gained."""
    return not (
        _is_heading(document, sentence)
        or is_asked(document, cue.start)
        or is_negated(document, cue.start)
        or is_hedged(document, cue.start)
    )


def _reports_research(document: Document, options: StatusOptions) -> bool:
    """Whether a text is largely about studies, so that what it says of a treatment is a result, not an offer."""
    count = len(document.hits(options.studied))
    return count >= LEAST and count * RESEARCH_WORDS >= document.words


def _is_heading(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is a heading: it names a subject and offers nothing by itself."""
    return document.blocks[sentence.block].kind in {"heading", "title"}


def _has_use(document: Document, sentence: Sentence, options: StatusOptions) -> bool:
    """Whether the sentence, the ones beside it, the title or the heading name what a treatment is taken for."""
    listed, number = sentences(document), sentence_index(document, sentence.start)
    start, end = listed[max(number - 1, 0)].start, listed[min(number + 1, len(listed) - 1)].end
    heading = section_of(document, sentence.block).heading
    places = [(start, end), document.title]
    if heading >= 0:
        places.append((document.blocks[heading].start, document.blocks[heading].end))
    return any(document.hits_between(options.uses, *place) for place in places)


def _names_use(document: Document, sentence: Sentence, row: Row) -> bool:
    """Whether a sentence names a use that is approved."""
    words = [word.strip().lower() for word in str(row["uses"]).split(",") if word.strip()]
    text = document.prose[sentence.start : sentence.end].lower()
    return any(word in text for word in words)


def _is_stated(document: Document, key: str, row: Row, options: StatusOptions) -> bool:
    """Whether the text says anywhere how the product stands."""
    return any(
        _states(document, hit, sentence, key, row, options)
        for hit, sentence in hits_with_sentences(document, options.status)
    )


def _states(document: Document, hit: Hit, sentence: Sentence, key: str, row: Row, options: StatusOptions) -> bool:
    """Whether words of status are said of the product, not of another one or of other uses."""
    others = document.hits_between(options.other, hit.end, sentence.end)
    if others and words_between(document, hit.end, others[0].start) <= OTHER_WORDS:
        return False
    names = document.hits_between(options.products, sentence.start, sentence.end)
    keys = [document.tag(options.products, name, "row") or name.phrase for name in names]
    if document.tag(options.status, hit, "kind") == "none":
        return not keys or key in keys
    before = [name for name in names if name.start < hit.start]
    subject = before[0] if before else (names[0] if names else None)
    if subject is None:
        return is_negated(document, hit.start) or _names_use(document, sentence, row)
    return (document.tag(options.products, subject, "row") or subject.phrase) == key and (
        is_negated(document, hit.start) or not str(row["uses"]) or _names_use(document, sentence, row)
    )


def _match(document: Document, offered: tuple[Hit, Sentence], row: Row, options: StatusOptions) -> Match:
    hit, _ = offered
    table, today = document.knowledge.facts[options.table], document.context.today
    name = document.prose[hit.start : hit.end]
    sentence = sentence_at(document, hit.start)
    related = (Related(hit.start, sentence.end if sentence else hit.end, "where it is offered"),)
    return Match(
        *document.title,
        scope="document",
        step=-is_stale(table, row, today),
        note=f"Approved in the United States: {row['use']}. {basis(table, row, today)}"
        if row["region"] == "us"
        else f"Approved: {row['use']}. {basis(table, row, today)}",
        related=related,
        fields={"product": name, "approved": str(row["use"])},
    )


CHECK = Check(
    "approval-status",
    StatusOptions,
    find_unstated,
    {"product": "the treatment as the text names it", "approved": "what it is approved for"},
    needs=("products",),
)
