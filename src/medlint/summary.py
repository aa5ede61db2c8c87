"""What an editor wants first of one text: the verdict and its reasons, the studies it tells of, the limits it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from medlint.document import Document
from medlint.layers.caveats import caveats
from medlint.layers.studies import Study, caveat_kinds, studies
from medlint.model import Finding

REASONS = 3
"""At most so many reasons: more is a list, not a reason."""
SPUN_WEIGHTS = {"error": 1.0, "warning": 0.5, "info": 0.25}
"""What a finding of the family `spun` adds to the index; a weak signal counts a quarter of a sure one (a proposal)."""


def summarise(document: Document, findings: Sequence[Finding]) -> Mapping[str, object]:
    """The `summary` object of `interface.md` for one text, after selection and allowances.

    `criteria` is empty: no criterion is judged yet, and none is guessed.
    """
    return {
        "verdict": verdict(findings),
        "reasons": reasons(findings),
        "language": document.layer("language"),
        "spun_index": spun_index(document, findings),
        "studies": [
            {"line": _line(document, study.start), **evidence_label(document, study)} for study in studies(document)
        ],
        "criteria": {},
        "credited": [
            {
                "kind": caveat.kind,
                "quote": document.prose[caveat.start : caveat.end],
                "line": _line(document, caveat.start),
            }
            for caveat in caveats(document)
        ],
    }


def not_judged(language: str, findings: Sequence[Finding] = ()) -> Mapping[str, object]:
    """The `summary` object where the layers have not been asked (another language) or could not answer."""
    return {
        "verdict": verdict(findings), "reasons": reasons(findings), "language": language, "spun_index": 0.0,
        "studies": [], "criteria": {}, "credited": [],
    }  # fmt: skip


def verdict(findings: Sequence[Finding]) -> str:
    """`must-fix` with any error, `look-again` with any warning, else `nothing-found`."""
    severities = {finding.severity for finding in findings}
    if "error" in severities:
        return "must-fix"
    return "look-again" if "warning" in severities else "nothing-found"


def reasons(findings: Sequence[Finding]) -> list[str]:
    """The rules that decide the verdict, commonest first, with their counts: `hype (3)`."""
    grave = {"must-fix": "error", "look-again": "warning"}.get(verdict(findings))
    counts = Counter(finding.rule for finding in findings if finding.severity == grave)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [f"{rule} ({count})" for rule, count in ranked[:REASONS]]


def spun_index(document: Document, findings: Sequence[Finding]) -> float:
    """Weighted findings of the family `spun` per 100 words, rounded to two places; 0 for a text without words."""
    weight = sum(SPUN_WEIGHTS[finding.severity] for finding in findings if finding.family == "spun")
    return round(100 * weight / document.words, 2) if document.words else 0.0


def evidence_label(document: Document, study: Study) -> dict[str, object]:
    """What a reader wants to know of a study: design, subjects, how many, doses, review, and the limits named."""
    return {
        "design": study.design,
        "subjects": study.subjects,
        "n": study.n,
        "doses": study.doses,
        "peer_reviewed": study.peer_reviewed,
        "identified": study.identified,
        "caveats": list(caveat_kinds(document, study)),
    }


def _line(document: Document, offset: int) -> int:
    """The source line of a prose offset."""
    return document.place(document.source_span(offset, offset + 1)[0])[0]
