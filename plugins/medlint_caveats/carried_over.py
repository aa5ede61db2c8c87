"""Check `carried-over`: what was found in one group of people is told of another, or of everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import (
    Check,
    Document,
    Hit,
    Match,
    Related,
    Sentence,
    caveats,
    citations_for,
    doubts_near,
    is_asked,
    is_hedged,
    is_negated,
    is_past,
    lazy_pattern,
    quote_at,
    section_of,
    sentence_index,
    sentences,
    words_between,
)

from .applied import applied_goal
from .carried_options import UNREAD, CarriedOptions, is_counted, is_universal, stems
from .far_goals import far_goal
from .groups import NARROWING, is_restricted, is_same
from .limits import told_limit

REACH = 4
"""A result is carried over at most so many sentences after it is told (our estimate)."""
DOUBT_REACH = 5
"""A doubt so many sentences away is about this result (our estimate)."""
CLOSE = 3
"""Words that carry over, or a verb of benefit, stand at most so many words before the people."""
LIMITS = frozenset({"group", "doubt"})
LIMIT_FROM = 0.5
"""A limit of who was studied counts from this score on; the finding is a hint only, so that silence costs little."""

_SUBJECT = lazy_pattern(
    r"(?:^|[,:;\u2014\u2013]\s|\b(?:that|so|because|since|and|then|therefore|thus|hence|clearly|means|mean|shows"
    r"|proves|meaning)\b,?\s)[\W_]*"
    r"(?:(?:so|and|therefore|thus|hence|clearly|now|then|for|all|too|also|in|this means|it follows that) ?,? ?){0,3}"
    r"(?:(?:the|all|every|most|other|your|our|whole|frail|any) ?){0,2}$",
    re.IGNORECASE,
)
_FLAT = lazy_pattern(
    r"(?:\s+(?!(?:but|not|may|might|if|whether|were|was|had|did)\b)[\w'\u2019-]+,?){0,9}?\s+(?:should|must|will"
    r"|needs? to|needs?|ha(?:s|ve) to|ought to|would do well|would benefit|can expect|can count|can look forward"
    r"|can rely|deserves?|stands? to gain|had better|benefits?|owe it|means?)\b"
    r"(?!\s+(?:not|never|ask|talk|speak|consult|see|wait|be (?:cautious|careful|tested|studied|needed)))",
    re.IGNORECASE,
)
_OPEN = lazy_pattern(r"(?:\s+[\w'\u2019-]+,?){0,9}?\s+(?:can|could|would|may|might)\b(?!\s+not)", re.IGNORECASE)
_BARE = lazy_pattern(r"\s+(?:will|should|can|do|does|would)(?: too)?\s*[.!,;]", re.IGNORECASE)
_ALIKE = lazy_pattern(
    r"\b(?:too|as well|likewise|equally|the same|so will|so would|so should|so can|as will|just as|alike"
    r"|whoever|everywhere|what (?:worked|works|helped|holds|is good|was good))\b",
    re.IGNORECASE,
)
_THEREFORE = lazy_pattern(
    r"\b(?:so|therefore|thus|hence|which (?:means|shows|proves)|this means|that means|means that|meaning|it follows"
    r"|shows that|proves? that|since|clearly|consequently|lesson|message|as a result)\b",
    re.IGNORECASE,
)
_OTHER_STUDY = lazy_pattern(
    r"\b(?:second|another|other|later|further|separate|earlier|two|three|four|five|several|both|repeated|confirmed)"
    r" (?:\w+ )?(?:trials?|stud(?:y|ies)|experiments?|surveys?|groups?|in|with|by)\b",
    re.IGNORECASE,
)
_NARROWLY = lazy_pattern(
    r"\b(?:only|just|merely|solely|alone|all|every|not|no|none|never|nobody|few|small|but|although|though|however"
    r"|unknown|unclear|may|might|could|limit\w*)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
"""Words by which a sentence that names those studied is a limit: "only young men took part"."""
_WHATEVER = ("whatever ", "no matter ", "regardless ", "however ", "at any ", "at every ")
_PROMISED = lazy_pattern(r"\b(?:will|is going to|are going to|['\u2019]ll|should|can) (?!not\b)")
_PREPOSITION = lazy_pattern(r"\b(?:for|in|among|to|with|of|on)(?: the| your| all)? $", re.IGNORECASE)
_ALL_ALIKE = lazy_pattern(
    r"\b(?:all|every one|each) (?:of (?:them|whom) )?(?:with|without|aged|under|over|were|lived|came|had|men"
    r"|women|male"
    r"|female|from|in|at|healthy|white)\b"
)
_WHO_DID = lazy_pattern(r" who (?:had )?(?:[a-z]{2,}ed|took|drank|ate|ran|swam) (?:[a-z]+ ){0,3}?\d")
_COUNTED = lazy_pattern(r"\b\d[\d,]* (?:[a-z-]+ ){0,2}$")
_IT = lazy_pattern(r"\b(?:it|them|they|this|one)\b", re.IGNORECASE)
_ALL = lazy_pattern(r"\s+(?:of (?:all|any|every)|everywhere|all over)\b", re.IGNORECASE)


def find_carried_over(document: Document, options: CarriedOptions) -> Iterator[Match]:
    """One match a section: the first people of whom a result of others is told flatly."""
    done: set[int] = set()
    tried: set[int] = set()
    for cue in document.hits(options.studied):
        section = section_of(document, document.block_at(cue.start))
        if section.first in done or not _is_some(document, cue, options):
            continue
        own = sentences(document)[sentence_index(document, cue.start)]
        if not _is_evidence(document, cue, own, options):
            continue
        goal = _goal(document, cue, own, options) or applied_goal(document, cue, own, options)
        if goal is None and section.first not in tried:
            tried.add(section.first)
            goal = far_goal(document, cue, options)
        if goal is None:
            continue
        done.add(section.first)
        begin, end = document.blocks[section.first].start, document.blocks[section.last - 1].end
        if not _is_mended(document, cue, goal, begin, end, options):
            yield _match(document, cue, goal, options)


def _is_some(document: Document, cue: Hit, options: CarriedOptions) -> bool:
    """Whether a hit names some people only, and not "people of all ages"."""
    if _ALL.match(document.prose, cue.end):
        return False
    if is_restricted(document, cue, options.studied, options.differ):
        return True
    if _WHO_DID.match(document.prose, cue.end):
        return True
    own = sentences(document)[sentence_index(document, cue.start)]
    return _ALL_ALIKE.search(document.prose, cue.end, own.end) is not None and is_counted(document, cue)


def _is_evidence(document: Document, cue: Hit, sentence: Sentence, options: CarriedOptions) -> bool:
    """Whether a sentence tells, in the past or of a study, what was found in people; or what those of a place do."""
    if document.blocks[sentence.block].kind in UNREAD or is_asked(document, sentence.start):
        return False
    told = document.hits_between(options.research, sentence.start, sentence.end)
    if told or is_counted(document, cue):
        return True
    if not document.hits_between(options.results, sentence.start, sentence.end):
        return False
    place = document.tag(options.studied, cue, options.differ) == "place"
    return place or is_past(document.prose[sentence.start : sentence.end].lower())


def _goal(document: Document, cue: Hit, own: Sentence, options: CarriedOptions) -> Hit | None:
    """The first other people, after the studied ones or in a heading above them, of whom the result is told."""
    listed, number = sentences(document), sentence_index(document, cue.start)
    section = section_of(document, own.block)
    told = stems(document, own)
    for other in listed[max(number - REACH, 0) : number + REACH + 1]:
        kind = document.blocks[other.block].kind
        above = other.start < own.start
        if (
            kind in UNREAD
            or not section.first <= other.block < section.last
            or (above and kind not in {"heading", "title"})
        ):
            continue
        if other.start > own.start:
            told = told | (
                stems(document, listed[sentence_index(document, other.start) - 1])
                if other.start > own.end
                else frozenset()
            )
        for goal in document.hits_between(options.addressed, cue.end if other is own else other.start, other.end):
            if is_same(document, cue, goal, options.studied, options.addressed, options.differ):
                continue
            if _is_carried(document, cue, goal, other, options, own=other is own, told=told):
                return goal
    return None


def _is_carried(
    document: Document,
    cue: Hit,
    goal: Hit,
    sentence: Sentence,
    options: CarriedOptions,
    *,
    own: bool,
    told: frozenset[str],
) -> bool:
    """Whether a sentence says the result of some people, with words that join the two."""
    prose, start = document.prose, cue.end if own else sentence.start
    if is_asked(document, goal.start) or is_negated(document, goal.start):
        return False
    alike = bool(_ALIKE.search(prose, sentence.start, sentence.end) or _BARE.match(prose, goal.end, sentence.end))
    wide = is_universal(document, goal, options)
    reader = goal.phrase.startswith("you")
    if not _tells_of(document, goal, start, sentence, options, alike=alike, wide=wide and not reader):
        return False
    if _OTHER_STUDY.search(prose, start, sentence.end):
        return False
    if not own and citations_for(document, sentence.start) and not citations_for(document, cue.start):
        return False
    carried = (
        frame for frame in document.hits_between(options.frames, start, goal.start) if _leads(document, frame, goal)
    )
    joined = alike or _THEREFORE.search(prose, sentence.start, sentence.end) is not None
    joined = joined or any(document.tag(options.frames, frame, "kind") == "carry" for frame in carried)
    plain = not document.tag(options.addressed, goal, options.differ)
    after = sentence_index(document, sentence.start) - sentence_index(document, cue.start) == 1
    if after and not reader and not plain and _IT.search(prose, goal.end, sentence.end):
        return True
    if reader or own or plain:
        return bool(joined) or (wide and not reader and _IT.search(prose, start, sentence.end) is not None)
    return bool(joined or stems(document, sentence) & told or (wide and _IT.search(prose, start, sentence.end)))


def _tells_of(
    document: Document, goal: Hit, start: int, sentence: Sentence, options: CarriedOptions, *, alike: bool, wide: bool
) -> bool:
    """Whether people are the subject of a flat promise, or the object of words that carry over or do good.

    `alike`: words say that it is the same for them, which tells even what is only thought possible; so does `wide`:
    they are everybody.
    """
    before = document.prose[start : goal.start]
    if goal.phrase.startswith("so "):
        return True
    if goal.phrase.startswith(_WHATEVER):
        return _PROMISED.search(document.prose, sentence.start, sentence.end) is not None
    if is_hedged(document, goal.start) and not (alike or wide):
        return False
    if _SUBJECT.search(before):
        rest = document.prose, goal.end, sentence.end
        if _FLAT.match(*rest) or ((alike or wide) and (_OPEN.match(*rest) or _BARE.match(*rest))):
            return True
    if alike and _PREPOSITION.search(before):
        return True
    if any(_leads(document, frame, goal) for frame in document.hits_between(options.frames, start, goal.start)):
        return True
    return any(
        document.tag(options.verbs, verb, "form") in {"s", "base"}
        and _leads(document, verb, goal)
        and not is_negated(document, verb.start)
        for verb in document.hits_between(options.verbs, start, goal.start)
    )


def _leads(document: Document, words: Hit, goal: Hit) -> bool:
    """Whether words stand right before the people."""
    close = words_between(document, words.end, goal.start) < CLOSE
    return close and "," not in document.prose[words.end : goal.start]


def _is_mended(document: Document, cue: Hit, goal: Hit, start: int, end: int, options: CarriedOptions) -> bool:
    """Whether a limit, a doubt or other evidence stands in the section."""
    if any(limit.kind == options.caveat and start <= limit.start < end for limit in caveats(document)):
        return True
    if doubts_near(document, goal.start, DOUBT_REACH) or told_limit(
        document, start, end, LIMITS, LIMIT_FROM, but=_not_limits(document, cue, goal)
    ):
        return True
    studied = document.hits_between(options.studied, start, end)
    if any(_is_told_of(document, goal, hit, options) for hit in studied):
        return True
    return bool(options.unless_section) and bool(document.hits_between(options.unless_section, start, end))


def _not_limits(document: Document, cue: Hit, goal: Hit) -> tuple[int, ...]:
    """Where no limit is read: in the claim, and where the text only names who was studied, without any doubt."""
    own = sentences(document)[sentence_index(document, cue.start)]
    plain = _NARROWLY.search(document.prose, own.start, own.end) is None
    return (goal.start, cue.start) if plain else (goal.start,)


def _is_told_of(document: Document, goal: Hit, studied: Hit, options: CarriedOptions) -> bool:
    """Whether people of whom a result is told were counted in a study as well."""
    if not _COUNTED.search(document.prose[max(studied.start - NARROWING, 0) : studied.start].lower()):
        return False
    meant = document.tag(options.addressed, goal, options.differ)
    return bool(meant) and meant == document.tag(options.studied, studied, options.differ)


def _match(document: Document, cue: Hit, goal: Hit, options: CarriedOptions) -> Match:
    """The match, one severity lower in a quotation and where the limit is named in another section."""
    elsewhere = [limit for limit in caveats(document) if limit.kind == options.caveat][:1]
    related = [Related(cue.start, cue.end, "the group that was studied")]
    related += [Related(limit.start, limit.end, "the limit is named here, in another section") for limit in elsewhere]
    note = f"Looked for {options.looked_for} in this section and found none." if options.looked_for else ""
    step = -1 if elsewhere or quote_at(document, goal.start) else 0
    return Match(goal.start, goal.end, step=step, note=note, related=tuple(related))


CHECK = Check("carried-over", CarriedOptions, find_carried_over)
