"""A house's own lists of terms: found, allowed, kept inside the configuration's folder, and refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from configs import write
from medlint.config import Overrides
from medlint.errors import ConfigError, MedlintError
from medlint.model import Finding
from medlint.run import Request, Workshop, lint_paths

CONFIG = 'root = true\nselect = ["tortured-term"]\n\n[rules.tortured-term]\n'


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one draft, which is also the working folder."""
    folder = tmp_path / "site"
    write(folder / "drafts" / "a.md", "The lantern belly was seen. Bosom peril is rare.\n")
    monkeypatch.chdir(folder)
    return folder


def lint(*paths: str) -> tuple[Finding, ...]:
    report = lint_paths(Request(paths or ("drafts/a.md",), Overrides()))
    assert report.failures == ()
    return tuple(finding for file in report.files for finding in file.findings)


def refused(top: Path, option: str) -> MedlintError:
    write(top / "medlint.toml", CONFIG + option)
    workshop = Workshop(Overrides())
    config = workshop.config(top / "drafts" / "a.md")
    with pytest.raises(ConfigError) as caught:
        workshop.ruleset(config)
    return caught.value


def test_a_list_of_the_house_is_found_and_names_what_is_meant(top: Path) -> None:
    write(top / "medlint.toml", CONFIG + 'dictionary = "words/list.tsv"\n')
    write(top / "words" / "list.tsv", "\ufeff# ours\r\n\r\nlantern belly\tswollen abdomen\r\n")
    own, shipped = lint()
    assert (own.quote, own.suggestion) == ("lantern belly", "Perhaps “swollen abdomen” is meant.")
    assert own.fix is not None
    assert own.fix.edits[0].text == "swollen abdomen"
    assert shipped.quote == "Bosom peril"


def test_a_list_belongs_to_the_folder_of_the_file_that_names_it(top: Path) -> None:
    write(top / "medlint.toml", CONFIG)
    write(top / "drafts" / "medlint.toml", '[rules.tortured-term]\ndictionary = "list.tsv"\n')
    write(top / "drafts" / "list.tsv", "lantern belly\tswollen abdomen\n")
    write(top / "b.md", "The lantern belly was seen.\n")
    assert [finding.quote for finding in lint()] == ["lantern belly", "Bosom peril"]
    assert lint("b.md") == ()


@pytest.mark.parametrize("option", ['allow = ["bosom peril"]', 'allow = "house.txt"'])
def test_terms_of_the_house_never_fire(option: str, top: Path) -> None:
    write(top / "medlint.toml", CONFIG + option + "\n")
    write(top / "house.txt", "# a play of that name\nbosom peril\n")
    assert lint() == ()


def test_a_dictionary_may_be_written_out(top: Path) -> None:
    write(top / "medlint.toml", CONFIG + 'dictionary = [{phrase = "lantern belly", means = "swollen abdomen"}]\n')
    assert [finding.quote for finding in lint()] == ["lantern belly", "Bosom peril"]


def test_braces_and_stars_in_a_list_are_plain(top: Path) -> None:
    write(top / "medlint.toml", CONFIG + 'dictionary = "list.tsv"\n')
    write(top / "list.tsv", "lantern, belly*\tx\nlantern {belly}\ty\n")
    write(top / "drafts" / "a.md", "A lantern belly, lantern, belly, bellyful.\n")
    assert lint() == ()


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("good\tfine\n\tmeaning alone\n", 2, "expected a phrase"),
        ("# c\n\n--\tx\n", 3, "expected a phrase"),
        ("one\ttwo\tthree\n", 1, "second tab"),
        ("Same\tsame\n", 1, "are the same"),
        ("x\ty\n" + "a" * 201 + "\tb\n", 2, "longer than 200"),
        ("# nothing\n", None, "without a phrase"),
        ("a\n" * 50_001, 50_001, "more than 50,000 lines"),
    ],
)
def test_a_bad_list_is_refused_with_its_line(text: str, line: int | None, told: str, top: Path) -> None:
    write(top / "list.tsv", text)
    error = refused(top, 'dictionary = "list.tsv"\n')
    assert (error.path, error.line) == ("list.tsv", line)
    assert told in error.message


def test_a_list_that_is_no_text_is_refused(top: Path) -> None:
    (top / "list.tsv").write_bytes(b"ok\tfine\n\xff\tx\n")
    error = refused(top, 'dictionary = "list.tsv"\n')
    assert (error.path, error.byte) == ("list.tsv", 8)
    assert "UTF-8" in error.message


def test_a_list_that_is_too_large_is_refused(top: Path) -> None:
    write(top / "list.tsv", "x" * 4_000_001)
    assert "larger than 4 MB" in refused(top, 'dictionary = "list.tsv"\n').message


@pytest.mark.parametrize("name", ["../list.tsv", "/etc/hosts", "drafts/../../list.tsv", "way/list.tsv", "*.tsv"])
def test_a_list_outside_the_folder_is_refused(name: str, top: Path) -> None:
    write(top.parent / "list.tsv", "lantern belly\tx\n")
    (top / "way").symlink_to(top.parent)
    error = refused(top, f'dictionary = "{name}"\n')
    assert (error.path, error.line, error.key) == ("medlint.toml", 5, "rules.tortured-term.dictionary")


@pytest.mark.parametrize("name", ["missing.tsv", "drafts"])
def test_a_list_that_is_not_there_is_refused(name: str, top: Path) -> None:
    error = refused(top, f'dictionary = "{name}"\n')
    assert (error.path, error.line) == ("medlint.toml", 5)
