"""Check `self-contradiction`: two statements of one text, about the same thing, that cannot both stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import combinations, islice, pairwise

from msgspec import Struct

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Related,
    Sentence,
    clause_end,
    clause_start,
    is_asked,
    is_hedged,
    is_negated,
    lazy_pattern,
    of_kind,
    quote_at,
    sentence_at,
    words_between,
)  # fmt: skip

from .barred_groups import find_barred
from .changed_things import find_changed
from .clashes import find_clashes
from .courses import differ, same_course, span_of
from .headline_terms import stem
from .limits import find_limits
from .needs import find_needs
from .one_study import find_counts
from .onsets import find_onsets
from .openings import both_point, open_alike
from .opposed_orders import find_opposed, is_barred, takers_in
from .table_totals import find_totals
from .typed_values import Value, read_values

SHARED, PART = 2, 0.66
"""Two clauses say the same if they share so many words, and such a part of the shorter one."""
SHORTEST, LEAD = 3, 4
"""Shorter words say nothing; before its clause a sentence may have so many words."""
_WORD = lazy_pattern(r"[^\W\d_]+")
PRICES = 2
"""So many different prices contradict each other; more are those of different things."""
MOST = 40
"""So many figures of one kind, or tellings of a thing, are compared at most: longer texts are tables in words."""


class ContradictionOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`units` with the tags `of` and `hours`; `courses`: what a time is said of, by their tag `of`.

    `things`: what is denied or told (tags `of` and `says`; `same`: only of the same, by so many words).
    `exempt`: words that let two statements stand side by side. `manners`: how something is to be taken or kept (tags
    `of` and `says`), see `opposed_orders`. `harms`: what users of a thing get that is said to harm nobody.
    `topics`: names of treatments and illnesses: statements about different ones do not meet. `empty`: words that say
    nothing about what is measured.
    """

    units: Cues
    courses: Cues
    things: Cues
    exempt: Cues
    manners: Cues = ""
    harms: Cues = ""
    topics: tuple[Cues, ...]
    empty: tuple[str, ...] = ()


def find_contradictions(document: Document, options: ContradictionOptions) -> Iterator[Match]:
    """One match for each second statement that contradicts a first."""
    yield from _find_denials(document, options)
    yield from find_needs(document)
    yield from find_counts(document)
    yield from find_limits(document)
    yield from find_totals(document)
    yield from find_changed(document)
    yield from find_barred(document)
    yield from find_opposed(document, options.manners)
    agree = partial(_topics_meet, document, options=options)
    yield from find_clashes(document, options.harms, agree)
    values = read_values(document, options.units)
    figures = list(_find_figures(document, values, options)) if len(values) > 1 else []
    yield from figures
    if not any(match.fields["what"] == f"another {_NAMES['time']}" for match in figures):
        yield from find_onsets(document, agree)


def _find_denials(document: Document, options: ContradictionOptions) -> Iterator[Match]:
    """The first telling of each thing that is denied outright elsewhere."""
    by_thing: dict[str, list[Hit]] = {}
    for hit in document.hits(options.things):
        by_thing.setdefault(document.tag(options.things, hit, "of"), []).append(hit)
    for thing, hits in by_thing.items():
        if len({document.tag(options.things, hit, "says") for hit in hits}) == 1:
            continue
        plain = (one for one in hits if _is_plain(document, one.start, one.end, options))
        told = islice((one for one in plain if not is_negated(document, one.start)), MOST)
        for one, two in combinations(told, 2):
            differ = document.tag(options.things, one, "says") != document.tag(options.things, two, "says")
            apart = int(document.tag(options.things, one, "same") or 0)
            if (
                differ
                and _apply_alike(document, one, two, options)
                and (not apart or _shares(document, one, two, options, apart))
            ):
                yield _match(document, (one.start, one.end), (two.start, two.end), f"{thing} elsewhere")
                break


