"""Files that a repository or a folder may hold to stop a run: pipes, devices, bombs, patterns that never end."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from badinputs import FOUND, GOOD, check, make_house  # noqa: F401 - an autouse fixture
from medlint.cli import main
from medlint.ignores import MOST_BYTES, MOST_LINES, exclude_patterns, excluding
from medlint.plainfiles import map_plain, read_plain, write_own
from medlint.rulebook import RuleFolder, load
from zorps import RULE

ENTRY = '{"version": 1, "entries": [{"path": "a", "rule": "x", "count": 9, "fingerprint": "0123456789abcdef"}]}'
BOMBS = ("medlint.toml", "pyproject.toml", ".medlint-baseline.json", ".gitignore")


def put_pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def put_device(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("put", [put_pipe, put_device])
@pytest.mark.parametrize("name", BOMBS)
def test_pipes_and_devices_are_neither_waited_for_nor_read(
    put: object, name: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "sub").mkdir()
    (house / "sub" / "text.md").write_text(GOOD, encoding="utf-8")
    put(house / "sub" / name)  # type: ignore[operator]
    if name == ".gitignore":
        assert main(["sub", "good.md", "--format", "concise"]) == 1
        assert capsys.readouterr().out.count("zorp-talk") == 2
    else:
        assert main(["sub", "good.md"]) == 2
        said = capsys.readouterr()
        assert f"sub/{name}" in said.out + said.err
        assert "cannot be read: is no regular file" in said.out + said.err


@pytest.mark.parametrize("put", [put_pipe, put_device])
def test_a_rule_file_that_is_none(put: object, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(house / "house" / "spun" / "glim-talk.toml")  # type: ignore[operator]
    assert "glim-talk.toml: rule file: cannot be read: is no regular file" in check(capsys)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('{"version": 1, "entries": ' + "[" * 100_000, "nested too deeply"),
        (
            ENTRY.replace("9", "9999999999", 1),
            "more than 1,000,000 places",
        ),
    ],
)
def test_a_baseline_that_would_use_up_memory(
    text: str, message: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "sub").mkdir()
    (house / "sub" / "text.md").write_text(GOOD, encoding="utf-8")
    (house / "sub" / ".medlint-baseline.json").write_text(text, encoding="utf-8")
    assert main(["sub", "good.md", "--format", "concise"]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert len(said) < 300


# ------------------------------------------------------------- patterns of paths
@pytest.mark.parametrize(
    "pattern", ["*a*a*a*a*a*a*a*a*a*a*b", "**/a/**/a/**/a/**/a/**/a/**/b", "[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*9"]
)
def test_patterns_of_paths_end_soon(pattern: str, tmp_path: Path) -> None:
    patterns = exclude_patterns([(pattern, tmp_path)])
    began = time.process_time()
    for name in ("a" * 250, "a/" * 1_000 + "a", "a\udcff" * 99):
        assert excluding(patterns, str(tmp_path / name)) is None
    assert excluding(exclude_patterns([("*x*y*z", tmp_path)]), str(tmp_path / "axbyc\udce9z")) == "*x*y*z"
    assert time.process_time() - began < 5


def test_a_gitignore_of_a_stranger_ends_soon(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "a" * 200 + ".md"
    (house / name).write_text(GOOD, encoding="utf-8")
    (house / ".gitignore").write_text("*a" * 12 + "*b\n!*a*a*a*q\n", encoding="utf-8")
    assert main([".", "--format", "concise"]) == 1
    assert capsys.readouterr().out.count("zorp-talk") == 2


@pytest.mark.parametrize("text", ["a\n" * (MOST_LINES + 1), "a" * (MOST_BYTES + 1)])
def test_a_gitignore_that_is_too_large_is_named(text: str, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / ".gitignore").write_text(text, encoding="utf-8")
    assert main(["."]) == 2
    assert ".gitignore: " in capsys.readouterr().err


# ------------------------------------------------------------- reading and writing
def test_reading_is_bounded_while_a_file_grows(tmp_path: Path) -> None:
    place = tmp_path / "a"
    place.write_bytes(b"12345")
    assert read_plain(place, 5) == b"12345"
    assert read_plain("/proc/self/status", 10**6).startswith(b"Name:")  # says that it holds 0 bytes
    with pytest.raises(OSError, match="larger than the limit of 4 bytes"):
        read_plain(place, 4)
    with pytest.raises(OSError, match="larger than the limit of 10 bytes"):
        read_plain("/proc/self/status", 10)


def test_mapping_is_as_careful_as_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, empty = tmp_path / "a", tmp_path / "b"
    place.write_bytes(b"12345")
    empty.touch()
    assert (bytes(map_plain(place, 5, own=True)), bytes(map_plain(empty, 5))) == (b"12345", b"")
    with pytest.raises(OSError, match="larger than the limit of 4 bytes"):
        map_plain(place, 4)
    with pytest.raises(OSError, match="is no regular file"):
        map_plain("/dev/zero", 5)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    with pytest.raises(PermissionError):
        map_plain(place, 5, own=True)


def test_what_is_mapped_stays_when_the_file_is_written_anew(tmp_path: Path) -> None:
    write_own(tmp_path / "a", b"old")
    mapped = map_plain(tmp_path / "a", 5)
    write_own(tmp_path / "a", b"newer")
    assert (bytes(mapped), (tmp_path / "a").read_bytes()) == (b"old", b"newer")


def test_a_file_of_somebody_else_is_not_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a"
    place.write_bytes(b"1")
    assert read_plain(place, 1, own=True) == b"1"
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    with pytest.raises(PermissionError):
        read_plain(place, 1, own=True)


def test_scratch_files_follow_no_link_and_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    monkeypatch.setattr(os, "urandom", lambda count: b"\0" * count)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / f"a.{os.getpid()}-00000000").symlink_to(victim)
    with pytest.raises(FileExistsError):
        write_own(tmp_path / "cache" / "a", b"theirs")
    assert victim.read_text("utf-8") == "mine"
    write_own(tmp_path / "new" / "a", b"ours")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a"]
    assert (tmp_path / "new" / "a").stat().st_mode & 0o077 == 0


def test_files_that_vanish_change_or_turn_into_folders(
    house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from medlint.commands import check as command

    for name in ("gone.md", "pipe.md", "sub.md", "long.md"):
        (house / name).write_text(GOOD, encoding="utf-8")

    def watch(files: list[Path]) -> list[Path]:
        (house / "gone.md").unlink()
        put_pipe(house / "pipe.md")
        (house / "sub.md").unlink()
        (house / "sub.md").mkdir()
        (house / "long.md").write_text(GOOD * 10_000, encoding="utf-8")
        return list(files)

    monkeypatch.setattr(command, "_watched", watch)
    said = check(capsys, "gone.md", "pipe.md", "sub.md", "long.md", "--max-file-size", "10000", "--no-cache")
    assert [line.split(": ")[2] for line in said.splitlines()] == ["gone.md", "long.md", "pipe.md", "sub.md"]


def test_folders_that_lead_to_themselves(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "a").mkdir()
    (house / "a" / "up").symlink_to("..")
    (house / "a" / "b").symlink_to("../a")
    (house / "house" / "spun" / "again").symlink_to("..")
    assert "rule folders are one level deep" in check(capsys, ".", found=FOUND)


def test_rules_reach_no_other_files(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = house / "secret.toml"
    secret.write_text('password = "hunter2"\n', encoding="utf-8")
    (house / "house" / "spun" / "x.toml").symlink_to(secret)
    assert "hunter2" not in check(capsys)
    text = RULE.format(id="y", cues='"/etc/passwd"', cue="/etc/passwd", options="", severity="error")
    (house / "y").mkdir()
    (house / "y" / "spun").mkdir()
    (house / "y" / "spun" / "y.toml").write_text(text, encoding="utf-8")
    from medlint.host import load_host

    book = load([RuleFolder(house / "y", "y")], load_host().checks)
    assert [entry.phrase for lexicon in book.lexicons.values() for entry in lexicon.entries] == ["/etc/passwd"]
