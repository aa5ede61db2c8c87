"""What the checks of the family `structure` read in a text: acronyms, glosses, figures, what is left of markup."""

from __future__ import annotations

import pytest

from medlint.document import Context
from medlint.findings import lint_source
from medlint.model import Finding
from medlint.ruleset import Ruleset
from medlint.testing import open_setup
from medlint_structure.capitals import find_acronyms
from medlint_structure.residue import find_residue
from timing import is_linear

SETUP = open_setup()


def found(text: str, *rules: str) -> list[str]:
    """The quotes of what some rules find in a Markdown text."""
    return [finding.quote for finding in findings(text, *rules)]


def findings(text: str, *rules: str) -> tuple[Finding, ...]:
    """What some rules find in a Markdown text."""
    chosen = tuple(SETUP.rulebook.rules[rule] for rule in rules)
    ruleset = Ruleset(chosen, SETUP.knowledge, Context(SETUP.today), {}, frozenset(SETUP.rulebook.rules))
    reader = SETUP.host.reader_for("", "markdown")
    report, failures = lint_source(
        text, path="text.md", reader=reader, suffix=".md", ruleset=ruleset, checks=SETUP.host.checks,
        owners=SETUP.host.owners, partial=True,
    )  # fmt: skip
    assert failures == ()
    return report.findings


def acronyms(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_acronyms(text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Activity rose in the mPFC and the eGFR fell.", ["mPFC", "eGFR"]),
        ("LDL-C, HER2 and two SSRIs.", ["LDL-C", "HER2", "SSRI"]),
        ("Factor VII and part II of the WARNING ABOUT SALT.", []),
        ("See nhs.UK/ABC, #ABC and mail@ABC.", []),
    ],
)
def test_acronyms_are_words_by_themselves(text: str, read: list[str]) -> None:
    assert acronyms(text) == read


@pytest.mark.parametrize(
    ("text", "marked", "mended"),
    [
        ("Salt &amp; pepper", ["&amp;"], ["&"]),
        ("the doctor\u00e2\u20ac\u2122s car", ["\u00e2\u20ac\u2122"], ["\u2019"]),
        ("Rest <br> now [url=x]", ["<br>", "[url=x]"], []),
        ("Dear {{ first_name }}", ["{{ first_name }}"], []),
        ("of the the ward", ["the the"], [""]),
        ("slowly ,then", [" ,t"], [", "]),
        ("didn\ufffdt", ["didn\ufffdt"], []),
    ],
)
def test_residue_is_marked_and_mended_where_that_is_sure(text: str, marked: list[str], mended: list[str]) -> None:
    faults = list(find_residue(text))
    assert [text[fault.start : fault.end] for fault in faults] == marked
    assert [change[2] for fault in faults for change in fault.changes] == mended


@pytest.mark.parametrize(
    "text",
    [
        "p < 0.05 and x > 3; AT&T and R&D",
        "She had had enough; that that was so",
        "Vitamin A a day; na\u00efve caf\u00e9s in \u00c5land",
        "2 ** 3 is 8, see [1]",
    ],
)
def test_honest_signs_are_no_residue(text: str) -> None:
    assert list(find_residue(text)) == []


@pytest.mark.parametrize(
    "gloss",
    [
        "Dysphagia (trouble swallowing) is common.",
        "Trouble with swallowing (dysphagia) is common.",
        "Dysphagia, or trouble swallowing, is common.",
        "Dysphagia means that swallowing is hard.",
        "Doctors call this dysphagia.",
        "Food that goes the wrong way, which is known as dysphagia, is common.",
        "[Dysphagia](https://example.org/d) is common.",
    ],
)
def test_ways_to_explain_a_word(gloss: str) -> None:
    assert found(f"{gloss}\n\nDysphagia often passes.", "undefined-term") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The gel works in two days.", "The gel takes six weeks to work."),
        ("A course costs 300 euros.", "A course costs 420 euros."),
        ("The trial enrolled 120 people.", "All 90 participants lost weight."),
        ("The trial was published in 2018.", "The trial was published in 2021."),
        ("One in five patients relapse.", "Half of patients relapse."),
        ("You do not need a referral.", "First get a referral from your doctor."),
    ],
)
def test_figures_and_needs_that_do_not_agree(first: str, second: str) -> None:
    between = "\n\nThe ward is closed in August. Bring a book.\n\n"
    assert len(found(f"{first}{between}{second}", "self-contradiction")) == 1
    assert found(f"{first}{between}{first}", "self-contradiction") == []
    assert found(f"{first}{between}But in older people it was otherwise.", "self-contradiction") == []


@pytest.mark.parametrize(
    "unit",
    [
        "These signs pass. ",
        "the the ",
        "[1] ",
        "About 10% of users slept. ",
        "It is. ",
        "&amp;",
        "(",
        "**a ",
        "## A\n\n",
    ],
)
def test_twice_the_text_takes_twice_the_time(unit: str) -> None:
    rules = ("dangling-reference", "self-contradiction", "truncated-section", "undefined-term", "broken-text")
    assert is_linear(lambda size: found(unit * size, *rules), 200)


def test_what_begins_a_text_without_a_title_may_be_named_by_its_page() -> None:
    opening = "This condition runs in families. Half of the children of a parent with it have it, too."
    severities = [
        [finding.severity for finding in findings(text, "dangling-reference")]
        for text in (opening, f"# Your visit\n\n{opening}")
    ]
    assert severities == [["info"], ["warning"]]


@pytest.mark.parametrize(("words", "severity"), [(14, "info"), (40, "info"), (70, "warning")])
def test_short_paragraphs_that_parallel_sections_share_are_information(words: int, severity: str) -> None:
    shared = " ".join(["Drink a glass of water and wait"] * 10).split()[:words]
    paragraph = " ".join(shared) + "."
    text = f"# Two scans\n\n## CT\n\n{paragraph}\n\nLie still.\n\n## MRI\n\nTake off rings.\n\n{paragraph}\n"
    assert [finding.severity for finding in findings(text, "truncated-section")] == [severity]
