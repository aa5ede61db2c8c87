"""Who a sentence says was studied: people, animals or cells. Carriers, pests, pets and devices are no subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from medlint.layers.samples import has_count
from medlint.layers.sentences import sentences
from medlint.layers.tenses import IRREGULAR_PASTS, is_past
from medlint.lazy import lazy_pattern
from medlint.model import Span

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence
    from medlint.phrasebook import Hit

Subjects: TypeAlias = Literal["people", "animals", "cells", "unknown"]

VETERINARY_WORDS = 3
"""A text with so many words of veterinary care is about animals as patients."""
HEALTH_SHARE = 5
"""A health text names a remedy, a complaint, patients or research in one sentence of so many (our estimate)."""
_SAMPLE_REACH = 40
_PLACE_REACH = 60

_STUDIED_BEFORE = lazy_pattern(
    r"\b(?:in|on|among|grew|bred|raised|let|made|helped|protected|cured|kept|allowed|test(?:ed|ing)?|studied"
    r"|gave|fed|treated"
    r"|injected|old|older|young|adult|aged|obese|diabetic|healthy"
    r"|male|female|\d+|lab)\s+(?:[\w-]+\s+){0,2}$"
)
_STUDIED_AFTER = lazy_pattern(
    r"(?:\s+[\w-]+){0,4}?\s+in (?:a|an|the|this|one|our|their)\s+(?:[\w-]+\s+){0,2}(?:trial|study"
    r"|experiment|test)\b|(?:\s+[\w-]+){0,5}?\s+(?:were|was)\s+(?:given|fed|treated|injected|bred"
    r"|exposed|infected|kept|taught|trained|housed|put)\b|\s+(?:were|was|that (?:were|had|got|received"
    r"|lacked|ate|drank|ran)|given|fed|treated|lacking|injected|bred|exposed|infected|with|on|who|lived"
    r"|got)\b"
)
_EACH = lazy_pattern(r"\b(?:every|each|no|one)\s+(?:[\w-]+\s+)?$")
_OWN = lazy_pattern(r"\b(?:your|owners?|pets?|vets?|herds?|flocks?|breeders?|farms?|zoo|wild)\b")
_SUFFERED = lazy_pattern(
    r"\b(?:\w{2,}ed|gave|fed|let|made|kept|put|built|bred|grew|given|of|into|to|with|in|on|among|from)\s+"
    r"(?:(?!(?:your|my|wild|pet|the|a|an|other|like)\b)[\w-]+\s+){0,3}$"
    r"|\b(?:gave|fed|let|made|kept|put|built|bred|of|into|to)\s+(?:the|a|an)\s+(?:[\w-]+\s+){0,2}$"
)
_UNDERWENT = lazy_pattern(
    rf"\s+(?:\w{{2,}}ed|{IRREGULAR_PASTS}|(?:with|on|from|lacking|without|given|fed|treated|dosed|injected|exposed"
    rf"|bred|kept|raised"
    r"|that|which|whose|who"
    r"|wearing|taking|receiving|housed|in the|were|was|got|had|received|slept|lived|walked|ran|learned|learnt|regained"
    r"|recovered|lost|gained|regrew|grew|forgot|remembered|stopped|became|ate|drank|swam|wore|breathed|spent|healed|saw"
    r"|survived|shed|put)\b)"
)
_DEVICE = lazy_pattern(r"\b(?:computer|wireless|optical)\s+$")
_HUMAN_STUDY = lazy_pattern(
    r"\b(?:trials?|stud(?:y|ies|ied)|survey(?:ed)?|tests?|tested|experiments?|analys(?:is|ed)|research"
    r"|recruited|enrolled|followed|cohort"
    r"|compared|asked|tracked|gave|assigned|records?|scans?|scanned|review(?:ed)?)\s+(?:(?:of|in|with"
    r"|among|on|from|by|involving|that followed)\s+)?(?:[\w-]+\s+){0,4}$"
)
_DIAGNOSED = lazy_pattern(
    r"\b(?:samples?|swabs?|biops(?:y|ies)|collected|drawn|sent|analy[sz]ed|examined|checked|doctor|ivf|egg)\b"
)
_GIVEN_TO = lazy_pattern(
    r"(?:\s+[\w-]+){0,4}?\s+(?:were|was|that (?:were|had|got))\s+(?:\w+ly\s+)?"
    r"(?:given|fed|treated|injected|dosed|bred|exposed|infected"
    r"|implanted|housed|raised|immunised|immunized|vaccinated)\b"
)
_PLANNED = lazy_pattern(r"[^.;,]{0,60}?\b(?:(?:is|are|being) planned|will (?:be|follow|begin|start))\b")
_BENCH = lazy_pattern(
    r"\b(?:cells?|tissues?|tumou?rs?|neurons?|bacteria|microbes|germs|superbugs?|virus(?:es)?|enzymes?|proteins?"
    r"|molecules?|yeast|fungi|organs?|skin"
    r"|muscles?|plaques?|vessels?|blood|dna|genes?|embryos?)\b"
)
_YEARLY = lazy_pattern(
    r"[^.;]{0,60}?\b(?:(?:each|every|per|(?<!once )(?<!twice )(?<!times )(?<!half )(?<!for )(?<!after )"
    r"(?<!within )(?<!over )a) year|worldwide|nationwide)\b"
    r"|\s+(?:die|are|get|catch|develop)\b[^.;]{0,40}?\b(?:each|every|a) day\b"
)
_TAKEN_FROM = lazy_pattern(r"\b(?:cells|tissues?|samples?|blood|skin|organs?|neurons)\b")
_SAMPLED = frozenset({"participants", "volunteers", "respondents", "recruits", "enrollees"})
_TO_COME = lazy_pattern(
    r"\b(?:not|never|no|before|until|yet|plan\w*|hop(?:e|es|ing)|will|would|could|may|might|next|soon"
    r"|need\w*|should|future|unknown|unclear|whether|aim\w*)\b|n't\b"
)


class SubjectCue(Struct, frozen=True, gc=False):
    """The words that say who was studied: prose span."""

    subjects: Subjects
    start: int
    end: int


def preclinical_cues(document: Document, sentence: Sentence) -> list[SubjectCue]:
    """The words of a sentence by which animals or cells are the subjects of a study."""
    terms = document.hits_between("preclinical-terms", sentence.start, sentence.end)
    animals = document.hits_between("species", sentence.start, sentence.end)
    if not (terms or animals) or _is_veterinary(document):
        return []
    cues = [_term_cue(document, hit) for hit in terms if _is_lab_term(document, hit, sentence)]
    cues += [
        SubjectCue("animals", hit.start, hit.end) for hit in animals if _is_studied_animal(document, hit, sentence)
    ]
    return sorted(cues, key=lambda cue: (cue.start, -cue.end))


def names_preclinical(document: Document, start: int, end: int) -> bool:
    """Whether prose[start:end] names an animal, cells in a laboratory or a model, as a study's subject or not."""
    if document.hits_between("preclinical-terms", start, end):
        return True
    other = document.hits_between("species-elsewhere", start, end)
    animals = document.hits_between("species", start, end)
    return any(not any(o.start <= hit.start and hit.end <= o.end for o in other) for hit in animals)


