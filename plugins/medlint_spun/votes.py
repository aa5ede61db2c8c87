"""Evidence that a whole text was reworded by a program: kinds of signs, each counted by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from medlint.api import Cues, Document, FactName, Hit

from .acronym import AcronymOptions, find_mismatches

LEAST_NAMES, LEAST_ODD = 3, 2
"""A thing has unstable names where it goes by so many, of which so many are no usual ones."""
SLIP = 1
"""Learners of English make the less sure breaks of grammar too: they count one step less."""
WORDS_A_HABIT, WEIGHT_OF_EXCESS = 150, 0.3
"""Honest texts have at most two habits in so many words; each one more weighs what a doubtful entry does."""
WEIGHT_OF_STEP = {0: 1.0, -1: 0.5, -2: 0.15}
"""What an entry of a list weighs that is not sure enough for the full severity of its rule."""

_CONDITIONS = frozenset(("echo", "anchor", "then", "place"))  # such an entry says nothing without what it asks for


class Sources(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Where the signs are listed: lexicons and a table.

    `terms`: tortured terms; `habits`: what rewording programs make of small words; `grammar`: its breaks; `meanings`:
    words of another sense; in all of them an entry's tag `step` says how sure it is, and in habits the tag `habit`
    stands for what is honest where it is rare. `headings`: the fixed words of stock headings, which count where they
    are written with capitals. `anchors`: link texts left in running text, of which those of `anchor-kinds` (tag `kind`)
    count. `names`: names of one thing (tag `concept`), unusual ones with the tag `odd`. `acronyms`, `swaps`: as for the
    check `acronym`.
    """

    terms: Cues = ""
    habits: Cues = ""
    grammar: Cues = ""
    meanings: Cues = ""
    headings: Cues = ""
    anchors: Cues = ""
    anchor_kinds: tuple[str, ...] = ()
    names: Cues = ""
    acronyms: FactName = "medical-acronyms"
    swaps: Cues = "expansion-swaps"


def collect_votes(document: Document, sources: Sources) -> Mapping[str, float]:
    """How much there is of each kind of evidence that lists tell: weighted counts, by kind; 0 for none."""
    return {
        "terms": _weigh(document, sources.terms),
        "habits": _weigh(document, sources.habits) + _weigh_habits(document, sources.habits),
        "grammar": _weigh(document, sources.grammar, less=SLIP),
        "meanings": _weigh(document, sources.meanings),
        "headings": float(sum(_is_capitalised(document, hit) for hit in document.hits(sources.headings))),
        "anchors": float(sum(_is_residue(document, sources, hit) for hit in document.hits(sources.anchors))),
        "names": float(len(unstable_names(document, sources.names))),
    }


def _weigh(document: Document, lexicon: str, *, less: int = 0) -> float:
    """The weights of the hits of a list, those that overlap once; what is not sure counts as `less` steps less so."""
    total, done = 0.0, 0
    for hit in document.hits(lexicon):
        tags = document.knowledge.lexicons[lexicon].entries[hit.entry].tags
        if hit.start >= done and _CONDITIONS.isdisjoint(tags):
            done = hit.end
            step = int(tags.get("step", "0"))
            total += WEIGHT_OF_STEP.get(step - less if step < 0 else step, 1.0)
    return total


def _weigh_habits(document: Document, lexicon: str) -> float:
    """What habits weigh beyond one in so many words: a text that is full of them is no accident."""
    entries = document.knowledge.lexicons[lexicon].entries if lexicon else ()
    count = sum("habit" in entries[hit.entry].tags for hit in document.hits(lexicon)) if lexicon else 0
    return WEIGHT_OF_EXCESS * max(0.0, count - 1 - document.words / WORDS_A_HABIT)


def _is_capitalised(document: Document, hit: Hit) -> bool:
    """Whether all longer words are written with a capital, as in headings."""
    words = document.prose[hit.start : hit.end].split()
    return all(word[0].isupper() for word in words if len(word) > len("with"))


def _is_residue(document: Document, sources: Sources, hit: Hit) -> bool:
    """Whether words of a link stand in running text without their link."""
    if document.tag(sources.anchors, hit, "kind") not in sources.anchor_kinds:
        return False
    return not any(link.start < hit.end and hit.start < link.end for link in document.links)


def count_acronyms(document: Document, sources: Sources) -> int:
    """How many acronyms do not fit the words beside them."""
    if "(" not in document.prose:
        return 0
    options = AcronymOptions(acronyms=sources.acronyms, swaps=sources.swaps, unknown=False)
    return sum(match.step >= 0 for match in find_mismatches(document, options))


def unstable_names(document: Document, lexicon: str) -> tuple[str, ...]:
    """The things that the text calls by three names or more, of which two or more are odd; in alphabetical order."""
    found: dict[str, set[str]] = {}
    for concept, odd in _names(document, lexicon):
        found.setdefault(concept, set()).add(odd)
    return tuple(
        sorted(name for name, odd in found.items() if len(odd) >= LEAST_NAMES and len(odd - {""}) >= LEAST_ODD)
    )


def _names(document: Document, lexicon: str) -> Iterator[tuple[str, str]]:
    for hit in document.hits(lexicon):
        tags = document.knowledge.lexicons[lexicon].entries[hit.entry].tags
        yield tags["concept"], tags.get("odd", "")
