"""Who a sentence says was studied: people, animals or cells. Carriers, pests, pets and devices are no subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from medlint.layers.lab_subjects import is_general, lab_tissue
from medlint.layers.samples import has_count
from medlint.layers.sentences import sentences
from medlint.layers.slots import hit_after, hit_before, of_kind
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
LAB = "lab-words"
"""The lexicon of what is kept and done in laboratories."""
ACT_WORDS, GROUP_WORDS, PLAN_WORDS, HANDLED_WORDS = 4, 12, 9, 8
"""Words that say what a study did, that it is planned, or what was done stand at most so many words away."""
RETURN_REACH = 220
"""That cells were given back to a patient, as a treatment, is said within so many characters."""
_SAMPLE_REACH = 40
_PLACE_REACH = 60

_PLACED = lazy_pattern(r"\b(?:in|on|among|\d+|(?:they|these|all|subjects|patients) were)\s+(?:[\w-]+\s+){0,2}$")
_AGED = lazy_pattern(r"\b(?:old|older|young|younger|adult|aged|male|female|healthy)\s+(?:[\w-]+\s+){0,2}$")
_IN_STUDY = lazy_pattern(
    r"(?:\s+[\w-]+){0,4}?\s+in (?:a|an|the|this|one|our|their)\s+(?:[\w-]+\s+){0,2}(?:trial|study|experiment|test)\b"
)
_DID = lazy_pattern(
    r"\s+(?:(?:with|on|who|that|which)\b"
    r"|(?:that |which |whose \w+ )?(?:were|was|had|got|received|lacked|ate|drank|ran|lived)\b)"
)
_A = lazy_pattern(r"\b(?:an?|the)\s+(?:[\w-]+\s+)?$")
_HURT = lazy_pattern(r" (?:with|without|given|whose|treated|lacking|paralysed|paralyzed|that (?:had|was|could|got))\b")
_GROUP = lazy_pattern(
    r" (?:that|which|whose \w+) (?:were|was|had|got|received|lacked|[a-z]{2,}ed|ate|drank|took|slept)\b"
)
_EACH = lazy_pattern(r"\b(?:every|each|no|one)\s+(?:[\w-]+\s+)?$")
_DONE_TO = lazy_pattern(
    r"\b(?:\w{2,}ed|gave|fed|let|made|kept|put|built|bred|grew|given|of|into|to|with|in|on|among|from)\s+"
    r"(?:(?!(?:your|my|wild|pet|the|a|an|other|like)\b)[\w-]+\s+){0,3}$"
    r"|\b(?:gave|fed|let|made|kept|put|built|bred|of|into|to)\s+(?:the|a|an)\s+(?:[\w-]+\s+){0,2}$"
)
_UNDERWENT = lazy_pattern(
    rf"\s+(?:\w{{2,}}ed|{IRREGULAR_PASTS}|(?:with|on|from|without|that|which|whose|who|in the)\b|\w+ing)\b"
)
_WAS = lazy_pattern(r"(?:\s+[\w-]+){0,6}?\s+(?:were|was|that (?:were|had|got)|had been|have been)\s+(?:\w+ly\s+)?$")
_YEARLY = lazy_pattern(
    r"[^.;]{0,60}?\b(?:(?:each|every|per|(?<!once )(?<!twice )(?<!times )(?<!half )(?<!for )(?<!after )"
    r"(?<!within )(?<!over )a) year|worldwide|nationwide)\b"
    r"|\s+(?:die|are|get|catch|develop)\b[^.;]{0,40}?\b(?:each|every|a) day\b"
)
_SAMPLED = frozenset({"participants", "volunteers", "respondents", "recruits", "enrollees"})
_IN_GROUP = lazy_pattern(
    r"\b(?:in|on|among|with) (?:an?|one|another|two|three) (?:[\w-]+ )?"
    r"(?:groups?|handful|series|sample|cohort|set|panel) of"
    r" (?:[\w-]+ ){0,2}$"
)
"""A sample that is not counted: "tested the drops in a small group of patients"."""
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
    lab = document.hits_between(LAB, sentence.start, sentence.end)
    if not (terms or animals or lab) or _is_veterinary(document):
        return []
    tissue = lab_tissue(document, sentence) if lab else None
    cues = [_term_cue(document, hit) for hit in terms if _is_lab_term(document, hit, sentence)]
    cues += [
        SubjectCue("animals", hit.start, hit.end) for hit in animals if _is_studied_animal(document, hit, sentence)
    ]
    if tissue is not None and not cues:
        cues.append(SubjectCue("cells", *tissue))
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
    group = Span(hit.start, hit.end)
    if has_count(document.lowered[max(sentence.start, hit.start - _SAMPLE_REACH) : hit.start]):
        return not is_no_sample(document, sentence, group)
    grouped = _IN_GROUP.search(document.lowered, max(sentence.start, hit.start - _SAMPLE_REACH), hit.start)
    reach = GROUP_WORDS if grouped else ACT_WORDS
    if not (hit.phrase in _SAMPLED or hit_before(document, "study-acts", hit.start, sentence.start, reach)):
        return False
    if _TO_COME.search(document.lowered, sentence.start, sentence.end):
        return False
    return not is_no_sample(document, sentence, group)


def is_no_sample(document: Document, sentence: Sentence, group: Span) -> bool:
    """Whether a counted group is no sample of people: animals, donors of cells, or people counted in a country."""
    if document.hits_between("species", group.start, group.end):
        return True
    given = document.prose.endswith("donors", group.start, group.end)
    if given and of_kind(document, LAB, sentence.start, group.start, "tissue"):
        return True
    if hit_before(document, LAB, group.start, sentence.start, 2, "staff"):
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
    if of_kind(document, LAB, hit.end, hit.end + RETURN_REACH, "returned"):
        return False
    if document.tag("preclinical-terms", hit, "sure"):
        return True
    if document.tag("preclinical-terms", hit, "place"):
        told = _has_study_word(document, sentence, hit, "research") or not is_general(document, sentence)
        if not told or not _names_tissue(document, sentence, hit):
            return False
    diagnosed = of_kind(document, LAB, sentence.start, sentence.end, "diagnosed")
    return _has_study_word(document, sentence, hit) or (is_past(text) and not diagnosed)


def _names_tissue(document: Document, sentence: Sentence, beside: Hit) -> bool:
    """Whether a sentence names something living that is studied in laboratories, outside the words at hand."""
    found = of_kind(document, LAB, sentence.start, sentence.end, "tissue", "germ")
    return any(hit.end <= beside.start or hit.start >= beside.end for hit in found)


def _is_studied_animal(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether an animal is the subject of a study here."""
    before = document.prose[max(sentence.start, hit.start - _PLACE_REACH) : hit.start].lower()
    text = document.prose[sentence.start : sentence.end].lower()
    planned = hit_after(document, LAB, hit.end, sentence.end, PLAN_WORDS, "planned")
    if planned is not None and not any(mark in document.prose[hit.end : planned.start] for mark in ",;:"):
        return False
    device = hit_before(document, LAB, hit.start, sentence.start, 0, "device")
    if _is_compound(document, hit) or (device and not hit.phrase.endswith("mice")):
        return False
    kind = document.tag("species", hit, "kind")
    if kind == "mention":
        part = hit.phrase != "calf" and hit_after(document, LAB, hit.end, sentence.end, 0, "tissue")
        if part and is_past(text):
            return True
        single = _EACH.search(before) or (_A.search(before) and _HURT.match(document.prose, hit.end, sentence.end))
        return bool(single) and _is_treated(document, hit, sentence)
    around = document.hits_between("species-elsewhere", sentence.start, sentence.end)
    if any(other.start < hit.start or other.end > hit.end for other in around):
        return kind == "lab" and _is_treated(document, hit, sentence)
    placed = _is_placed(document, hit, sentence, before)
    if kind == "lab":
        return placed or _has_study_word(document, sentence, hit) or not document.hits("species-elsewhere")
    if placed and _has_study_word(document, sentence, hit, "research"):
        return True
    return kind != "carrier" and _is_treated(document, hit, sentence)


