"""The precision that a rule states of itself: what a rule file may say, and where a reader sees it."""

import sys
from pathlib import Path

import pytest

from medlint.cli import main
from rulefiles import book_of, only_error, rule_text, write

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))


def measured(precision: object = 0.93, judged: object = 30, on: str = "news, 2026", confidence: str = "high") -> str:
    table = f'\n[measured]\nprecision = {precision}\njudged = {judged}\non = "{on}"\n'
    return rule_text(confidence=f'"{confidence}"') + table


def test_a_rule_carries_what_was_measured(tmp_path):
    rule = book_of(write(tmp_path, claims__wonder=measured())).rules["wonder"]
    assert (rule.measured.precision, rule.measured.judged, rule.measured.on) == (0.93, 30, "news, 2026")


def test_a_rule_need_not_be_measured(tmp_path):
    assert book_of(write(tmp_path, claims__wonder=rule_text())).rules["wonder"].measured is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (measured(precision=1.01), "measured.precision"),
        (measured(precision=-0.1), "measured.precision"),
        (measured(judged=0), "measured.judged"),
        (measured(judged=2.5), "measured.judged"),
        (measured(on=" "), "measured.on"),
        (measured().replace("judged = 30", "judgd = 30"), "measured.judgd"),
        (measured(precision=0.89, confidence="high"), "confidence"),
        (measured(precision=0.74, confidence="medium"), "confidence"),
    ],
)
def test_figures_that_cannot_be_are_refused(tmp_path, text, key):
    error = only_error(book_of(write(tmp_path, claims__wonder=text)))
    assert error.key == key
    lines = (tmp_path / "claims/wonder.toml").read_text("utf-8").split("\n")
    assert lines[error.line - 1].startswith(f"{key.rpartition('.')[2]} =")


@pytest.mark.parametrize(("precision", "confidence"), [(0.9, "high"), (0.75, "medium"), (0.2, "low"), (1, "low")])
def test_a_confidence_may_promise_no_more_than_was_measured(tmp_path, precision, confidence):
    book = book_of(write(tmp_path, claims__wonder=measured(precision, confidence=confidence)))
    assert book.errors == ()


@pytest.fixture(name="explained")
def explain_rule(tmp_path, monkeypatch, capsys):
    def explained(text: str) -> str:
        write(tmp_path / "house", claims__wonder=text.replace('check = "words"', 'check = "phrase"'))
        head = 'root = true\nrule-folders = ["./house"]\n'
        (tmp_path / "medlint.toml").write_text(head, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert main(["explain", "wonder"]) == 0
        return capsys.readouterr().out

    return explained


def test_explain_shows_the_figures(explained):
    page = explained(measured(0.934, 31, "news stories of November 2026"))
    assert "measured precision 0.93, of 31 findings judged (news stories of November 2026)\n" in page


def test_explain_says_that_nothing_was_measured(explained):
    assert "precision not measured yet\n" in explained(rule_text())


def test_a_page_shows_the_figures(tmp_path):
    from msgspec.structs import replace

    from medlint.testing import open_setup
    from rule_page import render_page

    setup = open_setup()
    figures = book_of(write(tmp_path, claims__x=measured())).rules["x"].measured
    rule = replace(setup.rulebook.rules["hype"], measured=figures)
    check = setup.host.checks[rule.check]
    assert "- Measured precision: 0.93 of 30 findings judged (news, 2026)\n" in render_page(rule, check, [], [])
