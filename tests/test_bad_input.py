"""Bad input: a clear line that names the place, exit code 2, and the rest of the run unharmed."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from badinputs import GOOD, check, make_house  # noqa: F401 - an autouse fixture
from houses import run_process
from medlint.cli import main
from zorps import RULE, write_house, write_rule


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.md",
            b"A good line.\nAnd \xff then.\n",
            "byte 0xFF at offset 17 is not valid UTF-8; save the file as UTF-8",
        ),
        ("a.txt", "café".encode("latin-1"), "byte 0xE9 at offset 3 is not valid UTF-8; save the file as UTF-8"),
        ("a.md", b"\xef\xbb\xbfab\xc3", "byte 0xC3 at offset 5 is not valid UTF-8; save the file as UTF-8"),
        ("a.md", b"\xff\xfea\x00b", "byte 0x62 at offset 4 is not valid UTF-16; save the file as UTF-8"),
        (
            "a.html",
            b"<meta charset=klingon>\xff",
            'the page is not UTF-8, and the encoding "klingon" that it declares is unknown; save it as UTF-8',
        ),
        (
            "a.html",
            b'<meta charset="utf-8"><p>\x80',
            "byte 0x80 at offset 25 is not valid utf-8; save the file as UTF-8",
        ),
        ("a.md", b"PK\x03\x04" + b"\0" * 500, "looks like a binary file"),
    ],
)
def test_undecodable_bytes_are_named(
    name: str, data: bytes, message: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / name).write_bytes(data)
    assert check(capsys, name) == f"medlint: error: {name}: {message}\n"


def test_missing_file_and_folders_without_texts(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, "no.md", "no/such") == (
        "medlint: error: no.md: there is no such file or folder\n"
        "medlint: error: no/such: there is no such file or folder\n"
    )
    (house / "empty").mkdir()
    (house / "empty" / "photo.png").write_bytes(b"\x89PNG")
    assert main(["empty"]) == 0
    assert capsys.readouterr().err == "medlint: empty: no text to lint in this folder\n"
    assert main(["a\0b.md"]) == 2


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b"  \r\n\t", "\u200b\u2028".encode(), b"---\n---\n"])
def test_empty_files_are_fine(data: bytes, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["a.html", "a.md", "a.mdx", "a.txt"]
    for name in names:
        (house / name).write_bytes(data)
    assert main([*names, "--format", "json"]) == 0
    streams = capsys.readouterr()
    assert streams.err == ""
    files = json.loads(streams.out)["files"]
    assert [file["path"] for file in files] == names
    assert all((file["words"], file["findings"]) == (0, []) for file in files)
    assert {file["summary"]["verdict"] for file in files} == {"nothing-found"}


def test_file_of_50_mb_is_refused_with_the_limit_and_its_option(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (house / "big.md").open("wb") as file:
        file.truncate(50_000_000)
    said = "larger than the limit of {} bytes; raise it with --max-file-size or max-file-size"
    assert check(capsys, "big.md") == f"medlint: error: big.md: {said.format('10,000,000')}\n"
    assert check(capsys, "big.md", "--max-file-size", "1 MB") == f"medlint: error: big.md: {said.format('1,000,000')}\n"
    assert check(capsys, "big.md", "--max-file-size", "60 MB") == "medlint: error: big.md: looks like a binary file\n"


def test_limit_counts_bytes_and_is_the_last_size_that_passes(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "a.txt").write_bytes("é".encode() * 50)
    assert main(["a.txt", "--max-file-size", "100"]) == 0
    assert main(["a.txt", "--max-file-size", "99"]) == 2
    assert "limit of 99 bytes" in capsys.readouterr().out


def test_standard_input_obeys_the_limit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a" * 200)))
    assert check(capsys, "-", "--max-file-size", "100").startswith(
        "medlint: error: stdin.md: larger than the limit of 100 "
    )
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"ab\xff")))
    said = check(capsys, "-", "--stdin-filename", "x/b.txt")
    assert said == "medlint: error: x/b.txt: byte 0xFF at offset 2 is not valid UTF-8; save the file as UTF-8\n"


# ------------------------------------------------------------- names and configuration
@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--select", "zorp-tlak"], "unknown rule 'zorp-tlak' in --select; did you mean 'zorp-talk'?"),
        (["--ignore", "zorp-tlak"], "unknown rule 'zorp-tlak' in --ignore; did you mean 'zorp-talk'?"),
        (["--select", "qqqqqqqqqqq"], "unknown rule 'qqqqqqqqqqq' in --select; `medlint rules` lists them"),
        (["--profile", "articel"], "unknown profile 'articel' in --profile; did you mean 'article'?"),
        (["--config", "no.toml"], "no.toml: "),
    ],
)
def test_unknown_names_on_the_command_line_name_the_nearest(
    argv: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["good.md", *argv]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith(f"medlint: error: {message}")
    assert streams.err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("root = true\nselect = [\n", "medlint.toml:"),
        ("root = true\nselct = []\n", "medlint.toml:2: selct: unknown key"),
        (
            "root = true\n[rules.zorp-talc]\nseverity = 'info'\n",
            "medlint.toml:2: rules.zorp-talc: unknown rule 'zorp-talc'",
        ),
        ("root = true\nfail-on = 'never-ever'\n", "medlint.toml:2: fail-on: "),
        ("root = true\nmax-warnings = -1\n", "medlint.toml:2: max-warnings: "),
        ("root = true\nrule-folders = ['../up']\n", "medlint.toml:2: rule-folders"),
        ("root = true\n[[allow]]\npath = 'a.md'\nrule = 'zorp-talk'\n", "medlint.toml:2: "),
        (
            "root = true\n[[allow]]\npath = 'a.md'\nrule = 'zorp-talk'\nreason = ' '\n",
            "medlint.toml:6: allow[1].reason: ",
        ),
    ],
)
def test_errors_in_a_configuration_name_path_line_and_key(
    text: str, message: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if "zorp-talk" in text:
        text = text.replace("root = true\n", "root = true\nrule-folders = ['./house']\n", 1)
        message = message.replace(":4:", ":5:").replace("medlint.toml:2: ", "medlint.toml:3: ")
    (house / "medlint.toml").write_text(text, encoding="utf-8")
    assert main(["good.md"]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith(f"medlint: error: {message}"), streams.err
    assert streams.err.count("\n") == 1


def test_broken_configuration_of_a_subfolder_harms_only_that_folder(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("a", "profil = 'x'\n"), ("b", "= 1\n")):
        (house / name).mkdir()
        (house / name / "medlint.toml").write_text(text, encoding="utf-8")
        (house / name / "text.md").write_text(GOOD, encoding="utf-8")
    said = check(capsys, "a", "b")
    assert [line.split(": ")[2] for line in said.splitlines()] == ["a/medlint.toml:1", "b/medlint.toml:1"]
    assert "profil: unknown key" in said


def test_broken_rule_files_leave_the_others_running(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = house / "house" / "spun"
    (folder / "not-toml.toml").write_text("title = \n", encoding="utf-8")
    (folder / "not-utf8.toml").write_bytes(b"title = '\xff'\n")
    (folder / "no-check.toml").write_text("title = 'x'\ncheck = 'phrsae'\n", encoding="utf-8")
    text = RULE.format(id="x", cues='"glim"', cue="glim", options="quotd = 'keep'", severity="error")
    (folder / "bad-key.toml").write_text(text, encoding="utf-8")
    said = check(capsys).splitlines()
    assert len(said) == 4
    assert [line.split("house/spun/")[1].split(": ")[0] for line in said] == [
        "bad-key.toml:12", "no-check.toml", "not-toml.toml:1", "not-utf8.toml",
    ]  # fmt: skip
    assert "did you mean 'quoted'?" in said[0]


def test_selecting_a_broken_rule_names_what_is_wrong_with_its_file(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "house" / "spun" / "glim-talk.toml").write_text("title = \n", encoding="utf-8")
    write_house(house, "zorp-talk", "glim-talk")
    with (house / "medlint.toml").open("a", encoding="utf-8") as file:
        file.write('[rules.glim-talk]\nseverity = "info"\nthreshold = 3\n')
    said = check(capsys)
    assert said.count("\n") == 1
    assert "glim-talk.toml:1: rule file: " in said


def test_broken_profile_is_named_with_its_own_fault(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "house" / "profiles").mkdir()
    (house / "house" / "profiles" / "blog.toml").write_text(
        'title = "Blog"\nselect = ["zorp-tlak"]\n', encoding="utf-8"
    )
    assert main(["good.md", "--profile", "blog"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "profiles/blog.toml:2: select[1]: unknown rule or family 'zorp-tlak'; did you mean 'zorp-talk'?" in said


def test_two_rules_of_one_id_name_both_owners(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_rule(house / "other", "zorp-talk", ("glim",), family="claims")
    write_house(house, "zorp-talk", rule_folders='["./house", "./other"]')
    text = (house / "medlint.toml").read_text("utf-8").replace('rule-folders = ["./house"]\n', "", 1)
    (house / "medlint.toml").write_text(text, encoding="utf-8")
    said = check(capsys)
    assert said.count("\n") == 1
    assert "the rule 'zorp-talk' of rule folder " in said
    assert "is already provided by rule folder " in said


def test_option_that_a_rule_does_not_have_is_said_once_for_all_texts(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (house / "medlint.toml").open("a", encoding="utf-8") as file:
        file.write("[rules.zorp-talk]\ncuse = []\n")
    (house / "more.md").write_text(GOOD, encoding="utf-8")
    assert check(capsys, "more.md", found="") == (
        "medlint: error: medlint.toml:5: rules.zorp-talk.cuse: unknown option 'cuse'; did you mean 'cues'? "
        "(the check is 'phrase')\n"
    )


def test_one_process_shows_all_of_it_at_once(house: Path) -> None:
    (house / "bytes.md").write_bytes(b"\xff\n")
    (house / "house" / "spun" / "broken.toml").write_text("title\n", encoding="utf-8")
    done = run_process("good.md", "bytes.md", "no.md", "--format", "json", "--exit-zero")
    assert done.returncode == 2
    report = json.loads(done.stdout)
    assert [finding["quote"] for finding in report["files"][0]["findings"]] == ["wonder zorp"]
    assert len(report["failures"]) == 3
    assert done.stderr.count(b"\n") == 3
    assert sys.executable.encode() not in done.stderr
