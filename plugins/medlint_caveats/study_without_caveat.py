"""Check `study-without-caveat`: a study of some kind is told as more than it was, and its limit is not named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from medlint.api import (
    Check,
    Document,
    Match,
    Related,
    Sentence,
    Study,
    caveats,
    is_caveat,
    is_unexpected,
    lazy_pattern,
    names_preclinical,
    quote_at,
    sections,
    sentence_index,
    sentences,
)

from .borrowed import cited_claims, same_in_people
from .courses import about_course
from .curt import curt_answer
from .exemptions import better_studies, is_exempt, is_limited_below, names_limit, scope_of
from .headlines import title_matches
from .lead import LEAD_WORDS, SEEN_WORDS, SHORT_WORDS, names_openly, unnamed_lead
from .options import StudyOptions, is_about_people, meant_studies, mentions
from .pieces import Statement
from .regimens import far_course, is_regimen
from .statements import about_people
from .topic import names_topic, words_of
from .unlisted import BESIDES, JOINED, is_doubted, names_people, unlisted_claim
from .whole import early_claims, far_claims, is_flat, sole_study

FEWEST_MENTIONS = 3
"""A text is about people where so many sentences or more tell of studies of them (our estimate, from news)."""
LOOK_BACK = 3
"""A conclusion may stand before its study: so many sentences before the one that introduces it are read."""
TOLD_BESIDE = 2
"""Words for a study stand at most so many sentences from those who were studied (our estimate, from news)."""
_NOUN = lazy_pattern(r"\b(?:the|an?|this|that|with|of|by)\s+(?!the\b|single\b)([a-z][\w-]{2,})")
"""A thing with its article, which tells that two sentences are about the same treatment."""
_RESEARCH = lazy_pattern(
    r"\b(?:stud(?:y|ies)|research\w*|scientists?|trials?|experiments?|findings?|team|laborator(?:y|ies)|lab)\b",
    re.IGNORECASE,
)
_IT_WAS = lazy_pattern(
    r"\W*(?:but |so far |and )?(?:it|this|they|these|that)\b[^.;]{0,30}?\b(?:was|were|has been|have been|had been)\b",
    re.IGNORECASE,
)
_PLANNED = lazy_pattern(r"first[- ]in[- ](?:human|man|woman)|first (?:human )?trial", re.IGNORECASE)
UNREAD = frozenset({"caption", "alt", "link-title", "button", "cell", "footnote"})


def find_studies_without_caveat(document: Document, options: StudyOptions) -> Iterator[Match]:
    """One match for each statement that goes further than its study, where no caveat stands in the section."""
    if options.statement == "title":
        yield from title_matches(document, options)
        return
    found: list[Match] = []
    remark = _is_remark(document, options)
    for study in meant_studies(document, options):
        if options.statement == "people":
            found += _borrowed_matches(document, study, options, found)
        if remark or is_exempt(document, study, options):
            continue
        finder = _people_matches if options.statement == "people" else _course_matches
        listed = list(finder(document, study, options))
        found += listed
        if not listed or options.statement == "people":
            found += _unlisted_match(document, study, options, found, BESIDES if listed else JOINED)
    if options.statement == "people":
        found += _far_matches(document, options, found)
    yield from found
    if options.statement == "people":
        yield from _lead_match(document, options, found)


def _far_matches(document: Document, options: StudyOptions, found: list[Match]) -> Iterator[Match]:
    """Statements in other sections, or before the animals are named, where a text tells of no other study."""
    study = sole_study(document, options)
    if study is None or names_limit(document, study.start, options):
        return
    related = Related(study.subject_cue.start, study.subject_cue.end, f"the study was done in {study.subjects}")
    done = {sentence_index(document, match.start) for match in found}
    for statement in (*early_claims(document, study, options), *far_claims(document, study, options)):
        number = sentence_index(document, statement.start)
        if number not in done and not names_limit(document, statement.start, options):
            done.add(number)
            yield _match(document, statement.start, statement.end, study, options, (related,), sure=statement.sure)


def _borrowed_matches(document: Document, study: Study, options: StudyOptions, found: list[Match]) -> Iterator[Match]:
    """Statements that cite animals or cells in a reference list, or follow right behind them beside other studies."""
    exempt = is_exempt(document, study, options) and not is_limited_below(document, study, options)
    done = {sentence_index(document, match.start) for match in found}
    related = Related(study.subject_cue.start, study.subject_cue.end, f"the study was done in {study.subjects}")
    behind = same_in_people(document, study, options) if exempt else ()
    for statement in (*cited_claims(document, study, options), *behind):
        if sentence_index(document, statement.start) not in done:
            step = -1 if quote_at(document, statement.start) else 0
            fields = {"subjects": study.subjects}
            yield Match(statement.start, statement.end, step=step, related=(related,), fields=fields)


def _is_remark(document: Document, options: StudyOptions) -> bool:
    """Whether a long text about people names animals or cells once only: a remark, not the study it tells of."""
    if options.statement != "people" or document.words <= SHORT_WORDS:
        return False
    told = mentions(document, tuple(options.value), options)
    return told == 1 and mentions(document, options.alongside, options) >= FEWEST_MENTIONS


def _people_matches(document: Document, study: Study, options: StudyOptions) -> Iterator[Match]:
    """Statements about people under the study, or up to `LOOK_BACK` sentences before it where research is spoken of."""
    related = Related(study.subject_cue.start, study.subject_cue.end, f"the study was done in {study.subjects}")
    openly, limited = names_openly(document), is_limited_below(document, study, options)
    topic = words_of(document, study)
    for sentence in _sentences_of(document, study, options, LOOK_BACK):
        if sentence.start < study.start and not _leads_up(document, sentence, study, topic):
            continue
        answered = curt_answer(document, sentence) if sentence.start > study.start else None
        if limited and not is_flat(document, sentence, options):
            continue
        for statement in (answered,) if answered else about_people(document, sentence, options):
            if openly and document.hits_between(options.hedged, sentence.start, statement.end):
                continue
            match = _match(document, statement.start, statement.end, study, options, (related,), sure=statement.sure)
            told = names_preclinical(document, sentence.start, sentence.end)
            told = told and (statement.sure or not any(kind.kind == options.caveat for kind in caveats(document)))
            told = told and not quote_at(document, statement.start) and not _is_untold(document, study, options)
            yield replace(match, step=0) if told else match


def _leads_up(document: Document, sentence: Sentence, study: Study, topic: frozenset[str]) -> bool:
    """Whether a sentence before the study is about it: research is named in it, or the study takes up what it names."""
    if document.hits_between("study-words", sentence.start, sentence.end):
        return names_topic(document, sentence, topic) or bool(
            _RESEARCH.search(document.prose, sentence.start, sentence.end)
        )
    taken_up = _IT_WAS.match(document.prose, study.start, study.end) is not None
    before = sentence_index(document, sentence.start) == study.first - 1
    return taken_up and before and names_topic(document, sentence, topic)


def _unlisted_match(
    document: Document, study: Study, options: StudyOptions, found: list[Match], least: float
) -> list[Match]:
    """The likeliest claim beyond a study whose words no list holds, unless a limit in such words mends it."""
    start, end = scope_of(document, study, options)
    if options.statement == "people" and is_limited_below(document, study, options):
        return []
    if better_studies(document, study, options) or is_doubted(document, start, end, options.caveat):
        return []
    people = options.statement == "people"
    among = [
        sentence
        for sentence in _sentences_of(document, study, options, LOOK_BACK if people else 0)
        if not document.hits_between(options.background, sentence.start, sentence.end)
        and not any(sentence.start <= match.start < sentence.end for match in found)
        and _goes_further(document, sentence, study, options)
    ]
    claim = unlisted_claim(document, among, options.people, options.conclusions, least)
    if claim is None:
        return []
    words, cue = claim.words, study.subject_cue
    if people:
        related = Related(cue.start, cue.end, f"the study was done in {study.subjects}")
        return [_match(document, words.start, words.end, study, options, (related,))]
    return [_course_match(document, words, study, options)]


def _goes_further(document: Document, sentence: Sentence, study: Study, options: StudyOptions) -> bool:
    """Whether a sentence names people; after a single dose, treatment again and again or something that lasts."""
    if options.statement == "people":
        return names_people(document, sentence.start, sentence.end, options.people)
    if sentence.start < study.dose_cue.end:
        return False
    return any(
        document.hits_between(lexicon, sentence.start, sentence.end) for lexicon in (options.course, options.lasting)
    )


def _lead_match(document: Document, options: StudyOptions, found: list[Match]) -> Iterator[Match]:
    """The lead of a text that names the species far below only, unless a statement in it is marked already."""
    people = mentions(document, options.alongside, options)
    lead = unnamed_lead(document, options, meant_studies(document, options), people)
    if lead is None or is_about_people(document, options) or any(match.start <= lead.end for match in found):
        return
    note = f"Looked for a species, “lab study” or the like in the first {LEAD_WORDS} words and found none."
    fields = {"subjects": meant_studies(document, options)[0].subjects}
    untold = any(is_unexpected(document, at, options.expects, LOOK_BACK) for at in (lead.start, lead.named.start))
    step = -(lead.limited or lead.quoted or untold)
    yield Match(lead.start, lead.end, step=step, note=note, related=(lead.named,), fields=fields)


def _course_matches(document: Document, study: Study, options: StudyOptions) -> Iterator[Match]:
    """The words that speak of a course of treatment, once, in the section of a single dose, or anywhere if it is alone.

    Before the study, in the sentences that lead up to it, only what a course does counts: how a thing is commonly
    taken may be told there.
    """
    before: list[Statement] = []
    long, topic = document.words > SEEN_WORDS, words_of(document, study)
    for sentence in _sentences_of(document, study, options, LOOK_BACK):
        statement = about_course(document, sentence, options)
        if statement is None or is_caveat(document, sentence, "doses"):
            continue
        if long and not is_regimen(document, sentence, study, topic):
            continue
        if statement.start >= study.dose_cue.start:
            yield _course_match(document, statement, study, options)
            return
        if not long and _is_lead(document, sentence, study, options):
            before.append(statement)
    found = far_course(document, study, options) or next(iter(before), None)
    if found is not None:
        yield _course_match(document, found, study, options)


def _course_match(document: Document, statement: Statement, study: Study, options: StudyOptions) -> Match:
    """The match of words that speak of more than the one dose that was studied."""
    related = Related(study.dose_cue.start, study.dose_cue.end, "only so much was studied")
    fields = {"dose": document.prose[study.dose_cue.start : study.dose_cue.end]}
    match = _match(document, statement.start, statement.end, study, options, (related,))
    return replace(match, fields={**match.fields, **fields})


def _is_lead(document: Document, sentence: Sentence, study: Study, options: StudyOptions) -> bool:
    """Whether a sentence says in the present tense what the thing does that was given once ("the gum sharpens")."""
    verbs = [
        verb
        for verb in document.hits_between(options.benefits, sentence.start, sentence.end)
        if document.tag(options.benefits, verb, "form") == "s"
    ]
    if not verbs:
        return False
    given = sentences(document)[sentence_index(document, study.dose_cue.start)]
    doer = set(_NOUN.findall(document.prose[sentence.start : verbs[0].start].lower()))
    return bool(doer & set(_NOUN.findall(document.prose[given.start : given.end].lower())))


def _sentences_of(document: Document, study: Study, options: StudyOptions, back: int) -> Iterator[Sentence]:
    """The sentences of running text in a study's scope, and `back` before it in its section, that hold no caveat."""
    start, end = scope_of(document, study, options)
    own = document.blocks[sections(document)[study.section].last - 1].end
    last = end if end > own else min(study.end, end)
    for sentence in sentences(document)[max(study.first - back, 0) :]:
        if sentence.start >= last:
            return
        if sentence.start < start or document.blocks[sentence.block].kind in UNREAD:
            continue
        if not is_caveat(document, sentence, "species" if back else "doses"):
            yield sentence


