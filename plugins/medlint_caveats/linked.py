"""Statements that reach from one thing to another: words of evidence, a word that joins, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from medlint.api import (
    Cues,
    Document,
    Hit,
    Sentence,
    Surroundings,
    clause_start,
    overlaps,
    role_score,
    section_of,
    sentence_index,
    sentences,
    studies_between,
    words_between,
)

from .pieces import mark_end
from .unlisted import SURE, unlisted_claim

LONGEST = 60
"""A finding marks at most so many characters."""
OPENING_WORDS = 3
"""A word that joins a sentence to the one before stands at most so many words after its beginning."""
AMID = 70
"""What must stand amid a goal is at most so many characters away from it."""

FAR_APPLIES = 1.0
"""So plainly must a sentence far from the evidence apply something to people (our estimate)."""
STUDIED = -2.0
"""Even where a study is told of, a sentence below this score tells no result (read off the labelled pairs)."""


class LinkOptions(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """How a statement is put together. Kinds of words are in the tag `kind` of their lexicon, or else `other`.

    `cues`: the words of evidence. `beside`: one of these must stand in their sentence, or up to `beside-reach`
    sentences away in its block. A cue with the tag `wants` needs one of each kind that it lists (`a|b`: either,
    `!a`: none of it), or nothing (`none`); its tag `reach` replaces `beside-reach`. With `beside-before` they stand
    before the cue in its clause, with `beside-words` at most so many words away. Without `goals` that is all, and the
    cue is marked, with the next word where it has the tag `open`.

    `goals`: what is made of the evidence; this is marked. A goal with the tag `wants` needs words of these kinds of
    `amid` close by; with the tag `joined` it counts only where a word joins. It follows one of `joins` within
    `goal-words` words, which follows the cue within `join-words`, or stands in a sentence that opens with one. Without
    such a word it stands in the sentence or up to `reach` sentences after, with each kind of `unjoined` amid, and where
    `beside` has one of `unjoined-beside` or the cue has the tag `told`.
    Entries of `joins` may carry the tag `order`: `back` (the goal stands before
    the word, the cue after it), or `both` (also word, cue, goal: "by raising ..., it ...").
    `unlisted`: without any listed goal, the sentence up to so many after the cue that most likely applies the finding
    to people is one, where the cue tells a result and `beside` has one of `unjoined-beside`; without `goals`, such a
    sentence makes up for what must stand beside its cue. `people`: words for them.
    `far`: so many sentences farther on a goal counts that is flatly promised.
    `goal-wants`: what a goal without the tag `wants` needs, by its tag `pole`, or by nothing where it has none.
    """

    cues: Cues
    beside: Cues = ""
    beside_reach: int = 0
    beside_before: bool = False
    beside_words: int = 0
    goals: Cues = ""
    joins: Cues = ""
    amid: Cues = ""
    join_words: int = 20
    goal_words: int = 8
    reach: int = 1
    unjoined: tuple[str, ...] = ()
    unjoined_beside: tuple[str, ...] = ()
    goal_wants: dict[str, str] = field(default_factory=dict)
    unlisted: int = 0
    far: int = 0
    people: Cues = "human-terms"


class Found(Struct, frozen=True, gc=False):
    """A statement: the prose span to mark, and the hit of evidence it rests on; `unlisted` where no list holds it."""

    start: int
    end: int
    base: Hit
    unlisted: bool = False


class _Reach(Struct, frozen=True, gc=False):
    """Where a goal is looked for: prose span, where what stands amid it may begin and end, whether a word joins."""

    start: int
    end: int
    first: int
    last: int
    joined: bool


def find_statements(document: Document, options: LinkOptions) -> Iterator[Found]:
    """The statements of a document, in the order of their words of evidence."""
    for cue in document.hits(options.cues):
        sentence = sentences(document)[sentence_index(document, cue.start)]
        kinds = _beside(document, cue, sentence, options)
        wants = document.tag(options.cues, cue, "wants").split()
        beside = not options.beside or wants == ["none"] or bool(has_all(kinds, wants) if wants else kinds)
        if not beside and (cue.start == sentence.start or not _is_claimed(document, sentence, wants, kinds, options)):
            continue
        if not options.goals:
            end = mark_end(document, cue, options.cues)
            if end:
                yield Found(cue.start, min(end, cue.start + LONGEST), cue)
            continue
        goal = _goal(document, cue, sentence, options, kinds)
        if goal is not None:
            yield Found(goal.start, min(goal.end, goal.start + LONGEST), cue)
        elif options.unlisted and (wants == ["none"] or kinds & set(options.unjoined_beside)):
            yield from (*_unlisted(document, cue, sentence, options), *far_found(document, cue, sentence, options))[:1]


def _is_claimed(
    document: Document, sentence: Sentence, wants: list[str], kinds: set[str], options: LinkOptions
) -> bool:
    """Whether the sentence of a cue claims something in words that no list holds, and none that it must not hold."""
    barred = [want for want in wants if want.startswith("!")]
    if not options.unlisted or options.goals or not has_all(kinds, barred):
        return False
    return unlisted_claim(document, (sentence,), options.people, "", SURE) is not None


def _unlisted(document: Document, cue: Hit, sentence: Sentence, options: LinkOptions) -> Iterator[Found]:
    """What is most likely made of a result in the sentences after it, in words that no list holds."""
    listed, number = sentences(document), sentence_index(document, sentence.start) + 1
    section = section_of(document, sentence.block)
    start, end = document.blocks[section.first].start, document.blocks[section.last - 1].end
    if not studies_between(document, start, end) or role_score(document, sentence.start, "result") < STUDIED:
        return
    after = [
        other for other in listed[number : number + options.unlisted] if section.first <= other.block < section.last
    ]
    claim = unlisted_claim(document, after, options.people, options.joins)
    if claim is not None and not overlaps(document, options.cues, claim.words.start, claim.words.end):
        yield Found(claim.words.start, claim.words.end, cue, unlisted=True)


def far_found(document: Document, cue: Hit, sentence: Sentence, options: LinkOptions) -> Iterator[Found]:
    """What a sentence farther on promises flatly of the evidence, in another section too."""
    listed, number = sentences(document), sentence_index(document, sentence.start) + 1
    for other in listed[number + options.reach : number + options.reach + options.far]:
        if document.blocks[other.block].kind not in {"paragraph", "item", "quote"}:
            continue
        kinds = _kinds(document, options.amid, document.hits_between(options.amid, other.start, other.end))
        if "future" not in kinds or role_score(document, other.start, "applies") < FAR_APPLIES:
            continue
        goal = _first_goal(document, _Reach(other.start, other.end, other.start, other.end, joined=True), options)
        if goal is not None:
            yield Found(goal.start, min(goal.end, goal.start + LONGEST), cue)
            return


def has_all(kinds: set[str], wants: list[str]) -> bool:
    """Whether each of the wanted kinds is there; `a|b` wants one of two, `!a` none of it."""
    return all(want[1:] not in kinds if want.startswith("!") else bool(kinds & set(want.split("|"))) for want in wants)


def _beside(document: Document, cue: Hit, sentence: Sentence, options: LinkOptions) -> set[str]:
    """The kinds of what stands beside a cue."""
    reach = int(document.tag(options.cues, cue, "reach") or options.beside_reach)
    start, end = _around(document, sentence, reach)
    if options.beside_before:
        start, end = clause_start(document, cue.start), cue.end
    hits = document.hits_between(options.beside, start, end)
    return _kinds(document, options.beside, [hit for hit in hits if _is_beside(document, cue, hit, options)])


def _is_beside(document: Document, cue: Hit, hit: Hit, options: LinkOptions) -> bool:
    """Whether a word is no part of the cue, nor the cue of it, and stands as close to it as it must."""
    first, last = sorted((cue, hit), key=_start)
    if first.end >= last.end or first.start == last.start:
        return False
    return not options.beside_words or words_between(document, first.end, last.start) <= options.beside_words


def _start(hit: Hit) -> int:
    return hit.start


def _kinds(document: Document, lexicon: str, hits: Iterable[Hit]) -> set[str]:
    """All kinds that the tags of some hits name; a hit without the tag is of the kind `other`."""
    return {kind for hit in hits for kind in (document.tag(lexicon, hit, "kind") or "other").split()}


def _around(document: Document, sentence: Sentence, reach: int) -> tuple[int, int]:
    """The span of a sentence and `reach` sentences to either side of it in its block."""
    listed, number = sentences(document), sentence_index(document, sentence.start)
    near = [other for other in listed[max(number - reach, 0) : number + reach + 1] if other.block == sentence.block]
    return near[0].start, near[-1].end


def _goal(document: Document, cue: Hit, sentence: Sentence, options: LinkOptions, kinds: set[str]) -> Hit | None:
    """What is made of the evidence, joined to it or further on; None if nothing is."""
    told = not options.unjoined_beside or bool(kinds & set(options.unjoined_beside))
    told = told or bool(document.tag(options.cues, cue, "told"))
    for reach in _reaches(document, cue, sentence, options):
        if reach.joined or told:
            goal = _first_goal(document, reach, options)
            if goal is not None:
                return goal
    return None


def _reaches(document: Document, cue: Hit, sentence: Sentence, options: LinkOptions) -> Iterator[_Reach]:
    """The places where a goal can stand, likeliest first."""
    yield from _joined(document, cue, sentence, options)
    yield from _after_colon(document, cue, sentence)
    yield from _following(document, cue, sentence, options)


def _joined(document: Document, cue: Hit, sentence: Sentence, options: LinkOptions) -> Iterator[_Reach]:
    """Where in the sentence a goal can stand, by the place of the words that join."""
    for join in document.hits_between(options.joins, sentence.start, sentence.end):
        order = document.tag(options.joins, join, "order")
        if cue.end <= join.start and not order and _is_close(document, cue, join, options):
            end = _ahead(document, join.end, sentence.end, options)
            yield _Reach(join.end, end, join.start, sentence.end, joined=True)
        if join.end <= cue.start and order in {"back", "both"}:
            yield _Reach(sentence.start, join.start, sentence.start, join.start, joined=True)
        if join.end <= cue.start and order == "both":
            yield _Reach(cue.end, sentence.end, cue.end, sentence.end, joined=True)


def _is_close(document: Document, cue: Hit, join: Hit, options: LinkOptions) -> bool:
    return words_between(document, cue.end, join.start) <= options.join_words


def _after_colon(document: Document, cue: Hit, sentence: Sentence) -> Iterator[_Reach]:
    """What a colon after the cue announces."""
    at = document.prose.find(": ", cue.end, sentence.end)
    if at >= 0:
        yield _Reach(at, sentence.end, at, sentence.end, joined=True)


def _ahead(document: Document, start: int, end: int, options: LinkOptions) -> int:
    """The end of the last goal that begins at most `goal-words` words after `start`."""
    goals = document.hits_between(options.goals, start, end)
    near = [goal.end for goal in goals if words_between(document, start, goal.start) <= options.goal_words]
    return near[-1] if near else start


def _following(document: Document, cue: Hit, sentence: Sentence, options: LinkOptions) -> Iterator[_Reach]:
    """The rest of the sentence, and the sentences after it under the same heading."""
    yield _Reach(cue.end, sentence.end, cue.end, sentence.end, joined=False)
    listed, number = sentences(document), sentence_index(document, sentence.start) + 1
    section = section_of(document, sentence.block)
    for at, other in enumerate(listed[number : number + max(options.reach, 1)]):
        if not section.first <= other.block < section.last or other.block == section.heading:
            return
        joins = document.hits_between(options.joins, other.start, other.end)
        opened = [join for join in joins if words_between(document, other.start, join.start) <= OPENING_WORDS]
        if opened and at < max(options.reach, 1):
            yield _Reach(other.start, other.end, other.start, other.end, joined=True)
        if at < options.reach:
            yield _Reach(other.start, other.end, other.start, other.end, joined=False)


def _first_goal(document: Document, reach: _Reach, options: LinkOptions) -> Hit | None:
    """The first goal in a reach that is no word of the cue and has amid it what it needs."""
    if reach.start >= reach.end:
        return None
    goals = document.hits_between(options.goals, reach.start, reach.end)
    firm = [goal for goal in goals if not document.tag(options.goals, goal, "joined")]
    vague = [goal for goal in goals if goal not in firm] if reach.joined else []
    for goal in (*firm, *vague):
        if overlaps(document, options.cues, goal.start, goal.end):
            continue
        wants = _goal_wants(document, goal, options)
        wants += () if reach.joined else options.unjoined
        if has_all(_amid(document, goal, reach, options) if wants else set(), wants):
            return goal
    return None


def _goal_wants(document: Document, goal: Hit, options: LinkOptions) -> list[str]:
    """What must stand amid a goal: by its own tag, or by its pole."""
    tagged = document.tag(options.goals, goal, "wants")
    return (tagged or options.goal_wants.get(document.tag(options.goals, goal, "pole"), "")).split()


def _amid(document: Document, goal: Hit, reach: _Reach, options: LinkOptions) -> set[str]:
    """The kinds of the words close to a goal."""
    start, end = max(reach.first, goal.start - AMID), min(reach.last, goal.end + AMID)
    return _kinds(document, options.amid, document.hits_between(options.amid, start, end))
