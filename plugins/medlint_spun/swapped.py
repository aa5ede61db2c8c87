"""Check `swapped`: words that a rewording program puts for others, in places where nobody else would put them.

What the words are, and what must stand around them, is data: the entries of a lexicon and their tags.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Related,
    Surroundings,
    overlaps,
    quote_at,
    sentence_at,
    step_for,
)

from .articles import article_step, misfit_articles
from .places import ends_after, follows_verb, opens_clause, opens_sentence
from .residue import unmade_choices

WORDS_A_HABIT = 150
"""Habits count where a text has one in so many words."""
MOST_RELATED = 3
"""So many other places are named beside a finding."""


class SwappedOptions(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What to look for; what makes it harmless is described in `Surroundings`.

    Tags of the entries of `cues`: `means` (what was probably there), `step` ("-2" to "1": moves the severity), `place`
    (`sentence`: only where a sentence begins; `clause`: or a clause), `then` (`end`: only where a stop or one of the
    words `closers` follows; `verb`: only where one of `verbs` follows soon, with nothing of `breaks` between); `anchor`
    and `block`: kinds of `anchors` (their tag `kind`) of which one must stand in the text, or must not in the same
    block; `pair`: the entries of one pair with the tag `echo` count only in a text where another of them was found, and
    not in what `echo-unless` lists.
    `habit`: expressions that are honest where they are few; they count where a text has `least-habits` of them, of two
    different kinds, and one in every 150 words. `articles`: whether articles that do not fit the word behind them
    ("a illness") count too, where a text has several. `choices`: whether choices in braces ("{one|another}") count too.
    `only-quoted`: whether what stands in quotation marks counts where the text's own words have none: it is somebody's
    speech, or a list of such expressions.
    """

    cues: Cues
    anchors: Cues = ""
    closers: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    least_habits: int = 4
    echo_unless: Cues = ""
    articles: bool = False
    choices: bool = False
    only_quoted: bool = True


class _Found(Struct, frozen=True, gc=False):
    """A hit that counts, with what its entry says and how the surroundings move it."""

    hit: Hit
    step: int
    pair: str
    echo: bool
    habit: str


def find_swapped(document: Document, options: SwappedOptions) -> Iterator[Match]:
    """One match for each hit that stands as its entry asks, the first of those that overlap."""
    if options.articles:
        yield from _articles(document)
    for start, end in unmade_choices(document) if options.choices else ():
        yield Match(start, end, fields={"means": "one of the words in the braces"})
    hits = _worth_a_look(document, options)
    if not hits:
        return
    found = [one for hit in hits if (one := _found(document, options, hit)) is not None]
    if not options.only_quoted and all(quote_at(document, one.hit.start) for one in found):
        return
    proofs = {one.pair: one for one in reversed(found) if one.pair and not one.echo}
    habits = [one for one in found if one.habit]
    few = not _are_habits(document, options, habits)
    note = f"Honest where it is rare: this text has {len(habits)} such expressions." if not few else ""
    done = 0
    for one in found:
        if one.hit.start < done or (one.habit and few) or (one.echo and one.pair not in proofs):
            continue
        done = one.hit.end
        proof = proofs.get(one.pair) if one.echo else None
        yield _match(document, options, one, proof, note if one.habit else "")


def _worth_a_look(document: Document, options: SwappedOptions) -> list[Hit]:
    """The hits without habits, where these are too few, and without echoes, where nothing can prove them."""
    hits = document.hits(options.cues)
    entries = document.knowledge.lexicons[options.cues].entries
    habits = sum("habit" in entries[hit.entry].tags for hit in hits)
    few = habits < options.least_habits or habits * WORDS_A_HABIT < document.words
    proofs = {tags["pair"] for hit in hits if "pair" in (tags := entries[hit.entry].tags) and "echo" not in tags}
    return [
        hit
        for hit in hits
        if not (few and "habit" in (tags := entries[hit.entry].tags))
        and not ("echo" in tags and tags["pair"] not in proofs)
    ]


