"""A claim that the text takes back is none: where the rejection may stand, and what is no rejection."""

from __future__ import annotations

import pytest

import medlint

CLAIM = "The balm cures tinnitus."
FILLER = "It smells of pine. It comes in a tin."


def rules(text: str, rule: str = "cure-claim") -> list[str]:
    report = medlint.lint(text, format="markdown", config={"select": [rule], "profile": "all"})
    return [finding.quote for finding in report.files[0].findings if finding.rule == rule]


@pytest.mark.parametrize(
    "text",
    [
        f"{CLAIM} That is not true.",
        f"{CLAIM} {FILLER} The claim is misleading.",
        f"The firm was fined for its leaflet. {FILLER} {CLAIM}",
        f"## Myths about tinnitus\n\n{FILLER} {CLAIM}",
        f"Beware of adverts such as these:\n\n- It smells of pine\n- {CLAIM}",
        f"- It smells of pine\n- {CLAIM}\n\nNone of this is true.",
        "The balm is said to be a cure for tinnitus, but the trial found no effect.",
        "The balm cures tinnitus, the maker says, but nobody has tested it.",
        "In the 1890s a paper wrote that the balm cured tinnitus.",
    ],
)
def test_a_claim_that_is_taken_back_is_left_alone(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{CLAIM} {FILLER} That is no myth.",
        f"The firm has a new leaflet. {FILLER} {CLAIM}",
        f"## What our balm does\n\n{FILLER} {CLAIM}",
        f"{CLAIM}\n\n## Myths about sleep\n\nNaps are bad.",
        "The balm cures tinnitus, the maker says, and it smells of pine.",
    ],
)
def test_a_claim_that_stands_is_flagged(text: str) -> None:
    assert rules(text) == ["cures"]


@pytest.mark.parametrize(
    ("answer", "flagged"), [("Yes.", True), ("It is.", True), ("It is not.", False), ("No.", False)]
)
def test_a_question_claims_what_its_answer_says(answer: str, flagged: bool) -> None:
    assert bool(rules(f"Is the balm risk-free? {answer}", "absolute-safety")) is flagged


@pytest.mark.parametrize(
    ("text", "flagged"),
    [("“A miracle cure,” says the maker.", True), ("The words “miracle cure” say nothing.", False)],
)
def test_a_short_quotation_is_a_mention_only_inside_a_sentence(text: str, flagged: bool) -> None:
    assert bool(rules(text, "hype")) is flagged
