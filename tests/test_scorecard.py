"""The scorecard of a text: what each criterion makes of it, what is credited, what comes first, what is not judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import medlint
from medlint.config import Overrides
from medlint.document import Document
from medlint.findings import lint_source, read_document
from medlint.model import Finding
from medlint.run import Workshop
from medlint.scorecard import not_judged, summarise
from medlint.scorecard.asks import ASKS, PAGE_ASKS
from medlint.scorecard.priorities import fix_first
from medlint.testing import open_setup

BASE = """
You come to the clinic three times, and each visit takes about an hour. A nurse looks at the knee, cleans the skin and
numbs it. The doctor then guides the needle by ultrasound, and you rest for a quarter of an hour before you go home.
Most people walk to the bus by themselves. You should not run or carry heavy bags for two days. A letter goes to your
own doctor within the week, and you can ring the ward with any question at all.
"""
KNEE = f"# Knee injections\n\n{BASE}"
PAPER = "A trial in 240 adults, published in *The Lancet* in 2024, compared the two ways."


def card_of(text: str, **config: object) -> dict[str, Any]:
    report = medlint.lint(text, config=config or None)
    assert report.failures == ()
    return report.to_dict()["files"][0]["summary"]


def criterion(text: str, key: str, **config: object) -> dict[str, Any]:
    return card_of(text, **config)["criteria"][key]


def test_there_are_ten_criteria_with_fixed_keys():
    assert [ask.key for ask in ASKS] == [
        "costs", "benefits-quantified", "harms", "evidence-quality", "disease-mongering", "independent-sources",
        "alternatives", "availability", "novelty", "beyond-press-release",
    ]  # fmt: skip
    criteria = card_of(KNEE)["criteria"]
    assert list(criteria) == [ask.key for ask in (*ASKS, *PAGE_ASKS)]
    assert [ask.key for ask in PAGE_ASKS] == ["byline", "date", "references"]
    assert {tuple(judged) for judged in criteria.values()} == {("state", "cue", "line", "looked_for", "rules")}


def test_the_summary_has_the_keys_of_the_interface_and_its_own():
    assert list(card_of(KNEE)) == [
        "verdict", "reasons", "language", "spun_index", "spun_phrases", "per_1000_words", "studies", "criteria",
        "credited", "fix_first", "not_judged",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "words", "cue"),
    [
        ("costs", "One injection costs about £180, and the series is not covered.", "£180"),
        ("costs", "The three visits come to $640.", "$640"),
        ("harms", "Side effects are swelling for a day and, rarely, an infection of the joint.", "swelling"),
        ("alternatives", "Exercise is an alternative, and some people choose to wait.", "alternative"),
        ("availability", "The gel is licensed for arthritis of the knee in adults.", "licensed for arthritis"),
        ("benefits-quantified", "Pain improved in 4 of 10 people, against 3 of 10 with salt water.", "4 of 10"),
        ("disease-mongering", "A sore knee often gets better by itself within weeks.", "gets better by itself"),
    ],
)
def test_a_criterion_is_met_by_words_that_are_quoted_with_their_line(key, words, cue):
    judged = criterion(f"{KNEE}\n{words}\n", key)
    assert judged["state"] == "met"
    assert cue in judged["cue"]
    assert judged["line"] == f"{KNEE}\n{words}\n".split("\n").index(words) + 1


@pytest.mark.parametrize("key", ["costs", "harms", "alternatives", "benefits-quantified"])
def test_a_criterion_is_not_met_where_nothing_is_said_and_says_what_was_looked_for(key):
    judged = criterion(KNEE, key)
    assert (judged["state"], judged["line"]) == ("not-met", None)
    assert judged["cue"] == f"looked for: {judged['looked_for']}"


def test_a_promise_of_harms_names_none():
    judged = criterion(f"{KNEE}\nAs with any injection there may be side effects.\n", "harms")
    assert judged["state"] == "not-met"
    assert judged["cue"].endswith("found only: side effects")


@pytest.mark.parametrize("key", ["costs", "harms", "alternatives", "availability", "novelty", "evidence-quality"])
def test_nothing_is_asked_of_a_text_that_is_not_about_it(key):
    text = "# Where to find the ward\n\nTake the lift to the third floor and turn left. The desk is on the right."
    assert criterion(text, key) == {
        "state": "not-applicable", "cue": None, "line": None, "looked_for": None, "rules": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["# Knee injections\n\nYou come to the clinic three times.", f"{KNEE}\n{{{{< prices >}}}}\n"],
    ids=["a short text", "a shortcode"],
)
def test_where_silence_means_little_a_person_is_asked(text):
    assert criterion(text, "costs")["state"] == "needs-a-person"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("costs", "Most people lost ten pounds on the way."),
        ("costs", "The company turned over $3 billion with it."),
        ("harms", "Infection is more common in people at risk."),
        ("alternatives", "The scar was small compared with that of open surgery."),
        ("benefits-quantified", "Of those asked, 40% had heard of the gel."),
    ],
)
def test_words_that_may_mean_something_else_are_shown_to_a_person(key, words):
    judged = criterion(f"{KNEE}\n{words}\n", key)
    assert judged["state"] == "needs-a-person"
    assert judged["cue"] in words


@pytest.mark.parametrize(
    "words",
    ["## Risks\n\n- infection\n- swelling\n", "Side effects:\n\n- infection\n- swelling\n", "It can cause swelling."],
    ids=["below a heading", "in a list", "in the sentence"],
)
def test_a_harm_is_named_beside_a_word_of_harm(words):
    assert criterion(f"{KNEE}\n{words}\n", "harms")["state"] == "met"


def test_front_matter_may_list_harms():
    judged = criterion(f"---\nside_effects: swelling\n---\n{KNEE}", "harms")
    assert (judged["state"], judged["cue"], judged["line"]) == ("met", "in the front matter", None)


def test_a_finding_answers_before_words_that_would_be_enough():
    document = document_of(f"{KNEE}\nSide effects are swelling and bruising.\n")
    told = [finding("absolute-safety", "claims", severity, 20) for severity in ("info", "warning")]
    states = [summarise(document, told[:count])["criteria"]["harms"] for count in (1, 2)]
    assert [judged["state"] for judged in states] == ["met", "not-met"]
    assert (states[1]["cue"], states[1]["line"], states[1]["rules"]) == ("word", 1, ("absolute-safety",))


def test_evidence_is_a_matter_for_a_person_where_a_study_has_no_limit():
    text = f"{KNEE}\nIn a randomised trial, 240 adults were given the gel once a week.\n"
    judged = criterion(text, "evidence-quality", select=("hype",), no_config=True)
    assert judged["state"] == "needs-a-person"
    assert "randomised trial" in judged["cue"]


def test_evidence_is_good_where_each_study_names_its_limit():
    text = f"{KNEE}\n{PAPER} The study was small and had no control group.\n"
    judged = criterion(text, "evidence-quality")
    assert judged["state"] == "met"
    assert judged["cue"] in " ".join(text.split())


def test_somebody_without_a_part_in_the_study_is_an_independent_source():
    said = "“I would wait for more,” said Dr Ida Brook, a surgeon in Leeds who was not involved in the study."
    judged = criterion(f"{KNEE}\n{PAPER} {said}\n", "independent-sources")
    assert judged["state"] == "met"
    assert "not involved in the study" in judged["cue"]


def test_a_disclosure_alone_leaves_the_sources_to_a_person():
    judged = criterion(f"{KNEE}\n{PAPER} The trial was funded by the maker of the gel.\n", "independent-sources")
    assert judged["state"] == "needs-a-person"
    assert "funded by" in judged["cue"]


def test_novelty_is_left_to_a_person_with_the_words_that_claim_it():
    judged = criterion(f"{KNEE}\nThis operation is a breakthrough.\n", "novelty")
    assert (judged["state"], judged["cue"]) == ("needs-a-person", "breakthrough")


def test_a_release_is_quoted_and_left_to_a_person():
    judged = criterion(f"{KNEE}\n{PAPER} “We are glad,” the maker said in a statement.\n", "beyond-press-release")
    assert judged["state"] == "needs-a-person"
    assert "in a statement" in judged["cue"]


def test_good_words_are_no_answer_where_no_rule_could_contradict_them():
    text = f"{KNEE}\nPain improved in 4 of 10 people.\n"
    judged = criterion(text, "benefits-quantified", select=("hype",), no_config=True)
    assert judged["state"] == "needs-a-person"
    assert "4 of 10" in judged["cue"]


# ------------------------------------------------------------------ lines about the page
SHOWN = "---\nauthor: Jo Bell\nlast_reviewed: 2026-03-01\n---\n"


@pytest.mark.parametrize("profile", ["article", "patient-info", "all"])
def test_a_page_without_byline_date_and_references_misses_them_in_every_profile(profile):
    criteria = card_of(KNEE, profile=profile)["criteria"]
    judged = [criteria[ask.key] for ask in PAGE_ASKS]
    assert [one["state"] for one in judged] == ["not-met"] * 3
    assert [one["rules"] for one in judged] == [[ask.absence] for ask in PAGE_ASKS]
    assert all(one["cue"] for one in judged)


def test_the_default_profile_has_no_finding_for_them_and_all_has():
    absences = {ask.absence for ask in PAGE_ASKS}
    told = [
        {finding.rule for finding in medlint.lint(KNEE, config={"profile": profile}).files[0].findings} & absences
        for profile in ("article", "all")
    ]
    assert told == [set(), absences]


def test_what_the_page_shows_is_met():
    criteria = card_of(f"{SHOWN}{KNEE}\n[A trial](https://pubmed.ncbi.nlm.nih.gov/33500049/) had 240 adults.\n")[
        "criteria"
    ]
    assert [criteria[ask.key]["state"] for ask in PAGE_ASKS] == ["met"] * 3
    assert criteria["references"]["line"] is not None


ABSENT = {"missing-harms", "missing-alternatives", "missing-cost"} | {ask.absence for ask in PAGE_ASKS}
LEFT_OUT = {
    "article": ABSENT - {"missing-byline-or-reviewer", "missing-or-stale-date"},
    "all": set(),
    "clinic-site": set(),
    "news": {"missing-or-stale-date"},
    "patient-info": {"missing-cost"},
    "press-release": {"missing-byline-or-reviewer", "missing-or-stale-date", "missing-cost", "missing-alternatives"},
}
TRIGGERED = {"missing-crisis-resource", "undisclosed-interest", "missing-approval-status"}


@pytest.mark.parametrize("profile", LEFT_OUT)
def test_each_profile_asks_for_the_general_absences_that_concern_it_and_for_all_with_a_trigger(profile):
    workshop = Workshop(Overrides(profile=profile, no_config=True))
    active = {rule.id for rule in workshop.ruleset(workshop.config(Path.cwd() / "x")).rules}
    assert ABSENT - active == LEFT_OUT[profile]
    assert active >= TRIGGERED


def test_a_reviewer_is_missed_where_the_profile_asks_for_one():
    states = [criterion(f"{SHOWN}{KNEE}", "byline", profile=profile)["state"] for profile in ("news", "patient-info")]
    assert states == ["met", "not-met"]


def test_a_review_that_is_too_old_is_told_with_its_month():
    judged = criterion(f"{KNEE}\nPage last reviewed: March 2016\n", "date")
    assert judged["state"] == "not-met"
    assert "March 2016" in judged["cue"]


@pytest.mark.parametrize(("key", "state"), [("byline", "not-applicable"), ("date", "not-applicable")])
def test_a_part_of_a_page_has_no_byline(key, state):
    assert criterion(BASE, key)["state"] == state


def test_a_template_may_hold_byline_and_date():
    assert criterion(f"{KNEE}\n{{{{< footer >}}}}\n", "date")["state"] == "needs-a-person"


def test_an_allowed_absence_is_an_absence_still():
    allowed = KNEE.replace("# Knee", "<!-- medlint: allow-file missing-or-stale-date: archive -->\n\n# Knee")
    assert criterion(allowed, "date", profile="all")["state"] == "not-met"


# ------------------------------------------------------------------ agreement with the rules
SETUP = open_setup()
SHARED = {"costs": "missing-cost", "harms": "missing-harms", "alternatives": "missing-alternatives"}


@pytest.mark.parametrize(("key", "rule"), SHARED.items(), ids=list(SHARED))
def test_a_rule_about_the_whole_text_and_its_criterion_agree(key, rule):
    workshop = Workshop(Overrides(select=(rule,), no_config=True))
    ruleset = workshop.ruleset(workshop.config(Path.cwd() / "x"))
    checked = 0
    for other in SHARED.values():
        for example in SETUP.rulebook.rules[other].examples:
            # Long enough to be judged: the rule misses nothing in a short text.
            text = f"{example.bad or example.good}\n\n" + "The desk is open from nine to five. " * 12
            reader = workshop.host.reader_for(".md")
            report, _ = lint_source(
                text, path="a.md", reader=reader, suffix=".md", ruleset=ruleset, checks=workshop.host.checks,
                owners=workshop.host.owners,
            )  # fmt: skip
            state = report.summary["criteria"][key]["state"]
            document = read_document(text, path="a.md", reader=reader, suffix=".md", ruleset=ruleset)
            silent = summarise(document, (), (), ruleset.known)["criteria"][key]["state"]
            assert (state == "not-met") == (rule in {finding.rule for finding in report.findings}), text
            assert (silent == "not-met") == (state == "not-met"), text
            checked += 1
    assert checked >= 20


@pytest.mark.parametrize(("key", "rule"), SHARED.items(), ids=list(SHARED))
def test_rule_and_criterion_look_for_the_same(key, rule):
    ask = next(ask for ask in ASKS if ask.key == key)
    options = SETUP.rulebook.rules[rule].options
    assert options["topic"] == "treatments"
    assert options["required"] == ask.cues[0][0]
    assert options["looked-for"] == ask.looked_for


def test_every_rule_of_the_catalogue_that_a_criterion_names_is_a_rule_or_will_be():
    catalogue = {"no-independent-source", "undisclosed-interest", "missing-approval-status", "drug-name-conflation"}
    named = {rule for ask in ASKS for rule in (*ask.rules, ask.absence) if rule}
    assert len(named & set(SETUP.rulebook.rules)) >= 15
    assert catalogue <= named


# ------------------------------------------------------------------ what is credited, first, and left out
def test_what_is_good_is_credited_with_its_words_and_line():
    text = f"{KNEE}\nThe drug costs $40. Side effects are swelling and bruising. One option is to wait.\n"
    credited = card_of(text)["credited"]
    assert {(entry["group"], entry["quote"]) for entry in credited} >= {("harm", "swelling"), ("harm", "bruising")}
    assert {entry["group"] for entry in credited} >= {"cost", "harm", "alternative"}
    assert {entry["line"] for entry in credited} == {text.split("\n").index("The drug costs $40. Side effects are "
                                                     "swelling and bruising. One option is to wait.") + 1}  # fmt: skip


def test_a_caveat_is_credited_by_its_kind():
    credited = card_of(f"{KNEE}\n{PAPER} The study was small and had no control group.\n")["credited"]
    assert "control" in {entry["kind"] for entry in credited if entry["group"] == "caveat"}


def test_symptoms_are_no_harms_of_a_treatment():
    told = "Gout is a swelling of the joints.\n\n## Risks\n\nComplications are fever and infection."
    text = f"# What is gout?\n\n{told}\n{BASE}"
    assert [entry for entry in card_of(text)["credited"] if entry["group"] == "harm"] == []


def finding(rule: str, family: str, severity: str, start: int, *, end: int | None = None, **more: Any) -> Finding:
    end = start + 4 if end is None else end
    return Finding(rule, family, severity, "high", "", start, end, 1, 1, 1, 1, "word", **more)


def document_of(text: str) -> Document:
    return medlint.inspect(text)


def test_the_gravest_place_that_most_readers_see_comes_first():
    text = "# A headline of some words\n\n" + "word " * 400
    far = len(text) - 20
    places = [
        finding("hype", "claims", "warning", far),
        finding("hype", "claims", "warning", 60),
        finding("hype", "claims", "warning", 4),
        finding("glued", "structure", "error", far - 50),
        finding("note", "claims", "info", 6),
    ]
    ranked = fix_first(document_of(text), places)
    assert [place["start"] for place in ranked] == [far - 50, 4, 60, far]


def test_five_places_at_most_and_each_once():
    text = "word " * 400
    many = [finding("hype", "claims", "warning", at) for at in range(0, 100, 5)]
    twins = [finding("cure-claim", "claims", "warning", 0), finding("hype", "claims", "warning", 2, end=9)]
    assert len(fix_first(document_of(text), many)) == 5
    assert [place["rule"] for place in fix_first(document_of(text), twins)] == ["cure-claim"]


def test_what_is_missing_does_not_borrow_the_prominence_of_the_title():
    text = "# A headline\n\n" + "word " * 400
    missing = finding("missing-harms", "caveats", "warning", 2, end=12, scope="document")
    inside = finding("single-dose-study", "caveats", "warning", 30)
    assert fix_first(document_of(text), [missing, inside])[0]["rule"] == "single-dose-study"


def test_the_order_of_findings_does_not_matter():
    text = "# A headline\n\n" + "word " * 400
    places = [finding("hype", "claims", "warning", at) for at in (20, 4, 900, 40, 41, 300)]
    document = document_of(text)
    assert fix_first(document, places) == fix_first(document, places[::-1])


def test_the_same_text_gives_the_same_scorecard():
    text = f"{KNEE}\n{PAPER} Side effects are swelling and bruising. It cures all pain. A miracle.\n"
    assert json.dumps(card_of(text)) == json.dumps(card_of(text))


def test_what_no_program_can_judge_is_always_said():
    assert card_of(KNEE)["not_judged"][:4] == [
        "whether the story is new", "whether each source says what it is cited for",
        "whether the people quoted are independent", "whether the medicine is right",
    ]  # fmt: skip


def test_rules_that_were_not_run_are_named():
    limits = card_of(KNEE, select=("hype",), no_config=True)["not_judged"]
    assert any(limit.startswith("what the rules say that were not run: absolute-safety, ") for limit in limits)


def test_a_layer_that_could_not_be_built_is_named_and_left_to_a_person():
    document = document_of(f"{KNEE}\n{PAPER}\n")
    for layer, keys in (("essentials", ("costs", "novelty")), ("studies", ("evidence-quality", "novelty"))):
        layers = {name: one for name, one in document.knowledge.layers.items() if name != layer}
        broken = read_again(document, replace(document.knowledge, layers=layers))
        card = summarise(broken, ())
        assert f"anything that rests on the layer {layer}, which could not be built" in card["not_judged"]
        assert {card["criteria"][key]["state"] for key in keys} == {"needs-a-person"}


def test_claims_are_not_asked_for():
    document = document_of(f"{KNEE}\n{PAPER} Pain improved in 4 of 10 people.\n")
    layers = {name: one for name, one in document.knowledge.layers.items() if name != "claims"}
    without = read_again(document, replace(document.knowledge, layers=layers))
    assert summarise(without, ()) == summarise(document, ())


def read_again(document: Document, knowledge: Any) -> Document:
    from medlint.readers.markdown import read_markdown

    prose = read_markdown(document.source, ".md")
    return Document(
        path="a.md", format="markdown", source=document.source, prose=prose, knowledge=knowledge,
        context=document.context,
    )  # fmt: skip


def test_rates_are_findings_per_thousand_words():
    text = f"{KNEE}\nThis is a miracle.\n"
    report = medlint.lint(text).files[0]
    count = sum(one.family == "claims" for one in report.findings)
    assert count
    assert report.summary["per_1000_words"]["claims"] == round(1000 * count / report.words, 1)


def test_spun_phrases_are_named_with_what_was_meant():
    card = card_of(f"{KNEE}\nSide results are mild. Side results pass.\n")
    assert [(one["quote"], one["likely"]) for one in card["spun_phrases"]] == [("Side results", "Side effects")]
    assert card["spun_index"] > 0


def test_a_foreign_text_is_not_judged_at_all():
    text = (
        "# Die Spritze\n\n"
        + "Das Knie wird mit einer Spritze behandelt, und die Schmerzen sind danach nicht mehr da. " * 6
    )
    card = card_of(text)
    assert card["criteria"] == {}
    assert list(card) == list(not_judged("de"))


def test_evidence_is_met_only_where_every_study_has_its_limits_named():
    told = "In a randomised trial ([2020](https://doi.org/10.1000/a)), 30 patients took the drug. The study was small."
    first = f"## One\n\n{told}"
    second = "## Two\n\nIn a trial ([2021](https://doi.org/10.1000/b)), 4,000 adults took the drug."
    both = criterion(f"# A drug for sleep\n\n{first}\n\n{second}\n", "evidence-quality")
    alone = criterion(f"# A drug for sleep\n\n{first}\n", "evidence-quality")
    assert (alone["state"], both["state"]) == ("met", "needs-a-person")