def _apply_alike(document: Document, one: Hit, two: Hit, options: ContradictionOptions) -> bool:
    """Whether denial and telling stand in two sentences, with the same cases beside them and the same treatments."""
    first, second = sentence_at(document, one.start), sentence_at(document, two.start)
    if first is None or second is None or first.start == second.start:
        return False
    cases = [
        {
            document.prose[hit.start : hit.end].lower()
            for hit in of_kind(
                document,
                options.exempt,
                clause_start(document, own.start),
                clause_end(document, own.start),
                "case",
            )
            if not own.start <= hit.start < own.end
        }
        - _MOST
        for own in (one, two)
    ]
    if takers_in(document, first) != takers_in(document, second):
        return False
    return cases[0] == cases[1] and _topics_agree(document, first, second, options)


_MOST = frozenset(("most", "usually", "often", "each"))
"""What is denied outright cannot hold for most either."""


def _shares(document: Document, one: Hit, two: Hit, options: ContradictionOptions, least: int) -> bool:
    """Whether the sentences of two hits share so many words beside the hits, and most of the shorter one's."""
    said = []
    for hit in (one, two):
        sentence = sentence_at(document, hit.start)
        start, end = (sentence.start, sentence.end) if sentence else (hit.start, hit.end)
        words = [*_WORD.findall(document.prose, start, hit.start), *_WORD.findall(document.prose, hit.end, end)]
        said.append({stem(word) for word in words if len(word) >= SHORTEST and word.lower() not in options.empty})
    shared = len(said[0] & said[1])
    return shared >= least and shared >= PART * min(map(len, said))


def _find_figures(document: Document, values: list[Value], options: ContradictionOptions) -> Iterator[Match]:
    """The second of two figures for the same thing."""
    by_kind: dict[str, list[Value]] = {}
    for value in values:
        by_kind.setdefault(value.of, []).append(value)
    done: set[int] = set()
    for kind, listed in by_kind.items():
        alone = [value for value in listed if _is_alone(document, value, listed)] if 1 < len(listed) <= MOST else []
        if kind == "money" and len({value.low for value in alone}) > PRICES:
            continue
        said = {value: _roughly(document, value, options.empty) for value in alone}
        for one, two in combinations(alone, 2):
            course = kind == "time" and same_course(document, one, two, options.courses)
            if two.start in done or not differ(one, two) or (len(said[one] & said[two]) < SHARED and not course):
                continue
            if _clash(document, one, two, options, course=course):
                done.add(two.start)
                yield _match(document, (one.start, one.end), (two.start, two.end), f"another {_NAMES[kind]}")


def _roughly(document: Document, value: Value, empty: tuple[str, ...]) -> set[str]:
    """The stems of all words of a figure's sentence, to leave out at once what cannot say the same."""
    words = _WORD.findall(document.prose, *span_of(document, value))
    return {stem(word) for word in words if len(word) >= SHORTEST and word.lower() not in empty}


def _clash(document: Document, one: Value, two: Value, options: ContradictionOptions, *, course: bool) -> bool:
    """Whether two figures that differ are given outright for the same thing."""
    told = course or _same_words(document, one, two, options)
    if not told or not _meet(document, one.start, two.start, options) or both_point(document, one.start, two.start):
        return False
    return all(_is_plain(document, value.start, value.end, options) for value in (one, two))


_NAMES = {"time": "time", "share": "share", "year": "year", "count": "number", "money": "price", "dose": "dose"}


def _is_plain(document: Document, start: int, end: int, options: ContradictionOptions) -> bool:
    """Whether a statement is made outright: no quotation, question, guess, or turn in its sentence."""
    sentence = sentence_at(document, start)
    if sentence is None or quote_at(document, start) is not None or is_asked(document, start):
        return False
    if is_barred(document, sentence):
        return False
    turns = of_kind(document, options.exempt, sentence.start, sentence.end, "turn")
    return not is_hedged(document, start) and all(
        (start <= hit.start and hit.end <= end) or _adds(document, hit) for hit in turns
    )


def _adds(document: Document, hit: Hit) -> bool:
    """Whether words only add to a statement: ", when the battery is empty" is no condition."""
    return document.prose.startswith("when ", hit.start) and document.prose[hit.start - 2 : hit.start] == ", "