def names_subjects(document: Document, start: int, end: int) -> bool:
    """Whether prose[start:end] names animals or cells that may have been studied: those that spread diseases do not."""
    if document.hits_between("preclinical-terms", start, end):
        return True
    animals = document.hits_between("species", start, end)
    meant = [hit for hit in animals if document.tag("species", hit, "kind") in {"lab", "other"}]
    return any(not _is_compound(document, hit) for hit in meant)


def people_cue(document: Document, sentence: Sentence) -> SubjectCue | None:
    """The words by which people are the subjects of a study in this sentence: counted, or named as its sample."""
    for hit in document.hits_between("human-terms", sentence.start, sentence.end):
        if document.tag("human-terms", hit, "noun") and _is_sample(document, hit, sentence):
            return SubjectCue("people", hit.start, hit.end)
    return None


def _is_sample(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a group of people was studied: and neither will be, nor has not been yet."""
    if is_no_sample(document, sentence, Span(hit.start, hit.end)):
        return False
    before = document.prose[max(sentence.start, hit.start - _SAMPLE_REACH) : hit.start].lower()
    if has_count(before):
        return True
    if not (hit.phrase in _SAMPLED or _HUMAN_STUDY.search(before)):
        return False
    return not _TO_COME.search(document.prose[sentence.start : sentence.end].lower())


def is_no_sample(document: Document, sentence: Sentence, group: Span) -> bool:
    """Whether a counted group is no sample of people: animals, donors of cells, or people counted in a country."""
    if document.hits_between("species", group.start, group.end):
        return True
    given = document.prose.endswith("donors", group.start, group.end)
    if given and _TAKEN_FROM.search(document.prose, sentence.start, group.start):
        return True
    return bool(_YEARLY.match(document.prose, group.end, sentence.end))


def _term_cue(document: Document, hit: Hit) -> SubjectCue:
    cells = document.tag("preclinical-terms", hit, "subjects") == "cells"
    return SubjectCue("cells" if cells else "animals", hit.start, hit.end)


def _is_lab_term(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a word of the laboratory means a study here."""
    if document.prose[hit.end : hit.end + 10].lower().startswith((" fertili", " diagnos")):
        return False
    text = document.prose[sentence.start : sentence.end].lower()
    if document.tag("preclinical-terms", hit, "sure"):
        return True
    if document.tag("preclinical-terms", hit, "place") and not _BENCH.search(text):
        return False
    return _has_study_word(document, sentence, hit) or (is_past(text) and not _DIAGNOSED.search(text))


def _is_studied_animal(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether an animal is the subject of a study here."""
    before = document.prose[max(sentence.start, hit.start - _PLACE_REACH) : hit.start].lower()
    if _PLANNED.match(document.prose, hit.end, sentence.end):
        return False
    if _is_compound(document, hit) or (_DEVICE.search(before) and not hit.phrase.endswith("mice")):
        return False
    kind = document.tag("species", hit, "kind")
    if kind == "mention":
        return bool(_EACH.search(before)) and _is_treated(document, hit, sentence)
    if document.hits_between("species-elsewhere", sentence.start, sentence.end):
        return kind == "lab" and _is_treated(document, hit, sentence)
    placed = bool(
        _STUDIED_BEFORE.search(before) or _STUDIED_AFTER.match(document.prose, hit.end, hit.end + _PLACE_REACH)
    )
    if kind == "lab":
        return placed or _has_study_word(document, sentence, hit) or not document.hits("species-elsewhere")
    if placed and _has_study_word(document, sentence, hit, "research"):
        return True
    return kind != "carrier" and _is_treated(document, hit, sentence)


def _is_compound(document: Document, hit: Hit) -> bool:
    """Whether an animal is a part of a longer name that means something else: "a rat bite", "cow's milk"."""
    other = document.hits_between("species-elsewhere", max(0, hit.start - _PLACE_REACH), hit.end + _PLACE_REACH)
    return any(name.start <= hit.start and hit.end <= name.end for name in other)


def _is_treated(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a sentence in the past tense tells what was done to animals, and what came of it in them."""
    text = document.prose[sentence.start : sentence.end].lower()
    if not is_past(text) or _OWN.search(text):
        return False
    counted = has_count(document.prose[max(sentence.start, hit.start - _SAMPLE_REACH) : hit.start].lower())
    if counted or _GIVEN_TO.match(document.prose, hit.end, sentence.end):
        return True
    if not _speaks_of_health(document):
        return False
    after = document.prose[hit.end : hit.end + _PLACE_REACH].lower()
    before = document.prose[max(sentence.start, hit.start - _PLACE_REACH) : hit.start].lower()
    return bool(_SUFFERED.search(before) or _UNDERWENT.match(after))


def _speaks_of_health(document: Document) -> bool:
    """Whether a text names remedies, complaints or research often: novels name horses, too."""
    spoken = len(document.hits("health-outcomes")) + len(document.hits("interventions"))
    spoken += sum(document.tag("study-words", hit, "kind") == "research" for hit in document.hits("study-words"))
    spoken += sum(hit.phrase == "patients" for hit in document.hits("human-terms"))
    return spoken * HEALTH_SHARE >= len(sentences(document))


def _has_study_word(document: Document, sentence: Sentence, beside: Hit, kind: str = "") -> bool:
    """Whether a sentence has a word of research (of a kind, if one is asked for) outside the words at hand."""
    return any(
        (hit.end <= beside.start or hit.start >= beside.end)
        and (not kind or document.tag("study-words", hit, "kind") == kind)
        for hit in document.hits_between("study-words", sentence.start, sentence.end)
    )


def _is_veterinary(document: Document) -> bool:
    return len(document.hits("veterinary")) >= VETERINARY_WORDS
