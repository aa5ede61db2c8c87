"""What a longer text says in passing weighs less than what a short one says: rules that ask for a study or a remedy."""

from __future__ import annotations

import pytest

from medlint.document import Context
from medlint.findings import lint_source
from medlint.model import Finding
from medlint.ruleset import Ruleset
from medlint.testing import Setup, open_setup

WALK = (
    "The path around the lake is four miles long and flat for most of the way. It begins at the old mill, where there "
    "are benches and a tap, and it comes back to the car park by the church. Bring a coat, since the wind on the east "
    "side is cold even in May. Dogs are welcome on a lead. The ford is shallow for most of the year, and a footbridge "
    "stands beside it for wet months. Halfway round there is a hut with a stove, which the village keeps open from "
    "April to October; the key hangs behind the door.\n\n"
)
"""Some hundred words that no rule has anything to say about."""
LONG = "## Walks\n\n" + WALK + WALK.replace("The path", "Another path").replace("lake", "reservoir")

PASSING = [
    ("surrogate-outcome", "The gland makes a hormone that raises blood sugar, protecting the body from a stroke.", ""),
    ("mechanism-as-fact", "The moss on the stones flushes toxins out of the body of the toad.", ""),
    ("unquantified-benefit", "The hut is a great way to find shelter and rest for people with pain.", "treatment"),
    ("uncited-efficacy", "Quiet corners relieve anxiety.", "remedy"),
    ("preclinical-to-human", "Zebrafish in the pond regrow their fins. Your heart can heal itself like that.", "study"),
]


@pytest.fixture(scope="module")
def setup() -> Setup:
    return open_setup()


def find(text: str, rule: str, setup: Setup, suffix: str = ".md") -> tuple[Finding, ...]:
    ruleset = Ruleset(
        (setup.rulebook.rules[rule],), setup.knowledge, Context(setup.today), {}, frozenset(setup.rulebook.rules)
    )
    reader = setup.host.reader_for(suffix, None)
    report, failures = lint_source(
        text, path=f"walk{suffix}", reader=reader, suffix=suffix, ruleset=ruleset, checks=setup.host.checks,
        owners=setup.host.owners, partial=True,
    )  # fmt: skip
    assert failures == ()
    return report.findings


@pytest.mark.parametrize(("rule", "said", "lacks"), PASSING)
def test_what_is_said_in_passing_is_information(rule: str, said: str, lacks: str, setup: Setup) -> None:
    severities = {finding.severity for finding in find(f"{LONG}## More\n\n{said}", rule, setup)}
    assert severities <= {"info"}, lacks


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("mechanism-as-fact", "Peppermint tea works by flushing toxins from the liver."),
        (
            "uncited-efficacy",
            "[Paths](https://doi.org/10.1000/example) are old.\n\n## Tablets\n\nMagnesium tablets relieve anxiety.",
        ),
        ("preclinical-to-human", "In a study, zebrafish regrew their fins. Your heart can heal itself like that."),
        ("hype", "The pill brought amazing relief to everyone who took it."),
    ],
)
def test_what_is_said_of_a_remedy_or_a_study_is_a_warning_in_a_longer_text(rule: str, said: str, setup: Setup) -> None:
    assert "warning" in {finding.severity for finding in find(f"{LONG}## More\n\n{said}", rule, setup)}


def test_general_praise_of_anything_else_is_information(setup: Setup) -> None:
    assert {finding.severity for finding in find("The view gives patients an amazing sky.", "hype", setup)} <= {"info"}


def test_everyday_words_of_a_seller_sell_nothing_without_a_code(setup: Setup) -> None:
    """To use, type and enter are sales talk before a code only: a page that names no source is told so once."""
    said = (
        LONG + "Enter the clinic by the side door, type your name and use the lift. Magnesium tablets relieve anxiety."
    )
    assert {finding.severity for finding in find(said, "uncited-efficacy", setup)} == {"info"}
    sold = said + " Use code CALM20 and our customers save 20 dollars."
    assert "warning" in {finding.severity for finding in find(sold, "uncited-efficacy", setup)}


def test_a_list_that_lost_its_marks_in_plain_text_is_no_cut_sentence(setup: Setup) -> None:
    listed = "You can have the check if\n\nyou are over 65, or\n\nYour doctor has asked for it.\n"
    assert {finding.severity for finding in find(listed, "truncated-section", setup, ".txt")} <= {"info"}
    cut = "The check is free. It takes an hour. You can have it if you are over 65, or if your own doctor has\n"
    assert "warning" in {finding.severity for finding in find(cut, "truncated-section", setup, ".txt")}


def test_somebody_of_whom_the_text_has_told_is_no_unknown_source(setup: Setup) -> None:
    said = "Marlow says that fish sleep."
    told = f"Marlow wakes early. At six Marlow feeds the hens. By noon Marlow is in the boat. {said}"
    assert {finding.severity for finding in find(told, "unintroduced-source", setup)} <= {"info"}
    assert {finding.severity for finding in find(said, "unintroduced-source", setup)} == {"warning"}


def test_he_or_she_is_nobody_whose_story_is_told(setup: Setup) -> None:
    said = "If your doctor hears the rub, he or she will know. The pain has gone after the tablets. So try them."
    assert find(said, "anecdote-as-evidence", setup) == ()


def test_loose_words_for_research_are_no_single_study_in_a_longer_text(setup: Setup) -> None:
    said = LONG + "Your test results come by post. You should take magnesium every evening."
    assert "warning" not in {finding.severity for finding in find(said, "advice-beyond-evidence", setup)}


def test_a_risk_that_some_people_have_anyway_is_information_below_the_lead(setup: Setup) -> None:
    said = "people with gout have twice the risk of a stroke."
    long = f"{LONG}{LONG}## More\n\n"
    assert {finding.severity for finding in find(f"{long}As a rule {said}", "relative-risk-only", setup)} == {"info"}
    told = find(f"{long}The study found that {said}", "relative-risk-only", setup)
    assert {finding.severity for finding in told} == {"warning"}


def test_a_relative_risk_beside_the_count_of_events_is_information(setup: Setup) -> None:
    said = "Keen gardeners had a 28% lower risk of a stroke than the others."
    counted = find(f"In nine years of follow-up, 212 strokes occurred. {said}", "relative-risk-only", setup)
    assert {finding.severity for finding in counted} == {"info"}
    assert {finding.severity for finding in find(said, "relative-risk-only", setup)} == {"warning"}


def test_what_a_lead_says_of_a_journal_named_below_is_information(setup: Setup) -> None:
    lead = "Bouncy floors break more wrists than they used to, doctors warn."
    below = "Forty children were seen at one clinic.\n\nThe results are in the journal Annals of Surgery."
    assert {finding.severity for finding in find(f"{lead}\n\n{below}", "vague-authority", setup)} <= {"info"}
    assert {finding.severity for finding in find(lead, "vague-authority", setup)} == {"warning"}
