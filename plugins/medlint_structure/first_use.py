"""Check `first-use`: a technical term or an acronym that is not explained where readers first meet it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from medlint.api import (
    BlockKind,
    Check,
    Cues,
    Document,
    FactName,
    Hit,
    Match,
    lazy_pattern,
    metadata_values,
    sentence_at,
)

from .capitals import find_acronyms
from .glosses import Span, is_glossed, last_chance, linked_spans

MOST_DIGITS = 3
"""A code with so many digits is a number of a grant or an order."""
OFTEN = 3
"""An acronym that no table knows counts if a text uses it so often; rarer ones may be names."""


class FirstUseOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`terms`: words that need a plain word beside them; their tag `means` holds it.

    `acronyms`: a fact table with the columns `acronym` and `expansion`. `known`: acronyms that everybody knows, and
    those of bodies and titles. `names`: words behind an acronym that make it a name. `glossary`: headings of a list of
    explanations. `audience`: `lay` leaves texts for professionals alone. `blocks`: the kinds of block that are read.
    """

    terms: Cues
    acronyms: FactName = "medical-acronyms"
    known: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    glossary: Cues = ""
    audience: Literal["all", "lay"] = "lay"
    blocks: tuple[BlockKind, ...] = ("paragraph", "item", "quote")


def find_unexplained(document: Document, options: FirstUseOptions) -> Iterator[Match]:
    """One match for each term or acronym that is used before it is explained, on its first use."""
    if options.audience == "lay" and (document.context.audience != "lay" or _is_for_professionals(document)):
        return
    if _has_glossary(document, options):
        return
    linked = linked_spans(document)
    yield from _find_terms(document, linked, options)
    yield from _find_acronyms(document, linked, options)


def _is_for_professionals(document: Document) -> bool:
    """Whether the front matter gives professionals as the audience."""
    if not document.metadata:
        return False
    return any(_PROFESSIONAL.search(value) for value in metadata_values(document, ("audience",)))


_PROFESSIONAL = lazy_pattern(r"\b(?:pro|professionals?|clinicians?|doctors|nurses|specialists|hcps?)\b", 2)


def _has_glossary(document: Document, options: FirstUseOptions) -> bool:
    """Whether the title or a heading announces a glossary."""
    kinds = {"title", "heading"}
    return any(document.blocks[document.block_at(hit.start)].kind in kinds for hit in document.hits(options.glossary))


def _find_terms(document: Document, linked: Sequence[Span], options: FirstUseOptions) -> Iterator[Match]:
    places: dict[int, list[Span]] = {}
    for hit in document.hits(options.terms):
        if _is_in_name(document, hit):
            continue
        places.setdefault(hit.entry, []).append(Span(hit.start, hit.end))
    tags = document.knowledge.lexicons[options.terms].entries
    for entry, uses in places.items():
        means = tags[entry].tags.get("means", "")
        first = _first_use(document, uses, linked, options, means)
        if first is not None:
            told = f"It means {means}." if means else None
            yield Match(first.start, first.end, fields={"what": "a technical term"}, suggestion=told)


def _is_in_name(document: Document, hit: Hit) -> bool:
    """Whether a term has a capital inside a sentence, as part of the name of a division, a grant or a table."""
    sentence = sentence_at(document, hit.start)
    titled = document.prose[hit.start].isupper() and document.prose[hit.start + 1].islower()
    return titled and sentence is not None and hit.start > sentence.start


def _find_acronyms(document: Document, linked: Sequence[Span], options: FirstUseOptions) -> Iterator[Match]:
    prose = document.prose
    places: dict[str, list[Span]] = {}
    for span in find_acronyms(prose):
        places.setdefault(prose[span.start : span.end], []).append(span)
    known = {name.lower() for name in options.known} if places else set()
    new = {acronym: uses for acronym, uses in places.items() if acronym.lower() not in known}
    meanings = _meanings(document, options, new)
    lowered = ""
    for acronym, uses in new.items():
        if acronym.lower() not in meanings and not _is_technical(document, acronym, uses):
            continue
        own = [use for use in uses if not _is_name(document, use, options)]
        first = _first_use(document, own, linked, options)
        lowered = lowered or prose.lower().replace("-", " ")
        told = meanings.get(acronym.lower(), [])
        if first is not None and not any(0 <= lowered.find(one) < last_chance(document, first) for one in told):
            suggestion = f"Often it is short for \u201c{told[0]}\u201d." if told else None
            yield Match(first.start, first.end, fields={"what": "an acronym"}, suggestion=suggestion)


def _meanings(document: Document, options: FirstUseOptions, names: Iterable[str]) -> dict[str, list[str]]:
    """What the table says that the acronyms of a text are short for, in lower case and without hyphens."""
    table = document.knowledge.facts[options.acronyms]
    rows = {name: table.rows_with("acronym", name) for name in {name.lower() for name in names}}
    return {
        name: [str(row["expansion"]).lower().replace("-", " ") for row in told] for name, told in rows.items() if told
    }


def _is_technical(document: Document, acronym: str, uses: Sequence[Span]) -> bool:
    """Whether an acronym that no table knows is written like a gene or marker, is one of many things, or used often."""
    if not acronym.isalpha() or acronym[0].islower() or len(uses) >= OFTEN:
        return sum(ch.isdigit() for ch in acronym) < MOST_DIGITS
    before = document.prose[max(uses[0].start - 16, 0) : uses[0].start].lower().split()
    return before[-1:] in (["a"], ["an"], ["your"]) or before[-2:] in _HAVING


_HAVING = (["you", "have"], ["diagnosed", "with"], ["living", "with"], ["people", "with"], ["patients", "with"])
"""Before an acronym, words that make it an illness."""


def _is_name(document: Document, use: Span, options: FirstUseOptions) -> bool:
    """Whether an acronym is the name of a trial or body, or stands behind a person's name as a title."""
    prose = document.prose
    after = prose[use.end : use.end + 24].lstrip(" ").split(" ")[0].strip(".,;:()").lower()
    before = prose[max(use.start - 2, 0) : use.start]
    return after in options.names or (before == ", " and prose[use.end : use.end + 1] in {",", ")", "."})


def _first_use(
    document: Document, uses: Sequence[Span], linked: Sequence[Span], options: FirstUseOptions, means: str = ""
) -> Span | None:
    """The first use in running text, if the word is not explained up to there or right after; else None."""
    read = [use for use in uses if document.blocks[document.block_at(use.start)].kind in options.blocks]
    if not read:
        return None
    limit = last_chance(document, read[0])
    if any(is_glossed(document, use, linked, means) for use in uses if use.start < limit):
        return None
    return read[0]


CHECK = Check("first-use", FirstUseOptions, find_unexplained, {"what": "a technical term, or an acronym"})
