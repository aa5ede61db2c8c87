"""A folder as an editorial office has it, for the tests of the command line; all texts are invented."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

RULE = """\
title = "{id} as a title"
check = "phrase"
severity = "{severity}"
confidence = "high"
message = "“{{quote}}” says too much."
why = "Readers of {id} expect more than there is."
suggestion = "Leave it out."
since = "0.1"

[options]
cues = ["{cue}"]

[[source]]
title = "A guideline"
year = 2006
"""
BAD = '\n[[example]]\nbad = "This is a {cue} in the town of {town}."\nflags = ["{cue}"]\n'
GOOD = '\n[[example]]\ngood = "All of them went home to {town} by train."\n'
TOWNS = ("Bath", "York", "Leeds")
DRAFT = """\
# The town and its doctor

This is a wonderpill for all of the people.

It is a fairly-good pill, and that is it.
"""


def write_rule(folder: Path, id: str, severity: str, cue: str) -> Path:
    path = folder / "promotion" / f"{id}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    examples = "".join(BAD.format(cue=cue, town=town) + GOOD.format(town=town) for town in TOWNS)
    path.write_text(RULE.format(id=id, severity=severity, cue=cue) + examples, encoding="utf-8")
    return path


@pytest.fixture(name="house", autouse=True)
def make_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two rules of its own, a configuration that selects them, a draft and a clean text."""
    write_rule(tmp_path / "house", "wonder-pill", "error", "wonderpill")
    write_rule(tmp_path / "house", "fair-word", "warning", "fairly-good")
    (tmp_path / "medlint.toml").write_text(
        'root = true\nrule-folders = ["./house"]\nselect = ["wonder-pill", "fair-word"]\n', encoding="utf-8"
    )
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "clean.md").write_text(
        "# A town\n\nThere is not much to say of it, and that is all.\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    return tmp_path


def run_process(*argv: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **variables}
    return subprocess.run([sys.executable, "-m", "medlint", *argv], env=environ, capture_output=True, check=False)
