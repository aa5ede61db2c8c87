"""Who a sentence says was studied: people, animals or cells. Carriers, pests, pets and devices are no subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from medlint.layers.samples import has_count
from medlint.layers.sentences import sentences
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence
    from medlint.phrasebook import Hit

Subjects: TypeAlias = Literal["people", "animals", "cells", "unknown"]

VETERINARY_WORDS = 3
"""A text with so many words of veterinary care is about animals as patients."""
HEALTH_SHARE = 3
"""A health text names a remedy or a complaint in one sentence of so many (our estimate)."""
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
_WAS_DONE = lazy_pattern(
    r"\b(?:\w{2,}ed|fell|rose|slept|grew|lost|found|kept|ran|gave|took|ate|swam|shrank|regrew|forgot|had|made"
    r"|got|were|was"
    r"|built|rebuilt|let|put|cut|bred|held|went|did|wore|spent|lay|drank|came|saw|healed|beat|showed|walked"
    r"|shook|threw|flew|caught|taught|learnt|bore|stood|sat|led|won|rang|sprang|spread|felt|told|bit|bled)\b"
)
_OWN = lazy_pattern(r"\b(?:your|owners?|pets?|vets?|herds?|flocks?|breeders?|farms?|zoo|wild)\b")
_SUFFERED = lazy_pattern(
    r"\b(?:gave|fed|let|made|kept|put|bred|given to|treated|injected|protected|cured|tested (?:in|on)"
    r"|tried (?:in|on))\s+(?:[\w-]+\s+){0,2}$"
    r"|\b(?:\w{3,}ed|gave|fed|let|made|kept|put|rebuilt|built|bred|of|into|to|with|(?:in|on|among)(?: (?!the\b"
    r"|a\b|your\b)[\w-]+)?)\s+"
    r"(?:(?:the|some|young|old|older|ageing|aging|adult|aged|elderly|obese|fat|overweight|lame|blind|deaf|paralysed"
    r"|paralyzed|diabetic|anxious|stressed|sick|ill|arthritic|newborn|healthy|infected|male|female|pregnant"
    r"|laboratory|lab"
    r"|stabled|captive|trained|\d+|[a-z]+teen|ten|twelve|twenty|thirty|forty|[\w-]+ed) )*$"
)
_UNDERWENT = lazy_pattern(
    r"\s+(?:\w{3,}ed|(?:with|on|from|lacking|without|given|fed|treated|dosed|injected|exposed|bred|kept|raised"
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


def people_cue(document: Document, sentence: Sentence) -> SubjectCue | None:
    """The words by which people are the subjects of a study in this sentence: counted, or named as its sample."""
    for hit in document.hits_between("human-terms", sentence.start, sentence.end):
        if document.tag("human-terms", hit, "noun") and _is_sample(document, hit, sentence):
            return SubjectCue("people", hit.start, hit.end)
    return None


def _is_sample(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a group of people was studied: and neither will be, nor has not been yet."""
    before = document.prose[max(sentence.start, hit.start - _SAMPLE_REACH) : hit.start].lower()
    if has_count(before):
        return True
    if not (hit.phrase in _SAMPLED or _HUMAN_STUDY.search(before)):
        return False
    return not _TO_COME.search(document.prose[sentence.start : sentence.end].lower())


def _term_cue(document: Document, hit: Hit) -> SubjectCue:
    cells = document.tag("preclinical-terms", hit, "subjects") == "cells"
    return SubjectCue("cells" if cells else "animals", hit.start, hit.end)


def _is_lab_term(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a word of the laboratory means a study here."""
    if document.prose[hit.end : hit.end + 10].lower().startswith((" fertili", " diagnos")):
        return False
    return bool(document.tag("preclinical-terms", hit, "sure")) or _has_study_word(document, sentence, hit)


def _is_studied_animal(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether an animal is the subject of a study here."""
    if document.hits_between("species-elsewhere", sentence.start, sentence.end):
        return False
    prose = document.prose
    before = prose[max(sentence.start, hit.start - _PLACE_REACH) : hit.start].lower()
    if _DEVICE.search(before) and not hit.phrase.endswith("mice"):
        return False
    placed = bool(_STUDIED_BEFORE.search(before) or _STUDIED_AFTER.match(prose, hit.end, hit.end + _PLACE_REACH))
    kind = document.tag("species", hit, "kind")
    if kind == "mention":
        return bool(_EACH.search(before)) and _has_study_word(document, sentence, hit)
    if kind == "lab":
        return placed or _has_study_word(document, sentence, hit) or not document.hits("species-elsewhere")
    if placed and _has_study_word(document, sentence, hit, "research"):
        return True
    return kind != "carrier" and _is_treated(document, hit, sentence)


def _is_treated(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a sentence in the past tense tells what was done to animals, and what came of it in them."""
    text = document.prose[sentence.start : sentence.end].lower()
    if not _WAS_DONE.search(text) or _OWN.search(text) or not _speaks_of_health(document, sentence):
        return False
    after = document.prose[hit.end : hit.end + _PLACE_REACH].lower()
    before = document.prose[max(sentence.start, hit.start - _PLACE_REACH) : hit.start].lower()
    return bool(_SUFFERED.search(before) or _UNDERWENT.match(after))


def _speaks_of_health(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence names a remedy or a complaint, in a text that often does: novels name horses, too."""
    named = document.hits_between("health-outcomes", sentence.start, sentence.end)
    named = named or document.hits_between("interventions", sentence.start, sentence.end)
    if not (named or document.hits_between("study-words", sentence.start, sentence.end)):
        return False
    spoken = len(document.hits("health-outcomes")) + len(document.hits("interventions"))
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
