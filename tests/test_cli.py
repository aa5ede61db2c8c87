"""The command line as its users meet it: exit codes, streams, and errors in one line."""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from houses import DRAFT, make_house, run_process  # noqa: F401 - an autouse fixture
from medlint import __version__
from medlint.cli import main
from medlint.commands.line import COMMANDS


def test_bare_path_is_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft.md", "--format", "concise"]) == 1
    bare = capsys.readouterr()
    assert main(["check", "draft.md", "--format", "concise"]) == 1
    assert capsys.readouterr() == bare
    assert bare.out == (
        "draft.md:3:11: error wonder-pill: “wonderpill” says too much.\n"
        "draft.md:5:9: warning fair-word: “fairly-good” says too much.\n"
    )
    assert bare.err == ""


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--exit-zero",), 0),
        (("--ignore", "wonder-pill"), 0),
        (("--ignore", "wonder-pill", "--fail-on", "warning"), 1),
        (("--ignore", "wonder-pill", "--max-warnings", "0"), 1),
        (("--ignore", "wonder-pill", "--max-warnings", "1"), 0),
        (("--select", "fair-word,wonder-pill"), 1),
        (("--select", "fair-word", "--fail-on", "error"), 0),
        (("missing.md", "--exit-zero"), 2),
        (("--max-file-size", "10", "--exit-zero"), 2),
    ],
)
def test_exit_codes(options: tuple[str, ...], code: int) -> None:
    assert main(["check", "draft.md", *options]) == code


def test_clean_text_is_exit_zero_with_a_short_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean.md"]) == 0
    assert capsys.readouterr().out.startswith("✔ Nothing found in 1 file (")


def test_rich_report_carries_the_rules_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft.md"]) == 1
    out = capsys.readouterr().out
    assert "  ✖ 3:11  error  wonder-pill\n" in out
    assert "    Why: Readers of wonder-pill expect more than there is.\n    Do:  Leave it out.\n" in out
    assert "\x1b" not in out


def test_machine_format_is_alone_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft.md", "missing.md", "--format", "json"]) == 2
    streams = capsys.readouterr()
    data = json.loads(streams.out)
    assert [one["rule"] for one in data["files"][0]["findings"]] == ["wonder-pill", "fair-word"]
    assert data["failures"][0]["path"] == "missing.md"
    assert streams.err == "medlint: error: missing.md: there is no such file or folder\n"


