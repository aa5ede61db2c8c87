"""The scorecard of one text: the `summary` object of `interface.md`, without a grade and without stars."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import asdict

from medlint.document import Document
from medlint.layers.essentials import essentials
from medlint.layers.studies import studies
from medlint.model import Finding
from medlint.scorecard.credits import credit
from medlint.scorecard.criteria import Material, judge_criteria
from medlint.scorecard.evidence import evidence_label, line_of
from medlint.scorecard.limits import broken_layers, name_limits
from medlint.scorecard.lines import judge_lines
from medlint.scorecard.priorities import fix_first
from medlint.scorecard.verdicts import rates, reasons, spun_index, spun_phrases, verdict


def summarise(
    document: Document,
    findings: Sequence[Finding],
    ran: Collection[str] = (),
    known: Collection[str] = (),
    absences: Mapping[str, Finding | None] | None = None,
) -> Mapping[str, object]:
    """The scorecard of one text, from its findings after selection and allowances.

    `ran` are the rules that were run, `known` all there are; `absences` is what the rules of `PAGE_ASKS` found, None
    where nothing is missing, with or without the profile's asking. A layer that could not be built is named under
    `not_judged`, and what leans on it is left to a person.
    """
    broken = broken_layers(document)
    told = () if "studies" in broken else studies(document)
    words = None if "essentials" in broken else essentials(document)
    material = Material(document, findings, None if "studies" in broken else told, words, ran, known, absences or {})
    return {
        "verdict": verdict(findings),
        "reasons": reasons(findings),
        "language": document.layer("language"),
        "spun_index": spun_index(document),
        "spun_phrases": spun_phrases(document, findings),
        "per_1000_words": rates(document, findings),
        "studies": [{"line": line_of(document, study.start), **evidence_label(document, study)} for study in told],
        "criteria": {key: asdict(judged) for key, judged in (judge_criteria(material) | judge_lines(material)).items()},
        "credited": credit(document, words, with_caveats="caveats" not in broken),
        "fix_first": fix_first(document, findings),
        "not_judged": name_limits(broken, material),
    }


def not_judged(language: str, findings: Sequence[Finding] = ()) -> Mapping[str, object]:
    """The same object where the layers have not been asked (another language) or could not answer."""
    return {
        "verdict": verdict(findings), "reasons": reasons(findings), "language": language, "spun_index": 0.0,
        "spun_phrases": [], "per_1000_words": {}, "studies": [], "criteria": {}, "credited": [], "fix_first": [],
        "not_judged": ["anything in this text"],
    }  # fmt: skip
