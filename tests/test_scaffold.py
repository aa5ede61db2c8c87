"""A new rule's skeleton: where it is written, what it refuses, and that it works once it is filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest
import tomli
from msgspec import Struct
from msgspec.structs import fields

from medlint.errors import UsageError
from medlint.host import load_host
from medlint.model import Check, Cues
from medlint.rulebook import RuleFolder, load
from medlint.scaffold import write_rule
from rulefiles import CHECKS, WordsOptions, book_of, find_words, only_error, rule_text, write


def test_a_skeleton_is_written_where_its_name_says(tmp_path: Path) -> None:
    path = write_rule(tmp_path / "rules", "claims/wonder-word", checks=CHECKS)
    assert path == tmp_path / "rules" / "claims" / "wonder-word.toml"
    data = tomli.loads(path.read_text("utf-8"))
    assert data["check"] == "breaks"  # the first by name, for want of `phrase`
    assert len(data["example"]) == 6
    assert data["options"] == {}


def test_the_usual_check_comes_first_and_its_options_are_listed(tmp_path: Path) -> None:
    checks = {**CHECKS, "phrase": Check("phrase", WordsOptions, find_words, frozenset({"word"}))}
    text = write_rule(tmp_path, "claims/wonder-word", checks=checks).read_text("utf-8")
    assert 'check = "phrase"       # the mechanism; known:\n' in text
    assert "#   breaks, idle, nested, phrase, words\n" in text
    assert "#   {quote}: the words that were found\n" in text
    assert "#   {word}\n" in text
    assert "[options]\n# cues = ...       # must be set: phrases\n# unless-any = []  # a list of phrases\n" in text
    assert '# table = ""       # the id of a fact table\n# within = 3       # a whole number\n' in text


class ManyOptions(Struct, frozen=True, rename="kebab"):
    effect: Literal["keep", "lower", "exempt"] = "keep"
    kinds: tuple[Literal["heading", "paragraph"], ...] = ("heading",)
    share: float = 0.5
    is_strict: bool = False
    maybe: Cues | None = None
    by_name: Mapping[str, Cues] = {}


def test_defaults_and_allowed_values_are_written_out(tmp_path: Path) -> None:
    check = Check("many", ManyOptions, find_words, {"state": "how it is"})
    text = write_rule(tmp_path, "claims/wonder-word", checks={"many": check}).read_text("utf-8")
    lines = [" ".join(line.split()) for line in text.split("[options]\n")[1].split("\n[[source]]")[0].splitlines()]
    assert lines == [
        '# effect = "keep" # keep | lower | exempt',
        '# kinds = ["heading"] # a list of heading | paragraph',
        "# share = 0.5 # a number",
        "# is-strict = false # true | false",
        '# maybe = "" # phrases',
        "# by-name = {} # a table",
    ]
    assert "#   {state}: how it is\n" in text


def test_every_shipped_check_has_a_skeleton_that_is_toml_in_narrow_lines(tmp_path: Path) -> None:
    checks = load_host().checks
    for name, check in checks.items():
        path = write_rule(tmp_path / name, "claims/wonder-word", checks={name: check})
        text = path.read_text("utf-8")
        assert tomli.loads(text)["check"] == name
        defaults = re.sub(r"(?m)^# ([a-z-]+ = )(?!\.\.\.)", r"\1", text)
        assert max(map(len, text.splitlines())) <= 120
        assert set(tomli.loads(defaults)["options"]) == {
            field.encode_name for field in fields(check.options) if not field.required
        }


def test_a_skeleton_does_not_load_until_it_is_filled_in(tmp_path: Path) -> None:
    checks = {"words": CHECKS["words"]}
    path = write_rule(tmp_path, "claims/wonder-word", checks=checks)
    text = path.read_text("utf-8")
    told = []
    for old, new in [
        ('title = ""', 'title = "Wonder words"'),
        ('message = ""', 'message = "{quote} promises too much."'),
        ('why = ""', 'why = "Readers take it for proof."'),
        ('title = ""', 'title = "A guideline"'),
        ('year = ""', "year = 2020"),
        *([('bad = ""', 'bad = "A wonder pill."'), ('flags = [""]', 'flags = ["wonder pill"]')] * 3),
        *([('good = ""', 'good = "A pill."')] * 3),
        ("# cues = ...       # must be set: phrases", 'cues = ["wonder pill"]'),
    ]:
        error = only_error(load([RuleFolder(tmp_path, "house")], checks))
        assert (error.path, error.line is not None) == (str(path), True)
        told.append(error.key)
        assert old in text
        text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")
    book = load([RuleFolder(tmp_path, "house")], checks)
    assert book.errors == ()
    assert book.rules["wonder-word"].since == "0.1"
    assert told[:7] == [
        "title",
        "message",
        "why",
        "source[1].title",
        "source[1].year",
        "example[1].bad",
        "example[1].flags[1]",
    ]
    assert told[-1] == "options"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("wonder-word", "'wonder-word' is no rule name: write FAMILY/RULE"),
        ("claim/wonder-word", "unknown family 'claim'; did you mean 'claims'? (families: claims, caveats,"),
        ("lexicons/wonder-word", "unknown family 'lexicons'"),
        ("claims/Wonder-Word", "'Wonder-Word' is no rule id"),
        ("claims/wonder_word", "'wonder_word' is no rule id"),
        ("claims/a/b", "'a/b' is no rule id"),
        ("claims/../x", "'../x' is no rule id"),
        ("claims/", "'' is no rule id"),
    ],
)
def test_names_are_held_to_their_form(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        write_rule(tmp_path, name, checks=CHECKS)
    assert message in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    write(tmp_path, spun__wonder_word=rule_text())
    for name in ("spun/wonder-word", "claims/wonder-word"):
        with pytest.raises(UsageError, match="there is a rule 'wonder-word' already") as caught:
            write_rule(tmp_path, name, checks=CHECKS)
        assert caught.value.path == str(tmp_path / "spun" / "wonder-word.toml")
    assert list(book_of(tmp_path).rules) == ["wonder-word"]


def test_ids_of_other_folders_are_taken(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is a rule 'hype' already"):
        write_rule(tmp_path, "claims/hype", checks=CHECKS, known={"hype"})
    lexicons = write(tmp_path, lexicons__hype='title = "x"\nphrases = ["x"]\n')
    assert write_rule(lexicons, "claims/hype", checks=CHECKS).is_file()


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "claims").write_text("a file", "utf-8")
    with pytest.raises(UsageError, match="cannot be written") as caught:
        write_rule(tmp_path, "claims/wonder-word", checks=CHECKS)
    assert caught.value.path == str(tmp_path / "claims" / "wonder-word.toml")


def test_without_checks_there_are_no_rules(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no plugin provides a check"):
        write_rule(tmp_path, "claims/wonder-word", checks={})
