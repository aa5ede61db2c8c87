"""Rule pages: what stands on one, where its words are marked, and that one which is not as it should be is noticed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from make_rule_pages import build_pages, differences, profiles_by_rule, write_pages
from medlint.host import load_host
from medlint.testing import Setup, open_setup
from rulefiles import BAD, GOOD, rule_text, write

PAGE = "claims/wonder-word.md"
MARKUP = 'bad = "# Wonder pill\\n\\nA <b>wonder drug</b> & more."\nflags = ["Wonder pill", "wonder drug"]'
STATES = {"wonder-word": ("all", "news (error)")}


def setup_of(folder: Path, text: str) -> Setup:
    """All that medlint has, with the one rule of a folder in place of its own."""
    write(folder, claims__wonder_word=text)
    setup = open_setup([folder], host=load_host([]))
    rules = {name: rule for name, rule in setup.rulebook.rules.items() if name == "wonder-word"}
    errors = tuple(error for error in setup.rulebook.errors if str(folder) in str(error))
    return replace(setup, rulebook=replace(setup.rulebook, rules=rules, errors=errors))


@pytest.fixture(name="pages")
def make_pages(tmp_path: Path) -> Mapping[str, str]:
    text = rule_text(check='"phrase"', suggestion='"Say what it does <and> how often."', supersedes="[]",
                     examples=[*BAD, MARKUP, *GOOD])  # fmt: skip
    return build_pages(setup_of(tmp_path / "rules", text), STATES)


def test_a_page_says_all_that_the_rule_file_says(pages: Mapping[str, str]) -> None:
    page = pages[PAGE]
    for said in (
        "# wonder-word\n",
        "Wonder words.\n",
        "- Severity: warning\n- Confidence: high; at least 9 in 10",
        "- On in the profiles: all, news (error)\n",
        '> "{quote}" promises too much.',
        "Readers take it for proof.",
        "- A guideline, 2020\n",
        "Say what it does &lt;and> how often.",
        "[`rules/claims/wonder-word.toml`](../../../rules/claims/wonder-word.toml)",
        "<!-- medlint: allow wonder-word: the reason -->",
    ):
        assert said in page


def test_options_have_their_value_their_default_and_their_meaning(pages: Mapping[str, str]) -> None:
    page = pages[PAGE]
    assert '| `cues` | `["wonder pill", "wonder drug"]` | must be set |' in page
    assert '| `negated` |  | `"keep"` |' in page
    assert "`cues` are the words." in page
    assert "`unless-near`: words" in page


def test_words_are_marked_where_the_finding_is_and_markup_is_shown_as_written(pages: Mapping[str, str]) -> None:
    page = pages[PAGE]
    assert "<pre>\nOne <mark>wonder pill</mark> a day, one <mark>Wonder Drug</mark> a week.\n</pre>" in page
    assert "# <mark>Wonder pill</mark>\n\nA &lt;b&gt;<mark>wonder drug</mark>&lt;/b&gt; &amp; more.\n</pre>" in page
    assert "<pre>\nNo wonder the pill sold.\n</pre>" in page.partition("## Left alone")[2]


def test_the_index_lists_the_rule_under_its_family(pages: Mapping[str, str]) -> None:
    row = "| [wonder-word](claims/wonder-word.md) | warning | high | Wonder words |"
    assert row in pages["README.md"].partition("## claims\n")[2]


def test_pages_are_written_checked_and_cleared_away(pages: Mapping[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "spun").mkdir(parents=True)
    (folder / "spun" / "gone.md").write_text("a rule that was")
    (folder / "README.md").write_text("old")
    assert differences(pages, folder) == [
        "README.md: is stale", f"{PAGE}: is missing", "spun/gone.md: has no rule",
    ]  # fmt: skip
    write_pages(pages, folder)
    assert differences(pages, folder) == []
    assert not (folder / "spun" / "gone.md").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (rule_text(check='"phrase"', options={"cues": '["wonder pill"]'}), "'wonder drug' was expected"),
        (rule_text(check='"phrase"', colour='"red"'), "colour"),
    ],
    ids=["example", "key"],
)
def test_no_page_is_made_from_a_rule_that_does_not_hold(
    text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setup = setup_of(tmp_path / "rules", text)
    with pytest.raises(SystemExit) as stop:
        build_pages(setup, {})
    assert stop.value.code == 2
    assert told in capsys.readouterr().err


def test_profiles_name_the_rules_that_they_turn_on() -> None:
    states = profiles_by_rule()
    assert all("all" in profiles for rule, profiles in states.items())
    assert any("article" in name for name in states["single-dose-study"])
