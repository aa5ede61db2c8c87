"""Studies that are told with the name of who did them: "when Mendel crossed", "as Lund and Moe point out"."""

from __future__ import annotations

from medlint.api import Document, Sentence, lazy_pattern

_NAME = (
    r"(?!Many|Most|Some|All|Several|Other|Both|Early|Few|No )"
    r"[A-Z][a-z\u00df-\u017f]+(?:-[A-Z][a-z]+)?(?<!ans)(?<!ese)(?<!ists)(?<!ers)"
)
_DID = (
    r"(?: \([^()]{3,20}\),?)? (?:also |then |first |later |once |famously |recently )?"
    r"(?:asked|performed|conducted|carried out|studied|demonstrated|tested|compared|injected|designed|devised|examined"
    r"|measured|observed|surveyed|interviewed|reviewed|recorded|exposed|trained|published|investigated|described|showed"
    r"|found|reported|crossed|ran|set up)\b"
)
_DOER = lazy_pattern(
    r"(?:^|[.!?] |, |\b(?:when|where|while|as|that|then|psychologist|biologist|physician|chemist|scientist) )"
    rf"{_NAME}(?: [A-Z]\.)?(?:,? (?:(?:and|&) )?{_NAME}){{1,4}}{_DID}"
    rf"|(?:^|[.!?] |, )(?!Many|Most|Some|All|Both)[A-Z][a-z]+ and [A-Z][a-z]+(?<!ans)(?<!ese)(?<!ists){_DID}"
    rf"|(?:, |\b(?:when|where|while|as|then) ){_NAME}{_DID}"
    rf"|(?:^|[.!?] ){_NAME}(?<!s) (?:conducted|performed|designed|devised|carried out)\b"
    rf"|\b(?:shown|demonstrated|discovered|described|documented|studied|proposed) by {_NAME} {_NAME}"
    rf"|\b[Tt]he (?:famous |infamous |classic )?(?:(?:19|20)\d\d )?{_NAME}(?<!ish)(?<!an)(?<!ch) [a-z]+ "
    r"(?:study|experiment)\b"
    r"|\b(?:Trial|Study|Program|Programme|Project|Survey|Initiative|Cohort) \([A-Z]{3,}\)"
)
"""Somebody who is named and did research: two names, or one that no head of a sentence gives its capital."""
_TELLER = lazy_pattern(
    rf"\b[Aa]s {_NAME}(?:,? (?:(?:and|&) )?{_NAME}){{0,4}},?(?: et al\.?| and colleagues)?"
    r" (?:points?|pointed|notes?|noted|argues?|argued|reports?|reported|explains?|writes?|wrote|shows?|showed|found)"
    r"(?: out)?,? $"
)


def names_doer(document: Document, start: int, end: int) -> bool:
    """Whether prose[start:end] says by name who did what it tells of."""
    return _DOER.search(document.prose, start, end) is not None


def is_told_by_name(document: Document, sentence: Sentence, start: int) -> bool:
    """Whether the words before `start` say who tells it: "As Lund and Moe point out, research shows"."""
    return _TELLER.search(document.prose[sentence.start : start]) is not None
