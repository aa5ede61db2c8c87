"""Standing text of institutions and headlines of other stories are told apart from what the article says."""

from __future__ import annotations

import pytest

import medlint

STORY = "The spray is a miracle drug for hay fever. It was tested in spring. Nobody knows how long the effect lasts."


def severities(text: str) -> list[tuple[str, str]]:
    """Severity and quote of what `hype` finds in a plain text."""
    report = medlint.lint(text, format="text", config={"select": ["hype"]})
    return [(finding.severity, finding.quote) for finding in report.files[0].findings]


def test_the_article_itself_is_judged_in_full() -> None:
    assert severities(STORY) == [("warning", "miracle drug")]


@pytest.mark.parametrize(
    "standing",
    [
        "About the University of Norwood\n\nIts doctors have found revolutionary drugs for many illnesses.",
        "About Norwood Health\n\nIts doctors have found revolutionary drugs for many illnesses.",
        "Norwood Hospital, founded in 1993, has found revolutionary drugs for many illnesses.",
        "MORE: A Revolutionary Drug for Gout",
    ],
)
def test_standing_text_and_teasers_weigh_less(standing: str) -> None:
    found = {quote.lower(): severity for severity, quote in severities(f"{STORY}\n\n{STORY}\n\n{standing}")}
    assert found["miracle drug"] == "warning"
    assert found["revolutionary"] == "info"


def test_an_article_about_a_subject_is_no_standing_text() -> None:
    assert severities(f"About hay fever\n\n{STORY}") == [("warning", "miracle drug")]
