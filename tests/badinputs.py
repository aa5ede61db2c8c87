"""A folder with one rule and one text that it flags, whatever bad input stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from medlint.cli import main
from zorps import write_house, write_rule

FILLER = "It has been known for years that this is so. " * 5
GOOD = "This is a wonder zorp of all.\n"
FOUND = "good.md:1:11: error zorp-talk: “wonder zorp” is no word.\n"


@pytest.fixture(name="house", autouse=True)
def make_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one rule and one text that it flags; every run here must still flag it."""
    write_rule(tmp_path / "house", "zorp-talk", ("wonder zorp",))
    write_house(tmp_path, "zorp-talk")
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *argv: str, found: str = FOUND) -> str:
    """Lint these and the good text: exit code 2, the finding is there. Gives what was said on stderr."""
    assert main(["check", *argv, "good.md", "--format", "concise"]) == 2
    streams = capsys.readouterr()
    lines = streams.out.splitlines(keepends=True)
    failed = [line for line in lines if ": failure: " in line]
    assert failed, "a report without what failed would look like a pass"
    assert "".join(line for line in lines if line not in failed) == found
    assert streams.err.endswith("\n")
    assert "Traceback" not in streams.err
    return streams.err
