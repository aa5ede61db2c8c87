"""Honest sentences about approvals, in which `overstated-approval` finds nothing, and the dates its table rests on."""

from __future__ import annotations

from datetime import date

import pytest

from medlint.ages import months_since
from medlint.document import Context
from medlint.findings import lint_source
from medlint.ruleset import Ruleset
from medlint.testing import Setup, open_setup

HONEST = [
    "In 2018 the FDA approved erenumab for the prevention of migraine in adults.",
    "The device, which received FDA clearance in 2019 for chronic low back pain, sends weak pulses through the skin.",
    "Botox is approved by the FDA for chronic migraine, but not for the occasional headache.",
    "FDA-approved medicines for alcohol dependence are naltrexone, acamprosate and disulfiram.",
    "The EMA recommended approval of the vaccine on Thursday; the European Commission has the last word.",
    "Ketamine was approved by the FDA in 1970 as an anaesthetic; for depression doctors use it off label.",
    "Semaglutide, approved as Ozempic for type 2 diabetes, is sold for weight loss under another name.",
    "No supplement is FDA approved, whatever the label says.",
    "The company hopes to win FDA approval by the end of next year.",
    "If the FDA approves the pill, it would be the first new kind of antibiotic in years.",
    "Only four of the tests had FDA approval at the time, and none was meant for use at home.",
    "Health Canada authorised the spray in 2020 for adults whose depression had not eased with two medicines.",
    "She asked her doctor whether CBD gummies were FDA approved. They are not.",
    "The clinic says its exosomes are FDA approved; the agency has sent it a warning letter.",
    "Minoxidil solution is FDA approved for pattern hair loss in men and women.",
    "Compounded semaglutide is not the FDA-approved product, and its strength may vary.",
    "The FDA gave emergency use authorization to the antibody in November 2020 and withdrew it a year later.",
    "MHRA approval of donanemab was granted in October 2024, for adults with early Alzheimer's disease.",
    "Vaccines are approved by the FDA after trials in thousands of people.",
    "The tablets are registered with the TGA for use in gout.",
    "The FDA approved the first generic version of the inhaler for asthma on Tuesday.",
    "Stem cell transplants from cord blood are FDA approved for disorders of the blood; knee injections are not.",
    "The FDA cleared the wristband for use against nausea in pregnancy in 2013.",
    "Trazodone is FDA approved for depression, and doctors often prescribe it for sleep without such approval.",
    "Our pharmacy stocks only FDA-approved medicines.",
    "After the FDA approved the drug for leukaemia in 2001, survival rose.",
    "The drug was approved by the FDA for hair loss as a solution; the tablets only for high blood pressure.",
    "The company said its headset is FDA cleared, not approved.",
    "The compounding pharmacy prepares a cream. FDA-approved creams for the same purpose should be tried first.",
    "The FDA-approved label of metformin names type 2 diabetes alone.",
    "Zinc and vitamin C are sold as supplements; the FDA-approved drug for the flu is oseltamivir.",
    "We asked an FDA spokesperson whether the app was approved. It was not.",
    "Minoxidil is FDA approved. It is rubbed into the scalp for pattern hair loss.",
    "The patch is approved by the FDA for smokers who want to quit.",
    "The FDA has approved four drugs for alcohol dependence in adults, among them naltrexone.",
    "Before it was FDA approved, the injection was tested in 1,200 people with psoriasis.",
    "The hospital is registered with the FDA as a maker of blood products.",
    "TGA approval for the vaccine came in February, for people over 16.",
    "The EMA approved the gel in 2019 for adults with actinic keratosis.",
    "The first treatment was a compounded cream. The second, dupilumab, is FDA approved for eczema.",
    "The tests were given emergency use authorization, and later one was FDA approved.",
    "She takes gabapentin, which the FDA approved for seizures, for her hot flashes.",
]


@pytest.fixture(scope="module")
def setup() -> Setup:
    return open_setup()


def found(text: str, setup: Setup) -> list[str]:
    """The quotes that the rule marks in a text."""
    rules = (setup.rulebook.rules["overstated-approval"],)
    ruleset = Ruleset(rules, setup.knowledge, Context(setup.today), {}, frozenset(setup.rulebook.rules))
    reader = setup.host.reader_for("", "markdown")
    report, failures = lint_source(
        text, path="a.md", reader=reader, suffix=".md", ruleset=ruleset,
        checks=setup.host.checks, owners=setup.host.owners, partial=True,
    )  # fmt: skip
    assert failures == ()
    return [finding.quote for finding in report.findings]


@pytest.mark.parametrize("text", HONEST)
def test_honest_words_of_approval_are_left_alone(text: str, setup: Setup) -> None:
    assert found(text, setup) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "We mix semaglutide in a compounding pharmacy. It keeps for a month. The medicine is FDA approved.",
            "FDA approved",
        ),
        ("Approved by the FDA, our detox tea clears the head.", "Approved by the FDA"),
        ("Stem cells taken from your own hip are an FDA-approved cure.", "FDA-approved"),
        ("The sleep headband has full FDA approval.", "FDA approval"),
        ("The TGA-approved vitamins are brewed in Perth.", "TGA-approved"),
    ],
)
def test_an_approval_is_held_against_what_it_is_said_of(text: str, quote: str, setup: Setup) -> None:
    assert found(text, setup) == [quote]


@pytest.mark.parametrize(
    ("day", "months"),
    [("2026-01-15", 3), ("2026-01-16", 2), ("2026-01", 3), ("2025-04", 12), ("2026-04-15", 0)],
)
def test_a_month_without_a_day_counts_from_its_first(day: str, months: int) -> None:
    assert months_since(day, date(2026, 4, 15)) == months


def test_other_words_are_no_date() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        months_since("spring", date(2026, 4, 15))
