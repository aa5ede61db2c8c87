"""Checks of the family `claims`: what states a benefit, what excuses it, and how grave the finding is."""

from __future__ import annotations

from datetime import date

import pytest

from medlint.document import Context
from medlint.findings import lint_source
from medlint.model import Finding
from medlint.rulebook import reconfigure
from medlint.ruleset import Ruleset
from medlint.testing import open_setup

SETUP = open_setup(today=date(2026, 3, 1))


def find(text: str, rule: str = "uncited-efficacy", **options: object) -> tuple[Finding, ...]:
    book = reconfigure(SETUP.rulebook, {rule: options}, SETUP.host.checks) if options else SETUP.rulebook
    reader = SETUP.host.reader_for("a.md", None)
    known = frozenset(book.rules)
    ruleset = Ruleset((book.rules[rule],), SETUP.knowledge, Context(SETUP.today), {}, known)
    report, failures = lint_source(
        text,
        path="a.md",
        reader=reader,
        suffix=".md",
        ruleset=ruleset,
        checks=SETUP.host.checks,
        owners=SETUP.host.owners,
        partial=True,
    )
    assert failures == ()
    return report.findings


def quotes(text: str, rule: str = "uncited-efficacy") -> list[str]:
    return [finding.quote for finding in find(text, rule)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Ginger eases travel sickness.", "eases travel sickness"),
        ("Ginger and mint ease travel sickness.", "ease travel sickness"),
        ("Ginger can ease travel sickness.", "ease travel sickness"),
        ("Ginger has been shown to ease travel sickness.", "ease travel sickness"),
        ("Ginger helps with travel sickness.", "helps with travel sickness"),
        ("Ginger is very effective against travel sickness.", "is very effective against travel sickness"),
        ("Travel sickness is relieved by ginger.", "Travel sickness is relieved by"),
        ("With ginger the nausea fades.", "nausea fades"),
        ("People who take ginger have less nausea.", "have less nausea"),
        ("Relieve nausea with ginger tablets.", "Relieve nausea"),
        ("Ginger is a root that eases nausea.", "eases nausea"),
        ("Ginger contains gingerol, which eases nausea.", "eases nausea"),
        ("Ginger is sold in jars. It eases nausea.", "eases nausea"),
        ("Ginger lowers the risk of a heart attack.", "lowers the risk of a heart attack"),
        ("Ginger prevents encephalitis.", "prevents encephalitis"),
        ("Ginger not only eases nausea, it tastes good.", "eases nausea"),
        ("## Ginger eases nausea\n\nIt tastes good.", "eases nausea"),
    ],
)
def test_a_benefit_is_marked_from_verb_to_outcome(text: str, quote: str) -> None:
    assert quotes(text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Take ginger to ease nausea.",
        "Ginger is used to treat nausea.",
        "Ginger may ease nausea.",
        "Does ginger ease nausea?",
        "If ginger eases the nausea, take less of it.",
        "Ginger does not ease nausea.",
        "Ginger eases no nausea.",
        "The clinic treats nausea.",
        "Antiemetics are medicines that ease nausea.",
        "Treatment eases nausea.",
        "Smoking reduces fertility.",
        "Ginger prevents asthma medicines from working.",
        "A doctor who treats migraine prescribed ginger.",
        "Eased pain and improved sleep were among the outcomes of ginger.",
        "Some people find that ginger eases nausea.",
        "Ginger helps doctors detect nausea.",
        "Paracetamol reduces fever.",
    ],
)
def test_what_is_no_flat_claim_of_a_remedy_is_left_alone(text: str) -> None:
    assert quotes(text) == []


def test_a_sentence_has_one_finding() -> None:
    assert len(find("Ginger eases nausea, lifts mood and prevents colds. Mint eases pain.")) == 2


def test_self_care_holds_for_the_complaints_that_the_house_names() -> None:
    assert quotes("Paracetamol prevents dementia.") == ["prevents dementia"]


def test_an_unknown_remedy_and_a_quotation_lower() -> None:
    assert [f.severity for f in find("Ginger eases nausea.")] == ["warning"]
    assert [f.severity for f in find("Blorf eases nausea.")] == ["warning"]
    assert [f.severity for f in find("It eases nausea.")] == ["info"]
    assert [f.severity for f in find("She said: “For me and all my friends ginger eases nausea.”")] == ["info"]


