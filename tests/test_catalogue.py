"""Facts about the rules as a set: what every one of them must have, and what they must be together."""

import re
import statistics
from pathlib import Path

import pytest

from medlint.model import FAMILIES
from medlint.testing import open_setup

ROOT = Path(__file__).parents[1]
SETUP = open_setup()
RULES = SETUP.rulebook.rules
EACH = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))

TIER_A = {
    "hype", "promised-outcome", "sales-pressure", "link-anchor-residue", "unmarked-commercial-link", "keyword-stuffing",
    "tortured-term", "template-heading", "acronym-mismatch", "spun-quote", "page-boilerplate", "broken-text",
    "unsafe-suicide-wording",
}  # fmt: skip
"""The rules whose signs are closed sets of phrases or structure."""
JOINED = {"preclinical-to-human", "single-dose-study", "uncited-efficacy"}
"""The rules that join a claim to its source, or a study to its limits."""


def test_the_first_rules_are_all_there():
    assert RULES.keys() >= TIER_A | JOINED


def test_the_rules_are_those_of_the_folder():
    files = {path.stem: path.parent.name for family in FAMILIES for path in (ROOT / "rules" / family).glob("*.toml")}
    assert files == {rule.id: rule.family for rule in RULES.values()}


@EACH
def test_a_rule_speaks_plainly(rule):
    assert rule.message[-1] in ".?"
    assert rule.why[-1] in ".?"
    assert len(rule.title) <= 80
    assert rule.title[0].isupper() or rule.title[0] in "\u201c\"'"
    assert not re.search(
        r"\b(?:lexicon|regex|token|heuristic|regular expression)\b", f"{rule.message} {rule.why}", re.IGNORECASE
    )


@EACH
def test_a_rule_names_a_standard_with_its_year(rule):
    assert all(re.search(r"\d{4}|ongoing|current", str(source.year)) for source in rule.sources)


@EACH
def test_an_error_is_of_high_confidence(rule):
    assert rule.severity != "error" or rule.confidence == "high"


@EACH
def test_examples_show_both_sides(rule):
    assert sum(bool(example.bad) for example in rule.examples) >= 5 or rule.family in {
        "safety",
        "structure",
        "sourcing",
    }
    assert sum(bool(example.good) for example in rule.examples) >= 4
    texts = [(example.bad or example.good, str(example.options), example.profile) for example in rule.examples]
    assert len(texts) == len(set(texts))


def test_a_finding_marks_few_words():
    spans = [flag for rule in RULES.values() for example in rule.examples for flag in example.flags]
    assert statistics.median(len(flag.split()) for flag in spans) <= 6
    assert statistics.quantiles([len(flag) for flag in spans], n=20)[-1] <= 80


def test_the_default_profile_leaves_general_absences_to_the_others():
    ignored = set(SETUP.rulebook.profiles["article"].ignore)
    assert {"missing-cost", "missing-alternatives", "missing-harms", "no-references"} <= ignored
    assert "missing-crisis-resource" not in ignored
    assert SETUP.rulebook.profiles["all"].ignore == ()


@pytest.mark.parametrize("rule", sorted(TIER_A | JOINED))
def test_the_first_rules_have_minimal_pairs(rule):
    text = (ROOT / "tests" / "pairs" / f"{rule}.toml").read_text("utf-8")
    least = 40 if rule in JOINED | {"unmarked-commercial-link", "tortured-term"} else 12
    assert text.count("[[pair]]") >= least


@pytest.mark.parametrize("rule", sorted(JOINED))
def test_half_of_the_pairs_of_the_joining_rules_decide_from_afar(rule):
    text = (ROOT / "tests" / "pairs" / f"{rule}.toml").read_text("utf-8")
    assert text.count("far = true") >= 18
