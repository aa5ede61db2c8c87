"""The picture of speed: what is measured, and that it is drawn where it belongs."""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from plot_speed import MEDLINT, Run, copy_texts, draw_speed, growth, measure, middle, table

RUNS = [
    Run(name, texts, texts / 100, seconds)
    for name, texts, seconds in (
        ("other & more", 10, 2.0), ("other & more", 10, 3.0), ("other & more", 10, 30.0), ("other & more", 100, 25.0),
        (MEDLINT, 10, 0.2), (MEDLINT, 100, 2.0),
    )
]  # fmt: skip


def test_the_median_counts_and_medlint_comes_first():
    curves = middle(RUNS)
    assert list(curves) == [MEDLINT, "other & more"]
    assert [(run.texts, run.seconds) for run in curves["other & more"]] == [(10, 3.0), (100, 25.0)]


def test_the_table_has_ratios_and_what_a_further_megabyte_takes():
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table(middle(RUNS)).splitlines()]
    assert rows[0][-1] == "other & more / medlint check"
    assert rows[2:] == [
        ["10", "0.10", "0.20", "3.00", "15.0"],
        ["100", "1.00", "2.00", "25.00", "12.5"],
        ["each further MB", "", "2.00", "24.44", "12.2"],
    ]
    assert growth(RUNS[:1]) == 0


def test_equal_factors_are_equal_distances():
    picture = ET.fromstring(draw_speed(middle(RUNS)))
    assert "other & more" in "".join(picture.itertext())
    mine, other = (node.get("points", "").split() for node in picture if node.tag.endswith("polyline"))
    (left, low), (right, high) = (map(float, point.split(",")) for point in mine)
    assert left < right
    assert high < low  # y grows downwards
    slow = float(other[0].split(",")[1])
    assert slow < low


def test_sets_are_nested_and_too_few_texts_are_said(tmp_path):
    corpus = tmp_path / "corpus"
    (corpus / "deep").mkdir(parents=True)
    for number in range(5):
        (corpus / "deep" / f"{number}.md").write_text(f"Text {number}.\n", encoding="utf-8")
    (corpus / "picture.png").write_bytes(b"no text")
    small, large = ({path.read_text("utf-8") for path in one.iterdir()} for one in copy_texts(corpus, [4, 2], tmp_path))
    assert small < large
    assert (len(small), len(large)) == (2, 4)
    with pytest.raises(ValueError, match="has 5 texts, and 6 were asked for"):
        copy_texts(corpus, [6], tmp_path)


def test_commands_are_timed_in_turns_and_a_broken_one_is_no_fast_one(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.md").write_text("x" * 1000, encoding="utf-8")
    program = "import pathlib, sys; sys.exit(len(list(pathlib.Path(sys.argv[1]).iterdir())))"
    commands = {name: [sys.executable, "-c", program, "{}"] for name in ("one", "two")}
    runs = measure([folder], commands, 2)
    assert [(run.command, run.texts, run.megabytes) for run in runs] == [
        (name, 1, 0.001) for name in ("one", "two", "two", "one")
    ]
    assert all(run.seconds > 0 for run in runs)
    Path(folder, "b.md").touch()
    with pytest.raises(ChildProcessError, match="exit code 2"):
        measure([folder], commands, 1)