def test_a_long_text_without_any_source_is_lowered_and_a_short_one_is_not() -> None:
    filler = "It was a grey day and nothing else went on in the small town by the sea. " * 12
    assert [f.severity for f in find(f"Ginger eases nausea.\n\n{filler}")] == ["info"]
    far = "\n\n".join([filler] + ["The boats came home late."] * 4)
    cited = f"Ginger eases nausea.\n\n{far}\n\nThe harbour was built by Okoro et al. in May."
    assert [f.severity for f in find(cited)] == ["warning"]


def test_a_source_near_by_lowers_if_it_is_of_the_same_subject_and_section() -> None:
    other = "Ginger eases nausea.\n\nThe boats came home late.\n\nThe harbour was built by Okoro et al. in May."
    near = other.replace("The harbour was built", "Ginger was grown for nausea")
    apart = near.replace("The boats", "## Boats\n\nThe boats")
    assert [[f.severity for f in find(text)] for text in (other, near, apart)] == [["warning"], ["info"], ["warning"]]


def test_a_list_of_references_covers_a_short_text_and_lowers_in_a_long_one() -> None:
    filler = "It was a grey day and nothing else went on in the small town by the sea. " * 18
    references = "## References\n\n1. doi:10.1000/xyz"
    assert quotes(f"Ginger eases nausea.\n\n{references}") == []
    assert [f.severity for f in find(f"Ginger eases nausea.\n\n{filler}\n\n{references}")] == ["info"]


def test_sources_in_the_front_matter_count_as_a_list() -> None:
    assert quotes("---\nsources: [https://www.fda.gov/drugs]\n---\n\nGinger eases nausea.") == []


def test_a_remedy_of_an_earlier_sentence_is_related() -> None:
    (finding,) = find("Ginger is sold in jars. It eases nausea.")
    assert [related.message for related in finding.related] == ["what is said to do it"]


def test_hype_is_lighter_in_a_quotation_and_no_error_in_a_heading_while_its_confidence_is_medium() -> None:
    text = "# A miracle for hay fever\n\nA revolutionary spray. “It was a game-changer for me and all of us,” she said."
    assert [f.severity for f in find(text, "hype")] == ["warning", "warning", "info"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Results guaranteed: the patch always works.", 1),
        ("You will be cured in just 3 days.", 1),
        ("The refund is guaranteed within 30 days.", 0),
        ("Naloxone works within minutes.", 0),
    ],
)
def test_a_promise_is_found_once(text: str, expected: int) -> None:
    assert len(find(text, "promised-outcome")) >= expected
    assert bool(find(text, "promised-outcome")) == bool(expected)


def test_wording_about_suicide_has_a_fix_outside_quotations_only() -> None:
    (finding,) = find("He committed suicide in May.", "unsafe-suicide-wording")
    assert finding.fix is not None
    assert not finding.fix.safe
    assert finding.fix.edits[0].text == "died by suicide"
    (quoted,) = find("“My brother and my uncle both committed suicide in May,” she said.", "unsafe-suicide-wording")
    assert quoted.fix is None


def test_options_change_what_counts() -> None:
    text = "Ginger eases even the most stubborn nausea."
    assert quotes(text) == ["eases even the most stubborn nausea"]
    assert find(text, **{"outcome-words": 2}) == ()


def test_studies_on_which_no_health_hangs_are_a_weak_sign_in_a_long_text() -> None:
    filler = "It was a grey day and nothing else went on in the small town by the sea. " * 12
    for rule, stars, people in (
        ("vague-authority", "Studies show that old stars spin slowly.", "Studies show that old people sleep badly."),
        ("unidentified-study", "A new survey counted 300 red dwarfs.", "A new survey counted 300 tired mothers."),
    ):
        told = [find(text, rule) for text in (stars, f"{stars}\n\n{filler}", f"{people}\n\n{filler}")]
        assert [[f.severity for f in found] for found in told] == [["warning"], ["info"], ["warning"]]


def test_a_text_about_another_science_has_no_weighty_call_upon_studies() -> None:
    sky = "The comet passed the planet. Its tail pointed to another galaxy. The telescope saw a supernova.\n\n"
    call = "Studies show that people sleep badly at full moon."
    assert [[f.severity for f in find(text, "vague-authority")] for text in (call, sky + call)] == [
        ["warning"],
        ["info"],
    ]
