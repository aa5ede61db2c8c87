"""The same words twice are one finding with a count; what differs, has a fix or is allowed stays apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from runs import linted, make_house  # noqa: F401 - an autouse fixture
from zorps import write_rule


@pytest.fixture
def merging(house: Path) -> Path:
    """The house with a rule that merges repeats and lowers what is hedged."""
    path = write_rule(house / "house", "zorp-talk", ("wonder zorp", "mibble root oil"), 'hedged = "lower"')
    path.write_text(path.read_text("utf-8").replace('repeats = "report"\n', ""), encoding="utf-8")
    return house


def test_same_words_are_one_finding_with_a_count_and_the_other_places(
    merging: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = "A wonder zorp.\n\nA mibble root oil.\n\nThe Wonder  Zorp again.\n\nAnd one wonder zorp.\n"
    (merging / "a.md").write_text(source, encoding="utf-8")
    first, other = linted(capsys, "a.md", code=1)["files"][0]["findings"]
    assert (first["quote"], other["quote"]) == ("wonder zorp", "mibble root oil")
    assert first["message"].endswith("The same words stand 3 times in this text: lines 1, 5 and 7.")
    assert [source[r["start"] : r["end"]] for r in first["related"]] == ["Wonder  Zorp", "wonder zorp"]
    assert "times" not in other["message"]


def test_gravest_place_is_the_one_that_is_shown(merging: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (merging / "a.md").write_text("It may be a wonder zorp.\n\nIt is a wonder zorp.\n", encoding="utf-8")
    (finding,) = linted(capsys, "a.md", code=1)["files"][0]["findings"]
    assert (finding["severity"], finding["line"]) == ("error", 3)


def test_long_lists_of_lines_end_in_a_number(merging: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (merging / "a.md").write_text("A wonder zorp.\n\n" * 9, encoding="utf-8")
    (finding,) = linted(capsys, "a.md", code=1)["files"][0]["findings"]
    assert finding["message"].endswith("stand 9 times in this text: lines 1, 3, 5, 7, 9, 11 and 3 more.")
    assert len(finding["related"]) == 5


def test_allowed_place_is_not_counted(merging: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = "<!-- medlint: allow zorp-talk: quoted -->\nA wonder zorp.\n\nA wonder zorp.\n\nA wonder zorp.\n"
    (merging / "a.md").write_text(source, encoding="utf-8")
    file = linted(capsys, "a.md", code=1)["files"][0]
    assert file["suppressed"] == 1
    assert [(f["line"], len(f["related"])) for f in file["findings"]] == [(4, 1)]


def test_places_that_need_a_repair_each_stay_apart(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_rule(house / "house", "zorp-talk", ("wonder zorp",), "fix = true")
    text = path.read_text("utf-8").replace('repeats = "report"\n', "")
    text = text.replace('cues = ["wonder zorp"]', 'cues = [{phrase = "wonder zorp", means = "zorp"}]')
    path.write_text(text, encoding="utf-8")
    (house / "a.md").write_text("A wonder zorp.\n\nA wonder zorp.\n", encoding="utf-8")
    assert len(linted(capsys, "a.md", code=1)["files"][0]["findings"]) == 2
