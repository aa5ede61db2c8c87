"""Several outputs of one run: each whole, each where it should be, and none that hides what failed."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from medlint.cli import main
from medlint.commands.files import append_file, write_file
from medlint.errors import UsageError
from medlint.reporters import FORMATS
from runs import configure, make_house  # noqa: F401 - an autouse fixture


def test_all_formats_at_once(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = [f"{name}:out/{name}.txt" for name in FORMATS if name != "github"]
    (house / "out").mkdir()
    argv = [argument for one in ("github", *named) for argument in ("--format", one)]
    assert main(["a.md", "clean.md", *argv]) == 1
    streams = capsys.readouterr()
    assert streams.out.count("\n") == streams.out.count("::") / 2 == 3
    assert streams.err == ""
    written = {path.stem: path.read_text("utf-8") for path in (house / "out").iterdir()}
    assert sorted(written) == sorted(set(FORMATS) - {"github"})
    assert json.loads(written["sarif"])["version"] == "2.1.0"
    assert len(json.loads(written["gitlab"])) == 3
    assert ET.fromstring(written["junit"]).get("tests") == "4"
    assert written["html"].startswith("<!doctype html>")
    assert "Must fix (1)" in written["rich"]


@pytest.mark.parametrize("name", FORMATS[1:])
def test_a_machine_format_is_alone_on_stdout(name: str, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(house, 'exclude = ["b.md"]')
    (house / "b.md").write_text("x\n", encoding="utf-8")
    argv = ["a.md", "b.md", "no.md", "--statistics", "--verbose", "--format", name]
    assert main([*argv, "--format", f"{name}:out.txt", "--today", "2026-01-01"]) == 2
    streams = capsys.readouterr()
    written = (house / "out.txt").read_text("utf-8")
    assert _timeless(streams.out) == _timeless(written)
    assert streams.err.count("\n") == 2
    assert "there is no such file or folder" in written, "what failed must be seen in every format"


def _timeless(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if '"seconds"' not in line)


@pytest.mark.parametrize("name", FORMATS[1:])
def test_a_broken_configuration_is_seen_in_every_format(
    name: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "out.txt").write_text("a report of yesterday that looks well\n", encoding="utf-8")
    (house / "medlint.toml").write_text('root = true\nprofil = "news"\n', encoding="utf-8")
    assert main(["a.md", "--format", f"{name}:out.txt", "--format", "rich"]) == 2
    written = (house / "out.txt").read_text("utf-8")
    assert "unknown" in written
    assert "medlint.toml" in written
    assert "yesterday" not in written
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith("medlint: error: medlint.toml:2: profil: ")


def test_the_same_run_gives_the_same_bytes(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("sarif", "github", "gitlab", "junit", "html"):
        outputs = []
        for paths in (["a.md", "clean.md"], ["clean.md", "a.md"]):
            assert main([*paths, "--format", name, "--today", "2026-01-01"]) == 1
            outputs.append(capsys.readouterr().out)
        assert outputs[0] == outputs[1]
        assert str(house) not in outputs[0]


def test_paths_count_from_the_top_of_the_repository(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / ".git").mkdir()
    (house / "sub").mkdir()
    (house / "sub" / "a b.md").write_text("This is a wonder zorp.\n", encoding="utf-8")
    monkeypatch.chdir(house / "sub")
    assert main(["a b.md", "--format", "github", "--format", "sarif:o.sarif", "--format", "gitlab:o.json"]) == 1
    assert "file=sub/a b.md," in capsys.readouterr().out
    log = json.loads(Path("o.sarif").read_text("utf-8"))
    assert log["runs"][0]["artifacts"][0]["location"]["uri"] == "sub/a%20b.md"
    assert json.loads(Path("o.json").read_text("utf-8"))[0]["location"]["path"] == "sub/a b.md"
    rule = log["runs"][0]["tool"]["driver"]["rules"][0]
    assert rule["id"] == "zorp-talk"
    assert rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "error"}


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (["json:out", "sarif:out"], "out: --format: two formats cannot go to the same file"),
        (["json:out", "sarif:./out"], "out: --format: two formats cannot go to the same file"),
        (["sarif:"], "--format: 'sarif:' names no file; write sarif:FILE, or sarif for standard output"),
        (["sarif", "github"], "--format: only one format can go to standard output"),
        (["sarfi"], "--format: there is no format 'sarfi'; did you mean 'sarif'?"),
    ],
)
def test_outputs_that_cannot_be(
    wanted: list[str], message: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["a.md", *(part for one in wanted for part in ("--format", one))]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith(f"medlint: error: {message}")
    assert not (house / "out").exists()


def test_a_report_never_replaces_a_text_and_is_never_linted_as_one(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (house / "a.md").read_bytes()
    (house / "link.html").symlink_to(house / "a.md")
    assert main(["a.md", "--format", "html:link.html"]) == 2
    assert "a.md: --format: the report would replace this text" in capsys.readouterr().err
    assert (house / "a.md").read_bytes() == before
    (house / "link.html").unlink()
    for _ in range(2):
        assert main([".", "--format", "json", "--format", "html:report.html", "--format", "rich:report.txt"]) == 1
        assert [file["path"] for file in json.loads(capsys.readouterr().out)["files"]] == ["a.md", "clean.md"]


def test_a_file_that_cannot_be_written_does_not_keep_the_others_back(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "folder").mkdir()
    wanted = ("json:no/such.json", "sarif:folder", "gitlab:ok.json", "concise")
    assert main(["a.md", *(part for one in wanted for part in ("--format", one))]) == 2
    streams = capsys.readouterr()
    assert streams.out.count("\n") == 3
    assert len(json.loads((house / "ok.json").read_text("utf-8"))) == 3
    assert "no/such.json: cannot be written: No such file or directory" in streams.err
    assert "folder: cannot be written: Is a directory" in streams.err
    assert sorted(path.name for path in house.glob(".medlint-*")) == []


def test_a_file_is_replaced_in_one_step_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    old = os.umask(0o027)
    try:
        write_file(str(path), [b"o", b"ne"])
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o604)
    (tmp_path / "link").symlink_to(path)
    with path.open("rb") as before:
        write_file(str(tmp_path / "link"), [b"two"])
        assert before.read() == b"one", "who reads the old report reads all of it"
    assert path.read_bytes() == b"two"
    assert (tmp_path / "link").is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert list(tmp_path.glob(".medlint-*")) == []


def test_devices_are_written_to_and_errors_name_the_file(tmp_path: Path) -> None:
    write_file(os.devnull, [b"x"])
    assert Path(os.devnull).is_char_device()
    with pytest.raises(UsageError, match="cannot be written"):
        write_file("a\0b", [b"x"])
    with pytest.raises(UsageError, match="cannot be written: Is a directory"):
        write_file(str(tmp_path), [b"x"])
    with pytest.raises(UsageError, match="cannot be written: Is a directory"):
        append_file(str(tmp_path), b"x")
    assert list(tmp_path.glob(".medlint-*")) == []


def test_a_reporter_of_a_plugin_may_give_anything(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "odd_reports.py").write_text(
        "from medlint.api import Reporter, hookimpl\n"
        "@hookimpl\ndef medlint_reporters():\n"
        "    return [Reporter('half', lambda report: 'a\\ud800b\\n'), Reporter('number', lambda report: 42)]\n",
        encoding="utf-8",
    )
    info = house / "odd_reports-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[medlint]\nodd = odd_reports\n", encoding="utf-8")
    monkeypatch.syspath_prepend(house)
    assert main(["clean.md", "--format", "half", "--format", "half:out.txt"]) == 0
    assert capsys.readouterr().out == "a\\ud800b\n" == (house / "out.txt").read_text("utf-8")
    assert main(["clean.md", "--format", "number"]) == 2
    assert "reporter number: gave a int where a text was expected" in capsys.readouterr().err