def _cases(document: Document, offset: int, options: ContradictionOptions) -> set[str]:
    """The words of a case apart in the clause of a place: for whom, when, how much."""
    found = of_kind(document, options.exempt, clause_start(document, offset), clause_end(document, offset), "case")
    return {document.prose[hit.start : hit.end].lower() for hit in found}


def _is_alone(document: Document, value: Value, listed: list[Value]) -> bool:
    """Whether a figure is the only one of its kind in its sentence: two are compared there."""
    start, end = span_of(document, value)
    return sum(start <= other.start < end for other in listed) == 1


def _meet(document: Document, first: int, second: int, options: ContradictionOptions, *, figures: bool = True) -> bool:
    """Whether two places stand in different sentences, with the same cases, and not with different treatments."""
    one, two = sentence_at(document, first), sentence_at(document, second)
    if one is None or two is None or one.start == two.start:
        return False
    if _cases(document, first, options) != _cases(document, second, options):
        return False
    if not figures:
        return _topics_agree(document, one, two, options)
    if not open_alike(document, one, two):
        return False
    return _topics_agree(document, one, two, options)


def _topics_meet(document: Document, first: int, second: int, options: ContradictionOptions) -> bool:
    """Whether the sentences of two places are not about different treatments or illnesses."""
    one, two = sentence_at(document, first), sentence_at(document, second)
    return one is not None and two is not None and _topics_agree(document, one, two, options)


def _topics_agree(document: Document, one: Sentence, two: Sentence, options: ContradictionOptions) -> bool:
    named = [_topics(document, sentence, options) for sentence in (one, two)]
    return not (named[0] and named[1] and named[0].isdisjoint(named[1]))


def _topics(document: Document, sentence: Sentence, options: ContradictionOptions) -> set[str]:
    return {
        document.prose[hit.start : hit.end].lower()
        for name in options.topics
        for hit in document.hits_between(name, sentence.start, sentence.end)
    }


def _same_words(document: Document, one: Value, two: Value, options: ContradictionOptions) -> bool:
    """Whether the clauses of two figures say the same of them, but for the figure; another number is another case."""
    said = [_said_of(document, value, options) for value in (one, two)]
    if not said[0] or not said[1]:
        return False
    first, second = set(said[0]), set(said[1])
    shared = first & second
    if len(shared) < SHARED or len(shared) < PART * max(len(first), len(second)):
        return False
    return not any(_qualifies(words, shared) for words in said)


def _qualifies(words: list[str], shared: set[str]) -> bool:
    """Whether a word of one clause alone stands right before a word of both: "the advanced course"."""
    return any(word and word not in shared and after in shared for word, after in pairwise(words))


def _said_of(document: Document, value: Value, options: ContradictionOptions) -> list[str]:
    """The stems of the words of a figure's clause, "" for those that say nothing; none if it is not alone."""
    start, end = clause_start(document, value.start), max(clause_end(document, value.end), value.end)
    sentence_start = span_of(document, value)[0]
    around = document.prose[start : value.start] + document.prose[value.end : end]
    lead = document.prose[sentence_start:start]
    if any(ch.isdigit() for ch in around) or (
        words_between(document, sentence_start, start) > LEAD and ":" not in lead
    ):
        return []
    words = [*_WORD.findall(document.prose, start, value.start), "", *_WORD.findall(document.prose, value.end, end)]
    return ["" if len(word) < SHORTEST or word.lower() in options.empty else stem(word) for word in words]


def _match(document: Document, one: tuple[int, int], two: tuple[int, int], what: str) -> Match:
    first, second = sorted((one, two))
    quote = document.prose[slice(*first)]
    place = (Related(*first, "what the text said before"),)
    return Match(*second, fields={"other": quote, "what": what}, related=place)


FIELDS = {"other": "the words of the other statement", "what": "what differs"}
CHECK = Check("self-contradiction", ContradictionOptions, find_contradictions, FIELDS)