def _articles(document: Document) -> Iterator[Match]:
    """One match for each article that does not fit, where a text has so many that they are no slips."""
    found = misfit_articles(document)
    step = article_step(document, found) if found else None
    for start, end in found if step is not None else ():
        yield Match(start, end, step=step or 0, fields={"means": "another article, or another word"})


def _found(document: Document, options: SwappedOptions, hit: Hit) -> _Found | None:
    """The hit with its tags, if it stands as they ask and nothing makes it harmless."""
    tags = document.knowledge.lexicons[options.cues].entries[hit.entry].tags
    if not (
        _is_placed(document, hit, tags.get("place", "")) and _goes_on(document, options, hit, tags.get("then", ""))
    ):
        return None
    if "anchor" in tags and not _has_anchor(document, options, hit, tags["anchor"]):
        return None
    if "block" in tags and _has_anchor(document, options, hit, tags["block"], near=True):
        return None
    if "echo" in tags and overlaps(document, options.echo_unless, hit.start, hit.end):
        return None
    step = step_for(document, hit.start, hit.end, options)
    if step is None:
        return None
    step += int(tags.get("step", "0"))
    return _Found(hit, step, tags.get("pair", ""), "echo" in tags, tags.get("habit", ""))


def _is_placed(document: Document, hit: Hit, place: str) -> bool:
    if place == "sentence":
        return opens_sentence(document, hit.start)
    return place != "clause" or opens_clause(document, hit.start)


def _goes_on(document: Document, options: SwappedOptions, hit: Hit, then: str) -> bool:
    if then == "end":
        return ends_after(document, hit.end, options.closers)
    return then != "verb" or follows_verb(document, hit.end, options.verbs, options.breaks)


def _has_anchor(document: Document, options: SwappedOptions, hit: Hit, kinds: str, *, near: bool = False) -> bool:
    """Whether the text (or the hit's block, if `near`) has an anchor of one of the kinds, apart from the hit itself."""
    wanted, block = set(kinds.split()), document.blocks[document.block_at(hit.start)]
    found = document.hits_between(options.anchors, block.start, block.end) if near else document.hits(options.anchors)
    return any(
        not (one.start < hit.end and hit.start < one.end)
        and not wanted.isdisjoint(document.tag(options.anchors, one, "kind").split())
        for one in found
    )


def _are_habits(document: Document, options: SwappedOptions, found: list[_Found]) -> bool:
    """Whether a text has so many habits of different kinds that they are no accident."""
    if len(found) < options.least_habits or len({one.habit for one in found}) == 1:
        return False
    return len(found) * WORDS_A_HABIT >= document.words


def _match(document: Document, options: SwappedOptions, one: _Found, proof: _Found | None, note: str) -> Match:
    means = document.tag(options.cues, one.hit, "means")
    related: tuple[Related, ...] = ()
    if proof is not None:
        related = (Related(proof.hit.start, proof.hit.end, "here the word cannot be right"),)
    else:
        related = tuple(_anchors(document, options, one.hit))[:MOST_RELATED]
    return Match(
        one.hit.start,
        one.hit.end,
        step=one.step,
        note=note,
        suggestion=f"Perhaps “{means}” is meant." if means else None,
        related=related,
        fields={"means": means or "something else"},
    )


def _anchors(document: Document, options: SwappedOptions, hit: Hit) -> Iterator[Related]:
    """The first anchor of each kind that the entry asks for, and the sentence it stands in is not that of the hit."""
    wanted = set(document.tag(options.cues, hit, "anchor").split())
    own = sentence_at(document, hit.start)
    for one in document.hits(options.anchors) if wanted else ():
        kinds = wanted.intersection(document.tag(options.anchors, one, "kind").split())
        if kinds and sentence_at(document, one.start) != own:
            wanted -= kinds
            yield Related(one.start, one.end, "this shows what is meant")


CHECK = Check("swapped", SwappedOptions, find_swapped, {"means": 'the tag means of the entry, or "something else"'})
