"""What the examples of a rule leave untried."""

from pathlib import Path

import pytest

from houses import make_house  # noqa: F401 - an autouse fixture
from medlint.cli import main
from medlint.coverage import Coverage, cover
from medlint.testing import open_setup

PATH = Path("house", "promotion", "wonder-pill.toml")


def covered(options: str = "", more: str = "") -> Coverage:
    """The coverage of the rule with further options and examples."""
    text = PATH.read_text(encoding="utf-8").replace('cues = ["wonderpill"]', f'cues = ["wonderpill"]\n{options}')
    PATH.write_text(text + more, encoding="utf-8")
    setup = open_setup([Path("house")])
    assert setup.rulebook.errors == ()
    return cover(setup.rulebook.rules["wonder-pill"], setup)


def phrases(found: Coverage) -> dict[str, tuple[bool, int, tuple[str, ...]]]:
    return {one.lexicon: (one.own, one.count, one.untried) for one in found.phrases}


def test_a_rule_without_options_has_all_its_phrases_in_examples() -> None:
    found = covered()
    assert (found.rule, found.bad, found.good, found.options, found.untried) == ("wonder-pill", 3, 3, 0, ())
    assert phrases(found) == {"wonder-pill.cues": (True, 1, ())}


def test_a_phrase_that_stands_in_no_example_is_named_as_it_is_written() -> None:
    found = covered(
        'unless = ["no wonderpill", "wonderpill {factory,plant}"]', '\n[[example]]\ngood = "No wonderpill."\n'
    )
    assert phrases(found)["wonder-pill.unless"] == (True, 2, ("wonderpill {factory,plant}",))
    assert (found.options, found.untried) == (1, ())


@pytest.mark.parametrize(
    ("option", "example"),
    [
        ('negated = "exempt"', 'good = "It is not a wonderpill."'),
        ('quoted = "exempt"', 'good = "\\"It is a wonderpill for all of us,\\" the doctor said."'),
        ('unless-near = ["no such thing"]', 'good = "There is no such thing as a wonderpill."'),
    ],
)
def test_an_option_is_tried_where_an_example_says_something_else_without_it(option: str, example: str) -> None:
    name = option.partition(" ")[0]
    assert covered(option).untried == (name,)
    assert covered("", f"\n[[example]]\n{example}\n").untried == ()


def test_what_another_lexicon_brings_along_is_not_the_rules_own() -> None:
    found = covered('unless-near = ["@hedges", "at best"]')
    assert phrases(found)["wonder-pill.unless-near"] == (True, 1, ("at best",))


def test_an_option_that_others_need_counts_as_tried() -> None:
    head = PATH.read_text(encoding="utf-8").partition("\n[[example]]")[0]
    head = head.replace("wonderpill", "Skip this part").replace(
        "[options]", "[options]\nwhole-block = true\ndelete = true"
    )
    bad = '\n[[example]]\nbad = "One of {0}.\\n\\nSkip this part\\n\\nTwo of {0}."\nflags = ["Skip this part"]\n'
    good = '\n[[example]]\ngood = "Skip this part of {0}."\n'
    PATH.write_text(head + "".join((bad + good).format(town) for town in ("Bath", "York", "Leeds")), encoding="utf-8")
    assert covered().untried == ()


def test_the_report_names_a_few_phrases_and_with_verbose_all(capsys: pytest.CaptureFixture[str]) -> None:
    cues = ", ".join(f'"frell {word}"' for word in ("tonic", "water", "salt", "bread", "soap"))
    text = PATH.read_text(encoding="utf-8").replace(
        'cues = ["wonderpill"]', f'cues = ["wonderpill", {cues}]\nasked = "exempt"'
    )
    PATH.write_text(text, encoding="utf-8")
    assert main(["test", "wonder-pill", "--coverage"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "   3 bad     3 good  wonder-pill",
        "         1 of    6 phrases of wonder-pill.cues",
        "                   not frell tonic",
        "                   not frell water",
        "                   not frell salt",
        "                   nor 2 more (--verbose names them)",
        "      changes nothing in any example: asked",
        "0 of 1 options change something in an example",
        "1 of 6 phrases written out in rules stand in an example",
        "6 examples of 1 rule: all passed",
    ]
    assert main(["test", "wonder-pill", "--coverage", "--verbose"]) == 0
    assert "                   not frell soap\n" in capsys.readouterr().out


def test_every_rule_of_ours_can_be_covered_and_most_of_one_is() -> None:
    setup = open_setup()
    found = cover(setup.rulebook.rules["undefined-term"], setup)
    assert (found.bad, found.good) > (2, 2)
    assert all(len(one.untried) <= one.count for one in found.phrases)
    assert len(found.untried) <= found.options