def test_several_formats_in_one_run(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    formats = ["--format", "json:out.json", "--format", "rich:out.txt", "--format", "concise"]
    assert main(["draft.md", *formats]) == 1
    assert capsys.readouterr().out.count("\n") == 2
    assert len(json.loads((house / "out.json").read_text(encoding="utf-8"))["files"][0]["findings"]) == 2
    assert "Must fix (1)" in (house / "out.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["check"], "which texts? Name files or folders, or - for standard input\n"),
        (["draft.md", "--format", "jsno"], "--format: there is no format 'jsno'; did you mean 'json'?\n"),
        (["draft.md", "--format", "json", "--format", "rich"], "--format: only one format can go"),
        (["draft.md", "--format", "json:no/such/folder.json"], "no/such/folder.json: cannot be written"),
        (["draft.md", "--select", "wonder-pil"], "unknown rule 'wonder-pil' in --select; did you mean"),
        (["draft.md", "--today", "soon"], "--today: 'soon' is no date; write it as in 2026-03-01\n"),
        (["draft.md", "--max-file-size", "big"], "--max-file-size: expected a size"),
        (["draft.md", "--max-warnings", "-1"], "--max-warnings: expected a number from 0 up\n"),
        (["draft.md", "--config", "a.toml", "--no-config"], "--config and --no-config cannot go together\n"),
        (["explain", "wonderpill"], "unknown rule 'wonderpill'; did you mean 'wonder-pill'?\n"),
        (["test", "wonderpill"], "unknown rule 'wonderpill'; did you mean 'wonder-pill'?\n"),
        (["inspect", "."], ".: inspect takes one text, not a folder\n"),
        (["inspect", "missing.md"], "missing.md: cannot be read"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line_and_exit_two(
    argv: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith(f"medlint: error: {message}")
    assert streams.err.count("\n") == 1


def test_unknown_option_shows_the_usage_of_its_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft.md", "--bogus"]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith("usage: medlint check ")
    assert streams.err.endswith("medlint check: error: unrecognized arguments: --bogus\n")


def test_what_follows_two_dashes_is_a_path_whatever_it_looks_like(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "--quiet.md").write_text(DRAFT, encoding="utf-8")
    (house / "-").write_text(DRAFT, encoding="utf-8")
    assert main(["--format", "concise", "clean.md", "--", "--quiet.md", "./-"]) == 1
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "-",
        "-",
        "--quiet.md",
        "--quiet.md",
    ]
    assert main(["clean.md", "--", "--quiet"]) == 2
    assert main(["--"]) == 2


def test_error_in_a_configuration_names_path_line_and_key(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "medlint.toml").write_text('root = true\nprofil = "news"\n', encoding="utf-8")
    assert main(["draft.md"]) == 2
    assert capsys.readouterr().err.startswith("medlint: error: medlint.toml:2: profil: ")


def test_standard_input_has_a_name(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DRAFT.encode())))
    assert main(["-", "--stdin-filename", "post.md", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("post.md:3:11: error wonder-pill")


def test_excluded_text_is_named_on_stderr(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (house / "medlint.toml").open("a", encoding="utf-8") as file:
        file.write('exclude = ["draft*"]\n')
    assert main(["draft.md", "clean.md", "--format", "concise"]) == 0
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith("medlint: draft.md: excluded by the pattern ")
    assert main(["draft.md", "--no-exclude", "--format", "concise"]) == 1


def test_machine_format_into_a_captured_stream() -> None:
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        assert main(["draft.md", "--format", "json"]) == 1
    assert len(json.loads(stream.getvalue())["files"][0]["findings"]) == 2


def test_interruption_is_exit_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("medlint.commands.check.run", interrupted)
    assert main(["draft.md"]) == 130
    assert capsys.readouterr().err == "medlint: interrupted\n"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"\n    {name} " in out for name in COMMANDS)
    assert main([]) == 2
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.endswith(f"medlint {__version__}\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert capsys.readouterr().out.lower().startswith(f"usage: medlint {name}")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_terminal_encoding(encoding: str) -> None:
    done = run_process("draft.md", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"Not judged by medlint" in done.stdout
    assert b"\x1b" not in done.stdout


def test_json_is_utf8_whatever_the_terminal_says() -> None:
    done = run_process("draft.md", "--format", "json", PYTHONIOENCODING="ascii")
    assert "“wonderpill”" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout


def test_an_unforeseen_error_is_exit_two_not_findings() -> None:
    code = (
        "import sys, medlint.cli, medlint.commands.check as check\n"
        "def run(args): raise ZeroDivisionError('odd')\n"
        "check.run = run\n"
        "sys.argv = ['medlint', 'draft.md']\n"
        "sys.exit(medlint.cli.main())\n"
    )
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"ZeroDivisionError: odd" in done.stderr


def test_the_process_ends_with_the_code_and_does_what_waits_for_its_end(house: Path) -> None:
    code = (
        "import atexit, sys, medlint.cli\n"
        "atexit.register(print, 'last words')\n"
        "sys.argv = ['medlint', 'gone.md']\n"
        "sys.exit(medlint.cli.main())\n"
    )
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, check=False)
    assert (done.returncode, done.stdout.split(b"\n")[-2].strip()) == (2, b"last words")


def test_reader_that_goes_away_is_no_error(house: Path) -> None:
    (house / "long.md").write_text("It is a fairly-good pill, and that is it.\n\n" * 2000, encoding="utf-8")
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    script = f"{sys.executable} -m medlint long.md --format json | head -c 20"
    done = subprocess.run(["/bin/sh", "-c", script], env=environ, capture_output=True, check=False)
    assert done.stderr == b""
    assert len(done.stdout) == 20
