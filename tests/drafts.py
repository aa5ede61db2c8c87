"""A repository of texts with a house's own rules, for the tests of what is new; all texts are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from medlint.cli import main
from repositories import Repository, environment
from zorps import KEEP_ALL, write_house, write_rule

MISSING = """\
title = "No harms"
check = "missing"
severity = "error"
confidence = "high"
message = "Nothing is said of harms."
why = "Readers weigh good against harm."
since = "0.1"

[options]
min-words = 1
required = ["harms", "side effects"]

[[source]]
title = "A guideline"
year = 2006

[[example]]
bad = "# Light\\n\\nIt is good for you.\\n"
flags = ["Light"]

[[example]]
bad = "# Rest\\n\\nIt is good for all.\\n"
flags = ["Rest"]

[[example]]
bad = "# Sleep\\n\\nIt is good at night.\\n"
flags = ["Sleep"]

[[example]]
good = "# Light\\n\\nThe harms are small.\\n"

[[example]]
good = "# Rest\\n\\nThe harms are few.\\n"

[[example]]
good = "# Sleep\\n\\nIt has side effects.\\n"
"""


@pytest.fixture(name="drafts", autouse=True)
def make_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with an error, a warning and a merging rule, and one about whole texts that is off by default."""
    for name, value in environment(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    repository = Repository(tmp_path / "texts", tmp_path / "home")
    rules = repository.folder / "house"
    write_rule(rules, "zorp-talk", ("wonder zorp",))
    write_rule(rules, "frell-talk", ("frell tonic",), severity="warning", family="claims")
    merging = write_rule(rules, "plim-talk", ("plim water",), f'{KEEP_ALL}\nhedged = "lower"')
    merging.write_text(merging.read_text("utf-8").replace('repeats = "report"\n', ""), encoding="utf-8")
    repository.write("house/structure/no-harms.toml", MISSING)
    write_house(repository.folder, "zorp-talk", "frell-talk", "plim-talk")
    monkeypatch.chdir(repository.folder)
    return repository


def checked(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> list[str]:
    """Path, line and rule of every finding, in order."""
    capsys.readouterr()
    assert main(["check", *argv, "--format", "json"]) == code, capsys.readouterr().err
    data = json.loads(capsys.readouterr().out)
    return [f"{file['path']}:{one['line']} {one['rule']}" for file in data["files"] for one in file["findings"]]


def told(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> dict:
    """The JSON of a run, with what was said on the other stream under `said`."""
    capsys.readouterr()
    assert main(["check", *argv, "--format", "json"]) == code
    streams = capsys.readouterr()
    return {**(json.loads(streams.out) if streams.out else {}), "said": streams.err}


def baselined(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    """What `medlint baseline` says."""
    capsys.readouterr()
    assert main(["baseline", *argv]) == code
    return capsys.readouterr().err
