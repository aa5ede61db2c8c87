"""The layer `spun`, what tortured-term and spun-density make of it, and how it shows in summary and inspect."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

import medlint
from medlint.document import Context, Document
from medlint.findings import lint_source, read_document
from medlint.layers.spun import UNREAD, SpunText, spun_text
from medlint.model import Finding
from medlint.ruleset import Ruleset
from medlint.testing import Setup, open_setup
from medlint_spun import layer
from medlint_spun.density import DensityOptions, find_density, weigh_evidence
from medlint_spun.detector import Suspect
from medlint_spun.joining import join_suspects
from medlint_spun.votes import unstable_names

SPUN = """
# Sleep and the schoolchild

Youngsters who slumber inadequately learn inadequately. Repose hardens what was learned in the day and cleanses the
cerebrum of its side-effects. Teenagers require nine hours, yet their interior timepiece runs tardy, and classes
commence early. Displays in the bedchamber exacerbate it: the illumination detains the hormone that renders us drowsy.
Maintain standard hours, likewise toward the finish of the week, and charge the telephone in the kitchen. A tepid
shower, a dim chamber and a tranquil volume are superior to any tablet. Melatonin is vended without remedy in numerous
countries, however the portion on the mark is regularly mistaken. In the event that your kid wheezes boisterously or is
languid throughout the day, demand that the expert examine the tonsils. A straightforward blood assessment
uncovers a deficit of iron, which is an additional cause of anxious legs at evening time.
"""
CLEAN = """
# Sleep and the schoolchild

