"""A study that is the only one of a text: what is told of people far from it rests on it as well.

A report tells in its third paragraph, or under another heading, that the patients were mice. Until then whoever reads
takes them for people, and what the closing lines promise has nothing else to rest on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import (
    Document,
    Hit,
    Sentence,
    Study,
    citations_for,
    claim_at,
    is_asked,
    is_unexpected,
    lazy_pattern,
    names_preclinical,
    names_subjects,
    quote_at,
    role_score,
    sections,
    sentences,
)

from .lead import lead_end, names_openly
from .options import StudyOptions, is_counted_animals, is_the_work, meant_studies, mentions
from .persons import ordinary_person, seeks_care
from .pieces import Statement, clipped
from .statements import about_people
from .topic import names_topic, topic_of
from .unlisted import names_people, telling_words

UNREAD = frozenset({"heading", "title", "caption", "alt", "link-title", "button", "cell", "footnote", "description"})
APPLIES = -0.6
"""So plainly must a sentence far from the study apply something to people (read off our own articles)."""
NAMED = -1.4
"""Where it names the treatment as well, a lower score will do."""
TELLS = 0.5
"""From this score on a sentence before the animals are named applies their result in general."""
PLAINLY = 1.0
"""So plainly if no listed word of effect stands in it."""
RESULT = 1.0
"""From this score of the role on it tells a result."""
TOLD_BESIDE = 2
"""Words for a study stand at most so many sentences from those who were studied."""
SAME = 3
"""Words that share so many first letters name the same animal."""
LEADING = 4
"""At most so many sentences are marked before the animals are named."""

_PROMISED = lazy_pattern(
    r"\b(?:(?:will|can|could|would|might|may)(?! not\b|n['\u2019]t\b| never\b)|is over|are over|no longer"
    r"|never again|look(?:ing)? forward|at last"
    r"|in sight"
    r"|way back|goodbye|farewell|expect|hope|need not|end (?:to|of)|thing of the past|(?:is|are) numbered"
    r"|mean(?:s|ing)?)\b"
    r"|['\u2019]ll\b",
    re.IGNORECASE,
)
_SURELY = lazy_pattern(
    r"\b(?:(?:the|their|her|his|your|that) (?:long |endless )?(?:wait|misery|search|nightmare|suffering"
    r"|struggle|battle"
    r"|ordeal|agony|worry|days? of [\w ]{3,20}?) (?:is|are|may be|could be|will be) (?:now |nearly |finally "
    r"|almost )?over"
    r"|way back|look(?:ing)? forward to an? (?:\w+ )?(?:life|future|old age|retirement|night|summer|winter|day)"
    r"|life without|(?:will|can|could) (?:soon |now |once more |again )?be (?:able to|free of|rid of|spared)"
    r"|ha(?:s|ve) nothing (?:left |more )?to fear)\b",
    re.IGNORECASE,
)
_FLATLY = lazy_pattern(
    r"\b(?:will|look(?:ing)? forward|no longer|never again|goodbye|farewell|over|expect|means?|need not)\b"
    r"|['\u2019]ll\b",
    re.IGNORECASE,
)
_FOUND = lazy_pattern(
    r"\b(?:scientists?|researchers?|team|group|study|experiments?|laboratory|lab|professor|university"
    r"|institute|they)\b"
    r"[^.;]{0,60}?\b(?:found|find|finds|reports?|says?|said|shows?|shown|discovered|announced|believes?|claims?)\b",
    re.IGNORECASE,
)


def sole_study(document: Document, options: StudyOptions) -> Study | None:
    """The first of the meant studies where a text tells of no others, and tells them as its subject; or None.

    Nothing else was studied in it, and those who were are said to have been; they are counted, named more than once, or
    named as those in whom "the work" was done.
    """
    meant = meant_studies(document, options)
    told = [
        study
        for study in meant
        if study.n or not is_unexpected(document, study.subject_cue.start, options.expects, TOLD_BESIDE)
    ]
    if not told or mentions(document, options.alongside, options):
        return None
    if document.blocks[document.block_at(told[0].start)].kind == "item" or not _is_laboratory(document, told[0]):
        return None
    if sum(study.mentions for study in told) > 1:
        return told[0]
    return told[0] if is_counted_animals(document, told[0]) or is_the_work(document, told[0]) else None


def _is_laboratory(document: Document, study: Study) -> bool:
    """Whether cells, animals that are kept for research, or others that were counted or treated were studied."""
    cue = study.subject_cue
    kinds = {document.tag("species", hit, "kind") for hit in document.hits_between("species", cue.start, cue.end)}
    if study.subjects == "cells" or "lab" in kinds or is_counted_animals(document, study):
        return True
    sentence = sentences(document)[study.first]
    return bool(document.hits_between("animal-trials", sentence.start, sentence.end))


def far_claims(document: Document, study: Study, options: StudyOptions) -> Iterator[Statement]:
    """What a text says of people in other sections than that of its only study, before or after it.

    Where the lead names the animals openly, readers are warned, and only a flat promise counts.
    """
    topic, openly = topic_of(document, study), names_openly(document)
    for sentence in sentences(document):
        if _is_read(document, sentence, study) and not _is_near(document, sentence, study):
            statement = next(about_people(document, sentence, options), None)
            if statement is None and _names_and_promises(document, sentence, options):
                statement = _told_to(document, sentence, options)
            if statement is None or not _carries(document, sentence, topic, sure=statement.sure):
                continue
            if _only_chats(document, sentence, options):
                continue
            if not openly or is_flat(document, sentence, options):
                yield statement


def early_claims(document: Document, study: Study, options: StudyOptions) -> Iterator[Statement]:
    """What is told as found, or as an effect, in sentences before the animals or cells are first named below a lead."""
    end = study.subject_cue.start
    if end < (lead_end(document) or len(document.prose)) or names_subjects(document, 0, end):
        return
    topic, found = topic_of(document, study), 0
    for sentence in sentences(document):
        if sentence.end > end or found >= LEADING:
            return
        if not _is_read(document, sentence, study) or document.hits_between(
            options.background, sentence.start, sentence.end
        ):
            continue
        if not _is_told(document, sentence, options) or not names_topic(document, sentence, topic):
            continue
        found += 1
        claim = claim_at(document, sentence.start)
        start = claim.start if claim.strength == "causal" else sentence.start
        yield clipped(document, start, sentence.end - 1)


def _is_told(document: Document, sentence: Sentence, options: StudyOptions) -> bool:
    """Whether a sentence tells an effect as known, or a result without who was studied."""
    claim = claim_at(document, sentence.start)
    if claim.negated or claim.limitation or quote_at(document, sentence.start):
        return False
    if citations_for(document, sentence.start) and names_people(document, sentence.start, sentence.end, options.people):
        return False
    applies, told = (role_score(document, sentence.start, role) for role in ("applies", "result"))
    if claim.strength == "causal" or _FOUND.search(document.prose, sentence.start, sentence.end):
        return applies >= APPLIES or told >= RESULT
    return told >= RESULT or applies >= (PLAINLY if claim.strength == "none" else TELLS)


def _is_read(document: Document, sentence: Sentence, study: Study) -> bool:
    """Whether a sentence is running text that neither asks nor names the animals; a dog that is walked is none."""
    if document.blocks[sentence.block].kind in UNREAD or is_asked(document, sentence.start):
        return False
    if not names_preclinical(document, sentence.start, sentence.end):
        return True
    studied = document.prose[study.subject_cue.start : study.subject_cue.end].lower()
    pets = [
        hit
        for hit in document.hits_between("species", sentence.start, sentence.end)
        if document.tag("species", hit, "kind") != "lab" and hit.phrase.split()[-1][:SAME] not in studied
    ]
    return bool(pets) and len(pets) == len(_named(document, sentence))


def _named(document: Document, sentence: Sentence) -> tuple[Hit, ...]:
    """All words of a sentence that name animals, cells or a model."""
    names = ("species", "preclinical-terms")
    return tuple(hit for name in names for hit in document.hits_between(name, sentence.start, sentence.end))


def _is_near(document: Document, sentence: Sentence, study: Study) -> bool:
    """Whether a sentence stands where the study is told, which other steps read."""
    section = sections(document)[study.section]
    return section.first <= sentence.block < section.last and sentence.start < study.end


def _names_and_promises(document: Document, sentence: Sentence, options: StudyOptions) -> bool:
    """Whether people are named in a sentence that promises, and that plainly applies something to them."""
    if document.hits_between(options.background, sentence.start, sentence.end):
        return False
    if role_score(document, sentence.start, "applies") < 0:
        return False
    return names_people(document, sentence.start, sentence.end, options.people) or (
        ordinary_person(document, sentence.start, sentence.end) is not None
    )


def _only_chats(document: Document, sentence: Sentence, options: StudyOptions) -> bool:
    """Whether somebody who is quoted says "you" or "we" and speaks of nobody else: "this means you can end up"."""
    if quote_at(document, sentence.start) is None:
        return False
    hits = document.hits_between(options.people, sentence.start, sentence.end)
    named = any(document.tag(options.people, hit, "kind") == "person" for hit in hits)
    return not named and ordinary_person(document, sentence.start, sentence.end) is None


def is_flat(document: Document, sentence: Sentence, options: StudyOptions) -> bool:
    """Whether a sentence promises flatly, in the words of the text itself."""
    if quote_at(document, sentence.start) or document.hits_between(options.hedged, sentence.start, sentence.end):
        return False
    return _FLATLY.search(document.prose, sentence.start, sentence.end) is not None


def _told_to(document: Document, sentence: Sentence, options: StudyOptions) -> Statement:
    """The words to mark: from the ordinary person on whom it is told of, or as `telling_words` does."""
    somebody = ordinary_person(document, sentence.start, sentence.end)
    if somebody is not None:
        return clipped(document, somebody.start, sentence.end - 1)
    return telling_words(document, sentence.start, sentence.end, options.people)


def _carries(document: Document, sentence: Sentence, topic: frozenset[str], *, sure: bool) -> bool:
    """Whether what is said of people rests on the study: promised, or said of what was studied; not sourced.

    `sure`: it is told as a flat conclusion, which is no limit even if it has words of one ("without a device").
    """
    sourced = any(citation.kind != "named-source" for citation in citations_for(document, sentence.start))
    if sourced or seeks_care(document, sentence):
        return False
    if _SURELY.search(document.prose, sentence.start, sentence.end):
        return True
    score = role_score(document, sentence.start, "applies")
    if not sure and role_score(document, sentence.start, "limit") > max(score, 0):
        return False
    if names_topic(document, sentence, topic):
        return score >= NAMED
    return score >= APPLIES and _PROMISED.search(document.prose, sentence.start, sentence.end) is not None
