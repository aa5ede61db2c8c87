"""A folder with an error, a warning and an info rule, for the tests of whole runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from medlint.cli import main
from zorps import write_house, write_rule


@pytest.fixture(name="house", autouse=True)
def make_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An error, a warning and an info rule, and a text with one of each."""
    rules = tmp_path / "house"
    write_rule(rules, "zorp-talk", ("wonder zorp",))
    write_rule(rules, "frell-talk", ("frell tonic",), severity="warning", family="claims")
    write_rule(rules, "plim-talk", ("plim water",), severity="info")
    write_house(tmp_path, "zorp-talk", "frell-talk", "plim-talk")
    (tmp_path / "a.md").write_text("This is a wonder zorp.\n\nA frell tonic.\n\nThe plim water.\n", encoding="utf-8")
    (tmp_path / "clean.md").write_text("There is nothing here.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(house: Path, text: str, head: str = 'select = ["zorp-talk", "frell-talk", "plim-talk"]') -> None:
    (house / "medlint.toml").write_text(f'root = true\nrule-folders = ["./house"]\n{head}\n{text}\n', encoding="utf-8")


def found(capsys: pytest.CaptureFixture[str], *argv: str) -> list[str]:
    """Severity and rule of every finding, in order; no failures."""
    capsys.readouterr()
    assert main([*argv, "--format", "concise"]) != 2
    return [" ".join(line.split()[1:3]).rstrip(":") for line in capsys.readouterr().out.splitlines()]


def linted(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> dict:
    """The JSON of a run."""
    capsys.readouterr()
    assert main([*argv, "--format", "json"]) == code
    return json.loads(capsys.readouterr().out)


def notices(data: dict) -> list[tuple[str, int | None]]:
    return [(notice["kind"], notice.get("line")) for notice in data["files"][0]["notices"]]
