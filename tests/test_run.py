"""A whole run: exit codes, selection, formats, texts and configuration, with real files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import medlint
from medlint.cli import main
from runs import configure, found, linted, make_house  # noqa: F401 - an autouse fixture
from zorps import write_rule

GERMAN = (
    "Die Klinik ist an den meisten Tagen der Woche für Sie da, und die Ärzte sind sehr nett. Wir haben das nicht "
    "gewusst, aber es ist so: ein wonder zorp ist nicht mit einem anderen zu vergleichen, und das ist auch gut so.\n"
)


# ------------------------------------------------------------- exit codes and selection
@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["a.md"], 1),
        (["clean.md"], 0),
        (["a.md", "--fail-on", "never"], 0),
        (["a.md", "--exit-zero"], 0),
        (["a.md", "--ignore", "zorp-talk"], 0),
        (["a.md", "--ignore", "zorp-talk", "--fail-on", "warning"], 1),
        (["a.md", "--select", "plim-talk", "--fail-on", "warning"], 0),
        (["a.md", "--select", "plim-talk", "--fail-on", "info"], 1),
        (["a.md", "--select", "frell-talk", "--max-warnings", "1"], 0),
        (["a.md", "--select", "frell-talk", "--max-warnings", "0"], 1),
        (["a.md", "--select", "frell-talk", "--max-warnings", "0", "--exit-zero"], 0),
        (["a.md", "no.md", "--exit-zero"], 2),
        (["clean.md", "no.md", "--fail-on", "never"], 2),
        (["a.md", "--min-confidence", "high"], 1),
    ],
)
def test_exit_codes(argv: list[str], code: int) -> None:
    assert main(argv) == code


def test_warnings_are_counted_over_all_texts(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "b.md").write_text("A frell tonic.\n", encoding="utf-8")
    assert main(["a.md", "b.md", "--select", "frell-talk", "--max-warnings", "1"]) == 1
    assert capsys.readouterr().err == "medlint: 2 warnings are more than the 1 allowed\n"


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        ([], ["error zorp-talk", "warning frell-talk", "info plim-talk"]),
        (["--select", "spun"], ["error zorp-talk", "info plim-talk"]),
        (["--select", "claims,plim-talk"], ["warning frell-talk", "info plim-talk"]),
        (["--select", "spun", "--ignore", "plim-talk"], ["error zorp-talk"]),
        (["--ignore", "spun"], ["warning frell-talk"]),
        (["--min-confidence", "medium"], ["warning frell-talk", "info plim-talk"]),
        (["--min-confidence", "high"], ["info plim-talk"]),
    ],
)
def test_selection(argv: list[str], expected: list[str], house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(house, '[rules.zorp-talk]\nconfidence = "low"\n[rules.frell-talk]\nconfidence = "medium"')
    if "--min-confidence" not in argv:
        configure(house, "")
    assert found(capsys, "a.md", *argv) == expected


def test_profiles_select_and_set(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "house" / "profiles").mkdir()
    (house / "house" / "profiles" / "zorp-news.toml").write_text(
        'title = "News"\nselect = ["zorp-talk", "claims"]\n[rules.frell-talk]\nseverity = "info"\n', encoding="utf-8"
    )
    configure(house, "", head="")
    wanted = ["error zorp-talk", "info frell-talk"]
    assert found(capsys, "a.md", "--profile", "zorp-news") == wanted
    configure(house, '[rules.frell-talk]\nseverity = "error"', head='profile = "zorp-news"')
    assert found(capsys, "a.md") == ["error zorp-talk", "error frell-talk"]


def test_preview_rules_run_only_where_they_are_named(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = house / "house" / "spun" / "plim-talk.toml"
    path.write_text(path.read_text("utf-8").replace('since = "0.1"', 'since = "0.1"\npreview = true'), encoding="utf-8")
    assert found(capsys, "a.md", "--select", "spun") == ["error zorp-talk"]
    assert found(capsys, "a.md", "--select", "spun,plim-talk") == ["error zorp-talk", "info plim-talk"]


# ------------------------------------------------------------- texts
def test_standard_input_takes_name_format_and_configuration_from_its_file_name(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "quiet").mkdir()
    (house / "quiet" / "medlint.toml").write_text('ignore = ["frell-talk"]\n', encoding="utf-8")
    text = b"<p title='x'>A <b>wonder</b> zorp and a frell tonic.</p><script>wonder zorp</script>"
    for name, rules in (("b.html", ["zorp-talk", "frell-talk"]), ("quiet/b.html", ["zorp-talk"])):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
        data = linted(capsys, "-", "--stdin-filename", name, code=1)
        assert (data["files"][0]["path"], data["files"][0]["format"]) == (name, "html")
        assert [finding["rule"] for finding in data["files"][0]["findings"]] == rules


def test_excluded_file_stays_excluded_when_it_is_named(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(house, 'exclude = ["a.*"]')
    assert linted(capsys, ".")["summary"]["files"] == 1
    assert main(["a.md", "--format", "json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["files"] == []
    assert said.err == "medlint: a.md: excluded by the pattern “a.*”; --no-exclude lints it\n"
    assert main(["a.md", "--no-exclude"]) == 1


def test_exclusion_of_a_nested_configuration_holds_for_named_files_too(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "b").mkdir()
    (house / "b" / "medlint.toml").write_text('exclude = ["x.md"]\n', encoding="utf-8")
    (house / "b" / "x.md").write_text("A wonder zorp.\n", encoding="utf-8")
    assert main(["b/x.md", "--format", "concise"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("medlint: b/x.md: excluded by the pattern “x.md")
    assert [file["path"] for file in linted(capsys, ".", code=1)["files"]] == ["a.md", "clean.md"]


def test_machine_formats_are_alone_on_stdout_and_equal_to_their_files(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(house, 'exclude = ["b.md"]')
    (house / "b.md").write_text("x\n", encoding="utf-8")
    for name in ("json", "jsonl", "concise"):
        assert (
            main(
                ["a.md", "b.md", "no.md", "--format", name, "--format", f"{name}:out.txt", "--statistics", "--verbose"]
            )
            == 2
        )
        streams = capsys.readouterr()
        written = (house / "out.txt").read_text("utf-8")
        assert streams.out == written
        assert streams.err.count("\n") == 2
        assert name == "concise" or json.loads(written if name == "json" else written.splitlines()[0])


def test_same_input_gives_the_same_bytes(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("z.md", "b.html", "m.txt"):
        (house / name).write_text("A wonder zorp and a frell tonic.\n", encoding="utf-8")
    outputs = []
    for order in ([".", "a.md"], ["z.md", "a.md", "m.txt", "clean.md", "b.html"]):
        assert main([*order, "--format", "jsonl", "--today", "2026-01-01"]) == 1
        outputs.append(capsys.readouterr().out.replace("./", ""))
    assert outputs[0] == outputs[1]
    assert [json.loads(line)["path"] for line in outputs[0].splitlines()] == [
        "a.md",
        "b.html",
        "clean.md",
        "m.txt",
        "z.md",
    ]


def test_text_in_another_language_is_said_once_and_not_judged(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "de.md").write_text(GERMAN, encoding="utf-8")
    file = linted(capsys, "de.md")["files"][0]
    assert file["findings"] == []
    assert [notice["kind"] for notice in file["notices"]] == ["not-english"]
    assert "German" in file["notices"][0]["message"]
    assert file["summary"]["language"] == "de"
    assert main(["de.md"]) == 0
    assert "German" in capsys.readouterr().out
    assert medlint.lint(GERMAN).files[0].findings == ()


# ------------------------------------------------------------- configuration
def test_nested_configurations_and_sections(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(house, '[rules.zorp-talk]\nseverity = "warning"\n[[per-path]]\npaths = ["b/**"]\nignore = ["plim-talk"]')
    text = (house / "a.md").read_text("utf-8")
    for name in ("b/c/a.md", "b/alone/a.md"):
        (house / name).parent.mkdir(parents=True)
        (house / name).write_text(text, encoding="utf-8")
    (house / "b" / "c" / "medlint.toml").write_text('[rules.frell-talk]\nseverity = "error"\n', encoding="utf-8")
    (house / "b" / "alone" / "medlint.toml").write_text(
        'root = true\nrule-folders = ["./own"]\nselect = ["zorp-talk"]\n', encoding="utf-8"
    )
    write_rule(house / "b" / "alone" / "own", "zorp-talk", ("plim water",))
    data = linted(capsys, ".", code=1)
    found = {file["path"]: [(f["rule"], f["severity"], f["quote"]) for f in file["findings"]] for file in data["files"]}
    assert found["a.md"][0] == ("zorp-talk", "warning", "wonder zorp")
    assert found["b/c/a.md"] == [("zorp-talk", "warning", "wonder zorp"), ("frell-talk", "error", "frell tonic")]
    assert found["b/alone/a.md"] == [("zorp-talk", "error", "plim water")]


def test_fail_on_is_that_of_each_text(house: Path) -> None:
    (house / "b").mkdir()
    (house / "b" / "medlint.toml").write_text('fail-on = "info"\n', encoding="utf-8")
    (house / "b" / "b.md").write_text("The plim water.\n", encoding="utf-8")
    (house / "c.md").write_text("The plim water.\n", encoding="utf-8")
    assert main(["c.md"]) == 0
    assert main(["c.md", "b"]) == 1
    assert main(["c.md", "b", "--fail-on", "error"]) == 0


# ------------------------------------------------------------- from code
def test_python_call_and_command_line_agree(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = linted(capsys, "a.md", code=1)["files"]
    report = medlint.lint((house / "a.md").read_text("utf-8"), path="a.md").to_dict()
    assert report["files"] == data
    only = medlint.lint((house / "a.md").read_text("utf-8"), path="a.md", config={"select": ["plim-talk"]})
    assert [finding.rule for finding in only.files[0].findings] == ["plim-talk"]
    named = medlint.lint("A wonder zorp.", config="medlint.toml")
    assert [finding.rule for finding in named.files[0].findings] == ["zorp-talk"]
    assert medlint.lint("A wonder zorp.").files[0].findings == ()


def test_python_call_refuses_what_it_does_not_know() -> None:
    with pytest.raises(medlint.errors.UsageError, match="'selct'"):
        medlint.lint("x", config={"selct": ()})
