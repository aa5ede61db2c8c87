"""Designs of studies: what a sentence names or describes, and what the telling of a whole passage hints at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from medlint.layers.design_needs import is_met, names_people
from medlint.layers.group_contrasts import contrast_in
from medlint.layers.scopes import is_negated
from medlint.lazy import lazy_pattern
from medlint.model import Span

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.layers.sentences import Sentence
    from medlint.phrasebook import Hit

Design: TypeAlias = Literal["randomised", "observational", "uncontrolled", "review", "case-report", "unknown"]
Known: TypeAlias = Literal["yes", "no", "unknown"]

NAMED, TOLD, HINTED = 3, 2, 1
"""How plainly a text gives a design: by its term, in plain words, or only by the way in which it tells of the study."""
EXPERIMENTAL_WEIGHT = 1.5
"""One experimental cue outweighs one observational cue: of the first 250 words of 500 open reports of trials, one in
ten is taken for an observation where both weigh the same, one in twenty with this weight, and hardly fewer with 2."""
FEWEST_VOTES = 1.0
"""A passage needs so many observational cues more than weighted experimental ones to count as observational."""

_RANK: dict[str, int] = {"review": 5, "randomised": 4, "uncontrolled": 3, "observational": 2, "case-report": 1}
_WISHED_REACH = 60
_NO = lazy_pattern(
    r"(?:\b(?:no|not|without|never|lacked|lacking)\b|n['\u2019]t\b)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)
_FUTURE = lazy_pattern(r"\b(?:will|planned|plans?|next|would|should|future)\b", re.IGNORECASE)
_MEASURED = lazy_pattern(
    r"\b(?:observed|measured|tested|assessed|scored|scanned|questioned|weighed|examined|evaluated|interviewed"
    r"|checked|rated)\b(?! by\b)",
    re.IGNORECASE,
)
_SHARED_OUT = lazy_pattern(
    r"\b(?:assign|allocat|divid|split|sort|put|chosen|given|trial|stud|placebo|random(?:is|iz)|told)", re.IGNORECASE
)
_NOBODY = lazy_pattern(
    r"(?:\b(?:not|never)\b|n['\u2019]t\b|\b(?:nobody|no one|none)\b(?:\s+(?:was|were|had been))?)"
    r"(?:\s+(?!(?:who|that|which|were|was|but)\b)[\w-]+){0,6}\s+$",
    re.IGNORECASE,
)
_TREATMENT = lazy_pattern(
    r"\s*(?:[.,;:!?)]|$|(?:was|were) which\b|(?:was|were|is|are) (?:getting|given|taking|on|having|using|receiving"
    r"|wearing)\b|(?:it|they|theirs|he|she|each|any(?:one|body)|every(?:one|body)|people|patients|parents|women|men"
    r"|children|volunteers|participants|the \w+) (?:were|was|had|got|took|wore|drank|ate|swallowed|received|belonged"
    r"|would"
    r"|breathed|used)\b|(?:had|got|took|wore|drank|received|of the|of them|treatment|group|drug|arm|pill|bottle|dose"
    r"|version|one|half|medicine|capsule|cream|jab|injection)\b)",
    re.IGNORECASE,
)
_NOT_KNOWING = lazy_pattern(
    r"(?:\b(?:not|never|nobody|no one|none|neither|nor|without|unable|hardly|cannot|could scarcely)\b|n['\u2019]t\b)"
    r"[^.;:]{0,50}$",
    re.IGNORECASE,
)
_WERE = lazy_pattern(r"\b(?:were|was|been|being)\s+$")
_FROM = lazy_pattern(r"(?:\s+[\w-]+){0,4}\s+(?:from|apart)\b")
_WISHED_BEFORE = lazy_pattern(
    r"\b(?:needs?|needed|requires?|required|awaits?|awaiting|future|plans?|planned|planning|until|unlike|instead of"
    r"|rather than|calls? for|called for|would|should|could|hopes?|hoping|yet to|wants?|proposed?|proposes|only an?"
    r"|without|is no|are no|no|lack of|lacks?|such as)"
    r"(?:\s+[\w-]+){0,4}?[\s,]+$",
    re.IGNORECASE,
)
_WISHED_AFTER = lazy_pattern(
    r"(?:\s+[\w-]+){0,4}?\s+(?:(?:is|are|was|were|will be|would be|being) (?:now |still |also |urgently |clearly "
    r"|therefore )*(?:needed|required|warranted|necessary|planned|essential|under way|the only)|would|will|should|could"
    r"|(?:has|have) (?:not|begun|yet)|is recruiting|can (?:tell|show|settle|answer|prove))\b",
    re.IGNORECASE,
)


class DesignFacts(Struct, frozen=True, gc=False):
    """What is known of a study's design: `cue` is the prose span of the words that say so, `grade` how plainly.

    `controlled`: whether there was a comparison group; `blinded`: whether people did not know what they got;
    `weak_cue`: the words by which there was none, or by which they knew.
    """

    design: Design = "unknown"
    cue: Span = Span(0, 0)
    grade: int = 0
    controlled: Known = "unknown"
    blinded: Known = "unknown"
    weak_cue: Span = Span(0, 0)


NOTHING = DesignFacts()


def design_of(document: Document, sentence: Sentence) -> DesignFacts:
    """What a sentence says of the design of a study; designs that are only wished for, or denied, do not count."""
    hits = document.hits_between("study-designs", sentence.start, sentence.end)
    facts = NOTHING
    for hit in hits:
        facts = merged(facts, _read(document, hit, sentence))
    twice = _measured_twice(document, sentence) if facts.controlled != "yes" else NOTHING
    return facts if twice is NOTHING else merged(facts, twice)


def _measured_twice(document: Document, sentence: Sentence) -> DesignFacts:
    """People who were measured before and after: one group over time, unless a comparison is named elsewhere."""
    times = document.hits_between("time-course", sentence.start, sentence.end)
    if not times or not {document.tag("time-course", hit, "side") for hit in times} >= {"before", "after"}:
        return NOTHING
    verb = _MEASURED.search(document.prose, sentence.start, sentence.end)
    if verb is None or not names_people(document, sentence.start, sentence.end):
        return NOTHING
    span = Span(verb.start(), verb.end())
    return DesignFacts("uncontrolled", span, TOLD, "no", weak_cue=span)


def merged(one: DesignFacts, other: DesignFacts) -> DesignFacts:
    """What two places say together: the design that is said more plainly, then the stronger one, then the first."""
    first = (one.grade, _RANK.get(one.design, 0)) >= (other.grade, _RANK.get(other.design, 0))
    leading = one if first else other
    return DesignFacts(
        leading.design,
        leading.cue,
        leading.grade,
        _agreed(one.controlled, other.controlled),
        _agreed(one.blinded, other.blinded),
        one.weak_cue if one.weak_cue.end else other.weak_cue,
    )


def hinted(document: Document, start: int, end: int) -> DesignFacts:
    """Observational or nothing: what the way of telling in prose[start:end] amounts to."""
    cues = document.hits_between("design-votes", start, end)
    watched = [hit for hit in cues if document.tag("design-votes", hit, "side") == "observational"]
    tried = EXPERIMENTAL_WEIGHT * (len(cues) - len(watched))
    contrast = contrast_in(document, start, end) if not tried else None
    if contrast is not None:
        return DesignFacts("observational", contrast, TOLD)
    if not watched or len(watched) - tried < FEWEST_VOTES:
        return NOTHING
    return DesignFacts("observational", Span(watched[0].start, watched[0].end), HINTED)


def _agreed(one: Known, other: Known) -> Known:
    """A comparison that is named anywhere in a passage is there, whatever another place says of one group."""
    return "yes" if "yes" in (one, other) else "no" if "no" in (one, other) else "unknown"


def _read(document: Document, hit: Hit, sentence: Sentence) -> DesignFacts:
    """What one cue says where it stands."""
    needs = document.tag("study-designs", hit, "needs")
    if needs == "apart":
        unknowing = _NOT_KNOWING.search(document.prose, sentence.start, hit.start)
        apart = unknowing and (hit.phrase.endswith("apart") or _FROM.match(document.prose, hit.end, sentence.end))
        return DesignFacts(controlled="yes", blinded="yes") if apart else NOTHING
    if needs == "knowledge":
        return _read_knowledge(document, hit, sentence)
    if not is_met(document, needs, hit, sentence):
        return NOTHING
    design: Design = document.tag("study-designs", hit, "design") or "unknown"  # type: ignore[assignment]
    controlled: Known = document.tag("study-designs", hit, "controlled") or "unknown"  # type: ignore[assignment]
    blinded: Known = document.tag("study-designs", hit, "blinded") or "unknown"  # type: ignore[assignment]
    grade = {"named": NAMED, "told": TOLD}.get(document.tag("study-designs", hit, "grade"), 0)
    span = Span(hit.start, hit.end)
    if "yes" in (controlled, blinded) or design == "randomised":
        if _is_wished(document, hit, sentence):
            return NOTHING
        if _is_denied(document, hit, design):
            return _denied(design, span, controlled, blinded)
    elif (
        (design == "observational" and is_negated(document, hit.start))
        or (design != "unknown" and controlled != "no" and _is_wished(document, hit, sentence))
        or (
            grade == NAMED
            and _is_wished(document, hit, sentence)
            and _FUTURE.search(document.prose, sentence.start, hit.start)
        )
    ):
        return NOTHING
    return DesignFacts(design, span, grade, controlled, blinded, span if "no" in (controlled, blinded) else Span(0, 0))


def _read_knowledge(document: Document, hit: Hit, sentence: Sentence) -> DesignFacts:
    """What words of knowing say of blinding: "knew whether they were getting it", "nobody could tell which"."""
    if not _TREATMENT.match(document.prose, hit.end, sentence.end):
        return NOTHING
    if _NOT_KNOWING.search(document.prose, sentence.start, hit.start):
        return DesignFacts(controlled="yes", blinded="yes")
    first = hit.phrase.split()[0]
    if hit.phrase.endswith(" if"):
        return NOTHING
    could = document.prose[max(0, hit.start - 8) : hit.start].lower().endswith(("could ", "able to "))
    told = first in {"told", "aware"} and _WERE.search(document.prose, sentence.start, hit.start)
    if first not in {"knew", "aware"} and not could and not told:
        return NOTHING
    span = Span(hit.start, hit.end)
    return DesignFacts(blinded="no", weak_cue=span)


def _is_denied(document: Document, hit: Hit, design: Design) -> bool:
    """Whether there was none: "were not assigned to a group at random", "had no control group"."""
    if design == "randomised":
        sentence = document.prose[max(0, hit.start - 2 * _WISHED_REACH) : hit.end + _WISHED_REACH]
        before = document.prose[max(0, hit.start - _WISHED_REACH) : hit.start]
        return bool(_SHARED_OUT.search(sentence) and _NOBODY.search(before))
    return bool(_NO.search(document.prose[max(0, hit.start - _WISHED_REACH) : hit.start]))


def _denied(design: Design, span: Span, controlled: Known, blinded: Known) -> DesignFacts:
    """The contrary: who was not assigned at random was watched, and where nobody got a placebo there was none."""
    if design == "unknown" or blinded == "yes":
        weak = "no" if controlled == "yes" else "unknown"
        return DesignFacts("uncontrolled", span, TOLD, weak, weak_cue=span)  # type: ignore[arg-type]
    return DesignFacts("observational", span, TOLD)


def _is_wished(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a study of this design is called for, planned or contrasted, not told of."""
    before = document.prose[max(sentence.start, hit.start - _WISHED_REACH) : hit.start]
    after = document.prose[hit.end : min(sentence.end, hit.end + _WISHED_REACH)]
    return bool(_WISHED_BEFORE.search(before) or _WISHED_AFTER.match(after))