def _match(
    document: Document,
    start: int,
    end: int,
    study: Study,
    options: StudyOptions,
    related: tuple[Related, ...],
    *,
    sure: bool = False,
) -> Match:
    """The match, one severity lower in a quotation and where the limit, or a better study, stands elsewhere.

    `sure`: it is a flat conclusion, which a first trial in people that is only planned does not limit.
    """
    elsewhere = [caveat for caveat in caveats(document) if caveat.kind == options.caveat]
    if sure and all(_PLANNED.search(document.prose, caveat.start, caveat.end) for caveat in elsewhere):
        elsewhere = []
    better = better_studies(document, study, options)
    step = -1 if elsewhere or better or quote_at(document, start) else 0
    if elsewhere:
        related += (Related(elsewhere[0].start, elsewhere[0].end, "the limit is named here, in another section"),)
    note = f"Looked for {options.looked_for} in this section and found none." if options.looked_for else ""
    match = Match(start, end, step=step, note=note, related=related, fields={"subjects": study.subjects})
    return replace(match, step=-1) if _is_untold(document, study, options) else match


def _is_untold(document: Document, study: Study, options: StudyOptions) -> bool:
    """Whether nothing beside the animals or cells says that they were studied: they are eaten, kept and feared too."""
    cue = study.subject_cue if options.statement == "people" else study.dose_cue
    return not study.n and is_unexpected(document, cue.start, options.expects, TOLD_BESIDE)


_FIELDS = {"subjects": "what was studied", "dose": "the words for the single dose that was studied"}
CHECK = Check("study-without-caveat", StudyOptions, find_studies_without_caveat, _FIELDS)
