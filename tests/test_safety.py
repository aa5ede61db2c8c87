"""The checks of the family safety: what is told to readers, what excuses it, what a dated table is held against."""

from __future__ import annotations

from datetime import date

import pytest

from medlint.document import Context
from medlint.findings import lint_source
from medlint.model import Finding
from medlint.ruleset import Ruleset
from medlint.testing import Setup, open_setup
from test_pairs import find


@pytest.fixture(scope="module")
def setup() -> Setup:
    return open_setup()


def quotes(text: str, rule: str, setup: Setup) -> list[str]:
    return [finding.quote for finding in find(text, rule, "markdown", setup)]


def on(day: date, text: str, rule: str, setup: Setup, region: str = "us") -> tuple[Finding, ...]:
    ruleset = Ruleset(
        (setup.rulebook.rules[rule],), setup.knowledge, Context(day, region), {}, frozenset(setup.rulebook.rules)
    )
    report, failures = lint_source(
        text, path="page.md", reader=setup.host.reader_for(".md"), suffix=".md", ruleset=ruleset,
        checks=setup.host.checks, owners=setup.host.owners, partial=True,
    )  # fmt: skip
    assert failures == ()
    return report.findings


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "So ",
        "Instead of waiting, ",
        "If you feel well, ",
        "You can ",
        "Parents should ",
        "It lets you ",
        "Feel free to ",
    ],
)
def test_orders_and_permissions_are_told_to_readers(opening: str, setup: Setup) -> None:
    text = f"{opening}throw away your heart tablets after a week of beetroot."
    assert quotes(text[0].upper() + text[1:], "discourages-standard-care", setup)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody should throw away heart tablets.",
        "You should not:\n\n- throw away your heart tablets\n- drink the tonic",
        "Some people throw away their heart tablets.",
        "He threw away his heart tablets and was in hospital a week later.",
        "Throw away your heart tablets once the pharmacist has given you the new ones.",
    ],
)
def test_what_nobody_is_told_to_do_is_left_alone(text: str, setup: Setup) -> None:
    assert quotes(text, "discourages-standard-care", setup) == []


def test_an_excuse_counts_in_its_own_section_only(setup: Setup) -> None:
    page = "# One\n\nStop taking your statins today.\n\n# Two\n\n{}"
    assert quotes(page.format("Talk to your doctor about sleep."), "discourages-standard-care", setup)
    together = "# One\n\nStop taking your statins today. Talk to your doctor first.\n\n# Two\n\nSleep."
    assert quotes(together, "discourages-standard-care", setup) == []


def test_a_pronoun_stands_for_the_drug_of_the_sentence_before(setup: Setup) -> None:
    text = "The diazepam is in the cabinet. Wash it down with wine and lie back."
    assert quotes(text, "unsupervised-use", setup)
    assert quotes("The carrots are in the cabinet. Wash them down with wine.", "unsupervised-use", setup) == []


@pytest.mark.parametrize("figure", ["8%", "1 in 40", "three of 90 people", "12 patients had"])
def test_a_rate_near_by_weighs_a_harm(figure: str, setup: Setup) -> None:
    bare = "The side effects are nothing to worry about. The drops taste of mint."
    assert quotes(bare, "minimised-harm", setup)
    assert quotes(f"{bare} In a trial {figure} felt sick.", "minimised-harm", setup) == []


def test_every_watched_treatment_has_a_row(setup: Setup) -> None:
    names = {
        name.strip().lower()
        for row in setup.knowledge.facts["drug-approvals"].rows
        for name in str(row.get("name", "")).split(",")
    }
    watched = {
        entry.tags["row"].lower()
        for entry in setup.knowledge.lexicons["watched-treatments"].entries
        if "row" in entry.tags
    }
    assert watched <= names


RETREAT = "# Nights in the hills\n\nPsilocybin eases grief. Groups meet for five nights. Psilocybin is brewed as tea."


def test_an_old_row_makes_the_finding_lighter_and_says_so(setup: Setup) -> None:
    (fresh,) = on(date(2026, 11, 1), RETREAT, "missing-approval-status", setup)
    (old,) = on(date(2031, 1, 1), RETREAT, "missing-approval-status", setup)
    assert (fresh.severity, old.severity) == ("warning", "info")
    assert "look it up" in old.message
    assert "look it up" not in fresh.message


def test_a_region_without_a_row_falls_back_on_the_united_states(setup: Setup) -> None:
    (finding,) = on(date(2026, 11, 1), RETREAT, "missing-approval-status", setup, region="eu")
    assert "United States" in finding.message


@pytest.mark.parametrize(
    ("status", "stated"),
    [
        ("Psilocybin is not approved.", True),
        ("No regulator has approved it.", True),
        ("It is offered only in trials.", True),
        ("It is a Schedule I drug.", True),
        ("Spravato is not approved for children.", False),
        ("Psilocybin is being studied for other conditions.", False),
        ("We are approved by the tourist board.", False),
    ],
)
def test_a_status_must_be_that_of_the_product_and_the_use(status: str, stated: bool, setup: Setup) -> None:
    assert (quotes(f"{RETREAT} {status}", "missing-approval-status", setup) == []) == stated


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Ozempic and Mounjaro are the same drug.", True),
        ("Ozempic is a brand of semaglutide.", False),
        ("Tylenol and paracetamol are the same drug.", False),
        ("Esketamine is a form of ketamine.", False),
        ("Esketamine and ketamine are identical.", True),
        ("Spravato (ketamine) is a spray.", True),
        ("Spravato (esketamine) is a spray.", False),
        ("Is Ozempic the same as Mounjaro?", False),
    ],
)
def test_which_products_are_one_and_which_are_not(text: str, flagged: bool, setup: Setup) -> None:
    assert bool(quotes(text, "drug-name-conflation", setup)) == flagged


@pytest.mark.parametrize("noun", ["retinopathy", "foot", "nurse", "diet"])
def test_an_adjective_is_no_label(noun: str, setup: Setup) -> None:
    assert quotes(f"A diabetic {noun} was the subject of the day.", "stigmatising-language", setup) == []
    assert quotes("A diabetic was the guest of the day.", "stigmatising-language", setup) == ["A diabetic"]