def _is_placed(document: Document, hit: Hit, sentence: Sentence, before: str) -> bool:
    """Whether an animal stands where a study's subject does: in or on it, of some age, handled, or doing something."""
    if _PLACED.search(before) or _AGED.search(before):
        return True
    if hit_before(document, LAB, hit.start, sentence.start, 2, "treated", "handler"):
        return True
    after = (document.prose, hit.end, hit.end + _PLACE_REACH)
    return bool(_IN_STUDY.match(*after) or _DID.match(*after)) or _is_handled(document, hit, sentence)


def _is_handled(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a participle of what is done in studies follows an animal: "tadpoles given", "mice that were bred"."""
    word = hit_after(document, LAB, hit.end, sentence.end, HANDLED_WORDS, "treated")
    if word is None:
        return False
    between = document.prose[hit.end : word.start].lower()
    return not between.strip() or bool(_WAS.fullmatch(between))


def _is_compound(document: Document, hit: Hit) -> bool:
    """Whether an animal is a part of a longer name that means something else: "a rat bite", "cow's milk"."""
    other = document.hits_between("species-elsewhere", max(0, hit.start - _PLACE_REACH), hit.end + _PLACE_REACH)
    return any(name.start <= hit.start and hit.end <= name.end for name in other)


def _is_treated(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a sentence in the past tense tells what was done to animals, and what came of it in them."""
    text = document.prose[sentence.start : sentence.end].lower()
    if of_kind(document, LAB, sentence.start, sentence.end, "owned"):
        return False
    told = _is_handled(document, hit, sentence) or _GROUP.match(document.prose, hit.end, sentence.end)
    if told and document.tag("species", hit, "kind") != "carrier":
        return True
    if not is_past(text):
        return False
    if has_count(document.prose[max(sentence.start, hit.start - _SAMPLE_REACH) : hit.start].lower()):
        return True
    if not _speaks_of_health(document):
        return False
    after = document.prose[hit.end : hit.end + _PLACE_REACH].lower()
    before = document.prose[max(sentence.start, hit.start - _PLACE_REACH) : hit.start].lower()
    return bool(_DONE_TO.search(before) or _UNDERWENT.match(after))


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
