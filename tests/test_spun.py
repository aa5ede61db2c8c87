"""The spun family: acronyms against their expansions, spun quotations, and laws about the lists of tortured terms."""

from __future__ import annotations

import tomllib
from itertools import chain
from pathlib import Path

import pytest

from medlint.document import Context
from medlint.entries import expand
from medlint.findings import lint_source
from medlint.model import Finding
from medlint.ruleset import Ruleset
from medlint.testing import Setup, open_setup
from medlint_spun import expansions

RULES = Path(__file__).parents[1] / "rules"
LISTS = [*sorted((RULES / "lexicons").glob("tortured-*.toml")), RULES / "lexicons" / "spinner-habits.toml"]
ACRONYMS = [
    (row["acronym"], row["expansion"])
    for path in sorted((RULES / "facts").glob("medical-acronyms*.toml"))
    for row in tomllib.loads(path.read_text("utf-8"))["row"]
]


@pytest.fixture(scope="module")
def setup() -> Setup:
    return open_setup()


def find(text: str, *rules: str, setup: Setup) -> tuple[Finding, ...]:
    chosen = tuple(setup.rulebook.rules[rule] for rule in rules)
    ruleset = Ruleset(chosen, setup.knowledge, Context(setup.today), {}, frozenset(setup.rulebook.rules))
    reader = setup.host.reader_for("", "markdown")
    report, failures = lint_source(
        text, path="a.md", reader=reader, suffix=".md", ruleset=ruleset, checks=setup.host.checks,
        owners=setup.host.owners, partial=True,
    )  # fmt: skip
    assert failures == ()
    return report.findings


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_no_entry_can_give_what_it_means(path: Path) -> None:
    entries = tomllib.loads(path.read_text("utf-8")).get("entry", [])
    wrong = [
        (entry["means"], phrase)
        for entry in entries
        for phrase in chain.from_iterable(map(expand, entry["phrases"]))
        if phrase == entry["means"].lower()
    ]
    assert wrong == []


def test_no_phrase_is_the_right_name_of_another_term() -> None:
    entries = [entry for path in LISTS for entry in tomllib.loads(path.read_text("utf-8")).get("entry", [])]
    names = {entry["means"].lower() for entry in entries}
    phrases = {phrase for entry in entries for line in entry["phrases"] for phrase in expand(line)}
    assert len(names) > 250
    assert names & phrases == set()


def test_every_known_expansion_is_left_alone(setup: Setup) -> None:
    both = "He has {1} ({0}).\n\nThey saw {0} ({1})."
    text = "\n\n".join(both.format(acronym, expansion) for acronym, expansion in ACRONYMS)
    assert [finding.quote for finding in find(text, "acronym-mismatch", setup=setup)] == []


@pytest.mark.parametrize(
    ("text", "severity", "fixed"),
    [
        ("Post-traumatic anxiety problem (PTSD).", "error", "Post-traumatic stress disorder"),
        ("a chronic obstructive lung illness (COPD)", "error", "chronic obstructive lung disease"),
        ("An unending kidney disease (CKD).", "info", None),
        ("Numerous sclerosis (MS) comes in bouts.", "warning", None),
    ],
)
def test_how_sure_an_acronym_is(text: str, severity: str, fixed: str | None, setup: Setup) -> None:
    (finding,) = find(text, "acronym-mismatch", setup=setup)
    assert finding.severity == severity
    assert (finding.fix.edits[0].text if finding.fix else None) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "The trial (RECOVERY) ran in the north (UK) with few people (n = 30).",
        "Patients with depression (MDD), heart failure (CHF) and a scan (MRI) came.",
        "Doctors of Médecins sans frontières (MSF) and the Union (EU) agreed.",
        "Weight in kilograms by height squared (BMI, kg/m2) was 24.",
        "COPD (emphysema and bronchitis) and TB (a lung disease) are reported.",
        "Low-density lipoprotein cholesterol (LDL-C) and human papilloma virus (HPV) were measured.",
        "Coronary Artery Surgery Study (CASS) data were used.",
    ],
)
def test_brackets_that_are_no_expansion_are_left_alone(text: str, setup: Setup) -> None:
    assert [finding.quote for finding in find(text, "acronym-mismatch", setup=setup)] == []


@pytest.mark.parametrize(
    ("words", "acronym", "fits"),
    [
        ("electrocardiogram", "ECG", True),
        ("deoxyribonucleic acid", "DNA", True),
        ("acute respiratory distress", "ARD", True),
        ("body weight index", "BMI", False),
        ("a history of blood pressure", "BP", True),
    ],
)
def test_words_that_spell_an_acronym(words: str, acronym: str, fits: bool) -> None:
    assert expansions.spell(expansions.read_words(words, 0, len(words)), acronym) is fits


def test_a_spun_quotation_gives_one_card(setup: Setup) -> None:
    text = "“The solitary dosage is mosting likely to help,” said Dr Osei, who saw a solitary dosage help."
    found = find(text, "spun-quote", "tortured-term", "spun-phrase", setup=setup)
    assert [(finding.rule, finding.quote) for finding in found] == [
        ("spun-quote", "solitary dosage"), ("spun-quote", "mosting likely to"), ("tortured-term", "solitary dosage"),
    ]  # fmt: skip


def test_a_tortured_term_is_mended_in_its_own_case(setup: Setup) -> None:
    found = find("Bosom cancer and SIDE OUTCOMES of a lonely dose.", "tortured-term", setup=setup)
    fixes = [finding.fix for finding in found if finding.fix]
    assert [fix.edits[0].text for fix in fixes] == ["Breast cancer", "SIDE EFFECTS", "single dose"]
    assert [fix.safe for fix in fixes] == [False, False, False]
