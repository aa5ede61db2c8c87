"""The spun family without a learned part: names, articles, habits, swaps with anchors, and choices left in braces."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from medlint.document import Context
from medlint.findings import lint_source
from medlint.model import Finding
from medlint.ruleset import Ruleset
from medlint.testing import Setup, open_setup

RULES = Path(__file__).parents[1] / "rules"
OURS = ("spun-grammar", "meaning-shift", "tortured-name", "spun-phrase", "acronym-mismatch", "template-heading")
NAMES = [
    row["name"]
    for path in sorted((RULES / "facts").glob("known-names*.toml"))
    for row in tomllib.loads(path.read_text("utf-8"))["row"]
]


@pytest.fixture(scope="module")
def setup() -> Setup:
    return open_setup()


def find(text: str, setup: Setup, *rules: str) -> tuple[Finding, ...]:
    chosen = tuple(setup.rulebook.rules[rule] for rule in rules or OURS)
    ruleset = Ruleset(chosen, setup.knowledge, Context(setup.today), {}, frozenset(setup.rulebook.rules))
    reader = setup.host.reader_for("", "markdown")
    report, failures = lint_source(
        text, path="a.md", reader=reader, suffix=".md", ruleset=ruleset, checks=setup.host.checks,
        owners=setup.host.owners, partial=True,
    )  # fmt: skip
    assert failures == ()
    return report.findings


def test_every_known_name_is_left_alone(setup: Setup) -> None:
    assert len(NAMES) > 250
    text = "\n\n".join(f"They asked the {name} twice. {name} has a page." for name in NAMES)
    assert [finding.quote for finding in find(text, setup, "tortured-name")] == []


def test_a_name_is_mended_as_it_is_written_elsewhere(setup: Setup) -> None:
    (finding,) = find("It was in the New England Diary of Medication.", setup, "tortured-name")
    assert finding.fix is not None
    assert finding.fix.edits[0].text == "New England Journal of Medicine"


@pytest.mark.parametrize(
    "text",
    [
        "The Wellness Company and the Medicines Company merged with the Heart Corporation.",
        "The Canadian Health Organization of Retired Nurses met the World Health Assembly.",
        "The Journal of Community Nursing and the Open Health Journal are small.",
        "Her diary of medicine in New England and the log of heart rates were lost.",
        "The American Cancer Illness Registry Company of Ohio keeps lists.",
    ],
)
def test_names_of_their_own_are_left_alone(text: str, setup: Setup) -> None:
    assert [finding.quote for finding in find(text, setup, "tortured-name")] == []


TERMS = (
    "Watchful waiting is an option. A frozen shoulder thaws. Brain fog and morning sickness pass. Failure to thrive, "
    "restless legs and a wandering spleen do not. Foreign accent syndrome, exploding head syndrome, a silent killer, "
    "a drug holiday, tennis elbow, housemaid's knee, glue ear, cradle cap, growing pains, bed blockers, walking "
    "pneumonia, lazy eye, mad cow disease, brittle bones, maple syrup urine disease, stone man syndrome, cat scratch "
    "disease, burning mouth, dry socket, phantom limb, trigger finger, dancing plague and the broken heart syndrome."
)
LEARNERS = [
    "I am working as nurse since ten years. Many patients comes with chest pain, and doctor say them to stop smoke.",
    "In our village lot of peoples is using the herbs. It have many benefits, but we needs more researches.",
    "The physiotherapist have told me to do exercises. Now my back is becoming better and I can to walk again.",
    "Kindly consult your doctor before taking any pain killer, as it may damage the kidneys also. Do the needful only.",
    "For the treatment exist different possibilities. The patients become antidepressants; it is therefore a patience.",
    "The study has showed that persons who sleep few have higher risk of the obesity, but it can not be said surely.",
    "She does be tired after the shots, so she does. He's after having his hip done, and he's mad to get walking.",
    "According to me, doctor should to explain properly the side effects. If patient is understanding, he will follow.",
    "My mother has been diagnosed with diabetes the last year. She take two tablets in the day and feel more better.",
    "Children which have asthma must avoid smoke of cigarette. The parents should not to worry, it depends of weather.",
]


@pytest.mark.parametrize("text", [TERMS, *LEARNERS])
def test_rare_terms_and_other_englishes_are_left_alone(text: str, setup: Setup) -> None:
    assert [(finding.rule, finding.quote) for finding in find(text, setup) if finding.severity != "info"] == []


def test_articles_count_where_they_are_many(setup: Setup) -> None:
    slip = "A illness came. " + "We waited at home for a week. " * 30
    few = "It was a illness, an disease. " + "We waited at home. " * 10
    many = "It was a illness, an disease, a ulcer and an wound. " + "We waited at home. " * 10
    assert find(slip, setup, "spun-grammar") == ()
    assert {finding.severity for finding in find(few, setup, "spun-grammar")} == {"info"}
    found = find(many, setup, "spun-grammar")
    assert [finding.quote for finding in found] == ["a illness", "an disease", "a ulcer", "an wound"]
    assert {finding.severity for finding in found} == {"warning"}


def test_habits_count_where_they_are_many_and_of_several_kinds(setup: Setup) -> None:
    one_kind = "Rest as well as sleep. " * 5
    kinds = "Rest as well as sleep. Really feel it. Just how, they have actually asked. "
    assert find(one_kind, setup, "spun-phrase") == ()
    assert len(find(kinds, setup, "spun-phrase")) == 4
    assert find(kinds + "The ward was full. " * 200, setup, "spun-phrase") == ()


def test_a_word_is_doubted_everywhere_once_the_text_disproves_it(setup: Setup) -> None:
    echo = "People with anxiety rest. Anxiety disorders differ. Depression and anxiety differ."
    assert find(echo, setup, "meaning-shift") == ()
    found = find(f"Severe anxiety (MDD) is common.\n\n{echo}", setup, "meaning-shift")
    assert [finding.quote for finding in found] == ["anxiety (MDD", "anxiety"]
    assert found[1].related[0].message == "here the word cannot be right"


def test_an_anchor_is_shown_beside_the_swap(setup: Setup) -> None:
    text = "The infusion takes an hour. Read a book. The second mixture is shorter."
    (finding,) = find(text, setup, "meaning-shift")
    assert (finding.quote, text[finding.related[0].start : finding.related[0].end]) == ("second mixture", "infusion")


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Take {two|three} a day.", ["{two|three}"]),
        ("Take {two|three|} a day, {or not|}.", ["{two|three|}", "{or not|}"]),
        ("The set {x | x > 2}, the code `{a|b}` and {a||b} or {one}.", []),
        ("Open { here. " + "No end of words. " * 20 + "A | and }.", []),
    ],
)
def test_choices_that_nobody_made(text: str, quotes: list[str], setup: Setup) -> None:
    assert [finding.quote for finding in find(text, setup, "spun-phrase")] == quotes