Children who sleep badly learn badly. Sleep fixes what was learned during the day and clears waste from the brain.
Teenagers need nine hours, but their body clock runs late and school starts early. Screens in the bedroom make it worse:
the light delays the hormone that makes us sleepy. Keep regular hours, also at the weekend, and charge the phone in the
kitchen. A warm shower, a dark room and a quiet book are better than any pill. Melatonin is sold without a prescription
in many countries, but the dose on the label is often wrong. If your child snores loudly or is tired all day, ask the
doctor to look at the tonsils. A simple blood test shows a lack of iron, which is another cause of restless legs at
night.
"""
CONTENTS = "Table of ContentsGout Can Be Fun For AnyoneThe Smart Trick of Gout That Nobody Is Discussing\n\n"
GERMAN = (
    "> Der Arzt hat mir gesagt, dass ich nicht mehr arbeiten soll, und die Schmerzen sind seitdem auch nicht besser"
    " geworden, aber ich kann wieder schlafen.\n\n"
)


@pytest.fixture(scope="module", name="setup")
def set_up() -> Setup:
    return open_setup()


def read(text: str, setup: Setup, markup: str = "markdown") -> Document:
    ruleset = Ruleset((), setup.knowledge, Context(setup.today), {}, frozenset())
    reader = setup.host.reader_for("", markup)
    return read_document(text, path="a.md", reader=reader, suffix=reader.suffixes[0], ruleset=ruleset)


def find(text: str, *rules: str, setup: Setup, least: str = "low") -> tuple[Finding, ...]:
    chosen = tuple(setup.rulebook.rules[rule] for rule in rules)
    ruleset = Ruleset(chosen, setup.knowledge, Context(setup.today), {}, frozenset(setup.rulebook.rules), least)
    reader = setup.host.reader_for("", "markdown")
    report, failures = lint_source(
        text, path="a.md", reader=reader, suffix=".md", ruleset=ruleset, checks=setup.host.checks,
        owners=setup.host.owners, partial=True,
    )  # fmt: skip
    assert failures == ()
    return report.findings


def test_a_spun_text_is_told_from_the_one_that_it_was_made_from(setup: Setup) -> None:
    spun, clean = spun_text(read(SPUN, setup)), spun_text(read(CLEAN, setup))
    assert spun.verdict == "spun" != clean.verdict
    assert spun.index > spun.bar > clean.index
    assert len(spun.phrases) > len(clean.phrases)


def test_of_a_spun_text_the_five_strongest_phrases_are_strong(setup: Setup) -> None:
    phrases = spun_text(read(SPUN, setup)).phrases
    strong = [phrase.score for phrase in phrases if not phrase.weak]
    assert len(strong) == layer.STRONGEST
    assert min(strong) >= max(phrase.score for phrase in phrases if phrase.weak)


def test_phrases_stand_in_order_apart_and_in_one_block(setup: Setup) -> None:
    document = read(SPUN, setup)
    phrases = spun_text(document).phrases
    assert all(one.end < two.start for one, two in pairwise(phrases))
    assert all(document.block_at(one.start) == document.block_at(one.end - 1) for one in phrases)
    assert all(document.prose[one.start : one.end].strip() == document.prose[one.start : one.end] for one in phrases)


def test_a_short_text_has_no_verdict(setup: Setup) -> None:
    short = " ".join(SPUN.split()[:60])
    text = spun_text(read(short, setup))
    assert text.verdict == "none"
    strong = [phrase for phrase in text.phrases if not phrase.weak]
    assert len(strong) != 1  # in a short text one alone bears nothing out


def test_a_text_of_another_field_is_not_judged(setup: Setup) -> None:
    words = "Zorblat frimple quandish the plimmer vosk, trundack miffel and grobbish sklee of wuntle drafe. " * 12
    text = spun_text(read(words, setup))
    assert (text.verdict, text.phrases) == ("none", ())


def test_nothing_to_read_is_nothing_odd(setup: Setup) -> None:
    assert spun_text(read("```\ncode alone\n```\n", setup)) == UNREAD


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "\n## References\n\n1. Doe J. Slumber hardens repose. Cleansed Cerebrum 2020;1:2-3.\n"),
        (CONTENTS, ""),
        ("```\nslumber hardens the bedchamber\n```\n\n", ""),
        (GERMAN, ""),
    ],
    ids=["references", "contents", "code", "german"],
)
def test_what_is_no_running_english_text_is_not_read(before: str, after: str, setup: Setup) -> None:
    alone, beside = read(CLEAN, setup), read(f"{before}{CLEAN}{after}", setup)
    prose = layer.readable_prose(beside)
    assert len(prose) == len(beside.prose)
    assert prose.split() == layer.readable_prose(alone).split()


def test_readable_prose_keeps_every_offset(setup: Setup) -> None:
    document = read(f"{CONTENTS}{SPUN}", setup)
    prose = layer.readable_prose(document)
    assert all(letter in {original, "\n"} for letter, original in zip(prose, document.prose, strict=True))


def test_suspects_that_touch_are_one_phrase_and_the_surest_says_what_it_was() -> None:
    prose = "Try a solitary dosage of it, and a calm repose."
    said = [
        ("solitary", "single dose", 2.0),
        ("dosage", "one dose", 3.0),
        ("calm", "quiet rest", 1.0),
        ("repose", "", 4.0),
    ]
    suspects = [
        Suspect(prose.index(words), prose.index(words) + len(words), likely, score, 7, ("another",))
        for words, likely, score in said
    ]
    found = list(join_suspects(prose, suspects))
    assert [(prose[one.start : one.end], one.likely, one.others, one.score) for one in found] == [
        ("solitary dosage", "one dose", ("single dose", "another"), 3.0),
        ("calm repose", "quiet rest", ("another",), 4.0),
    ]


def test_nothing_is_made_up_where_nothing_better_is_known() -> None:
    (alone,) = join_suspects("It is solitary.", [Suspect(6, 14, "", 2.0, 1)])
    assert (alone.likely, alone.others) == ("", ())


def test_tortured_term_tells_five_aloud_and_the_rest_as_notes(setup: Setup) -> None:
    found = find(SPUN, "tortured-term", setup=setup)
    unlisted = [one for one in found if one.confidence == "medium"]
    assert sum(one.severity == "warning" for one in unlisted) <= layer.STRONGEST
    assert {one.severity for one in unlisted} == {"warning", "info"}
    assert all(SPUN[one.start : one.end] == one.quote for one in found)
    assert find(CLEAN, "tortured-term", setup=setup) == ()


def test_tortured_term_never_speaks_twice_of_the_same_words(setup: Setup) -> None:
    found = find(SPUN.replace("the portion", "the solitary dosage"), "tortured-term", setup=setup)
    assert any(one.quote == "solitary dosage" and one.confidence == "high" for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_less_sure_findings_are_left_out_on_demand(setup: Setup) -> None:
    assert find(SPUN, "tortured-term", setup=setup)
    assert find(SPUN, "tortured-term", setup=setup, least="high") == ()


def test_the_message_names_the_original_where_one_is_known(setup: Setup) -> None:
    for one in find(SPUN, "tortured-term", setup=setup):
        assert "“something else”" not in one.message
        assert ("some other term" in one.message) == (
            one.suggestion is None or not one.suggestion.startswith("Perhaps")
        )


def test_a_spun_text_is_called_so_once_on_its_title(setup: Setup) -> None:
    (found,) = find(SPUN, "spun-density", setup=setup)
    assert (found.quote, found.scope) == ("Sleep and the schoolchild", "document")
    assert len(found.related) == layer.STRONGEST
    told = [" ".join(SPUN[place.start : place.end].split()) for place in found.related]
    assert all(words in found.message for words in told)
    assert find(CLEAN, "spun-density", setup=setup) == ()


def test_one_kind_of_evidence_is_never_an_error(setup: Setup) -> None:
    odd = SPUN.replace("Repose", "Rest")  # else sleep goes by three names, which is evidence of another kind
    (alone,) = find(odd, "spun-density", setup=setup)
    (beside,) = find(f"{odd}\n## A solitary dosage\n\nIt's mosting likely to help.\n", "spun-density", setup=setup)
    assert (alone.severity, beside.severity) == ("warning", "error")


def test_each_kind_of_evidence_counts(setup: Setup) -> None:
    options: DensityOptions = setup.rulebook.rules["spun-density"].settings
    texts = {
        "terms": "The solitary dosage hurt the computer mice.",
        "habits": "Right here's how: it is mosting likely to help.",
        "headings": "# The Smart Trick of Gout That Nobody Is Discussing\n\n## Gout Can Be Fun For Anyone",
        "anchors": "The pain goes over to these guys if you hop over to these guys now.",
        "names": "The first infusion was short, the second mixture long and the last concoction cold.",
        "acronyms": "It is mosting likely to help in post-traumatic anxiety problem (PTSD).",
    }
    for kind, text in texts.items():
        document = read(text, setup)
        assert weigh_evidence(document, UNREAD, options)[kind] > 0, kind
    plain = weigh_evidence(read(CLEAN, setup), UNREAD, options)
    assert not any(plain.values())


def called_spun(text: str, index: float, setup: Setup) -> bool:
    """Whether a text is reported whose index is so many times the bar."""
    document = read(text, setup)
    document._layers["spun"] = SpunText(index, "spun", ())
    return any(find_density(document, setup.rulebook.rules["spun-density"].settings))


def test_of_a_text_that_is_told_as_news_are_more_is_asked(setup: Setup) -> None:
    plain = 3 * CLEAN.replace("# Sleep and the schoolchild", "")
    spoken = plain.replace(" is ", "'s ").replace("Keep regular hours", '"Keep regular hours," says Ann Lee')
    assert [called_spun(plain, index, setup) for index in (0.8, 1.0, 1.2)] == [False, True, True]
    assert [called_spun(spoken, index, setup) for index in (0.8, 1.0, 1.2)] == [False, False, True]


def test_two_usual_names_of_one_thing_are_no_fault(setup: Setup) -> None:
    text = "The infusion is a mixture. The fever had an illness behind it, a disease with aches and pains."
    assert unstable_names(read(text, setup), "alternating-names") == ()


def test_what_speaks_of_rewording_is_not_called_spun(setup: Setup) -> None:
    assert find(f"{SPUN}\nThis page shows what an article spinner does.\n", "spun-density", setup=setup) == ()


def test_inspect_tells_the_index_and_the_phrases() -> None:
    told = medlint.inspect(SPUN).to_dict()
    index, phrases = told["spun"]["index"], told["spun"]["phrases"]
    assert 0 < index < 1
    assert phrases
    assert all(set(one) == {"start", "end", "likely", "score"} for one in phrases)
    assert all(told["text"][one["start"] : one["end"]].strip() for one in phrases)


def test_the_summary_has_the_index_of_inspect_and_five_phrases() -> None:
    report = medlint.lint(SPUN).files[0]
    assert report.summary["spun_index"] == medlint.inspect(SPUN).to_dict()["spun"]["index"]
    phrases = report.summary["spun_phrases"]
    assert isinstance(phrases, list)
    assert len(phrases) == layer.STRONGEST
    assert any(one["likely"] for one in phrases)


def run_python(code: str, folder: Path) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(("rules", "opened"), [("hype", "False"), ("tortured-term", "True")])
def test_the_table_is_opened_only_for_a_rule_that_asks(rules: str, opened: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(CLEAN, encoding="utf-8")
    code = (
        "import sys\nfrom medlint.cli import main\n"
        f"main(['check', '--quiet', '--no-config', '--select', '{rules}', 'a.md'])\n"
        "print('\\n' + str('medlint_spun.detector' in sys.modules), 'numpy' in sys.modules)"
    )
    assert run_python(code, tmp_path).splitlines()[-1] == f"{opened} False"


def test_the_plugin_is_imported_without_its_detector(tmp_path: Path) -> None:
    late = "('medlint_spun.detector', 'medlint_spun.table')"
    code = f"import sys, medlint_spun\nprint([name for name in {late} if name in sys.modules])"
    assert run_python(code, tmp_path) == "[]"
