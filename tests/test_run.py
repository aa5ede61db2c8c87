"""A whole run: exit codes, selection, configuration, allowances, severities, caps and fences, with real files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import medlint
from medlint.cli import main
from zorps import write_house, write_rule

GERMAN = (
    "Die Klinik ist an den meisten Tagen der Woche für Sie da, und die Ärzte sind sehr nett. Wir haben das nicht "
    "gewusst, aber es ist so: ein wonder zorp ist nicht mit einem anderen zu vergleichen, und das ist auch gut so.\n"
)
BREAKING = """\
from medlint.api import Check, Match, hookimpl
from msgspec import Struct


class Options(Struct, frozen=True):
    kind: str = "raise"


def run(document, options):
    yield Match(0, 4)
    if options.kind == "raise":
        raise ZeroDivisionError("the check fell over")
    if options.kind == "stop":
        raise StopIteration
    if options.kind == "odd":
        yield 42


@hookimpl
def medlint_checks():
    return [Check("breaking", Options, run)]
"""


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


def test_exclusion_of_a_nested_configuration_holds_for_named_files_too(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "b").mkdir()
    (house / "b" / "medlint.toml").write_text('exclude = ["x.md"]\n', encoding="utf-8")
    (house / "b" / "x.md").write_text("A wonder zorp.\n", encoding="utf-8")
    assert main(["b/x.md", "--format", "concise"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("medlint: b/x.md: excluded by the pattern “x.md")
    assert [file["path"] for file in linted(capsys, ".", code=1)["files"]] == ["a.md", "clean.md"]


def test_machine_formats_are_alone_on_stdout_and_equal_to_their_files(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(house, 'exclude = ["b.md"]')
    (house / "b.md").write_text("x\n", encoding="utf-8")
    for name in ("json", "jsonl", "concise"):
        assert main(["a.md", "b.md", "no.md", "--format", name, "--format", f"{name}:out.txt", "--statistics", "--verbose"]) == 2
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
    assert [json.loads(line)["path"] for line in outputs[0].splitlines()] == ["a.md", "b.html", "clean.md", "m.txt", "z.md"]


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


# ------------------------------------------------------------- severities, superseding, caps
def test_severity_is_the_rules_then_the_profiles_then_the_users(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = 'headings = "raise"\nquoted = "keep"\nmentioned = "keep"'
    write_rule(house / "house", "frell-talk", ("frell tonic",), options, "warning", "claims")
    (house / "h.md").write_text("# The frell tonic\n\nThe frell tonic.\n", encoding="utf-8")
    assert found(capsys, "h.md") == ["error frell-talk", "warning frell-talk"]
    configure(house, '[rules.frell-talk]\nseverity = "info"')
    assert found(capsys, "h.md") == ["info frell-talk", "info frell-talk"]
    configure(house, '[rules.frell-talk]\nseverity = "warning"')
    assert found(capsys, "h.md") == ["warning frell-talk", "warning frell-talk"]
    configure(house, '[rules.frell-talk]\nseverity = "error"')
    assert found(capsys, "h.md") == ["error frell-talk", "error frell-talk"]


def test_check_may_lower_what_the_user_set(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_rule(house / "house", "frell-talk", ("frell tonic",), 'hedged = "lower"', "warning", "claims")
    (house / "h.md").write_text("It is a frell tonic.\n\nIt may be a frell tonic.\n", encoding="utf-8")
    assert found(capsys, "h.md") == ["warning frell-talk", "info frell-talk"]
    configure(house, '[rules.frell-talk]\nseverity = "error"')
    assert found(capsys, "h.md") == ["error frell-talk", "warning frell-talk"]


def test_rule_that_supersedes_speaks_alone_on_the_same_words(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_rule(house / "house", "zorp-talk", ("wonder zorp dose",), "")
    path.write_text(path.read_text("utf-8").replace('since = "0.1"', 'since = "0.1"\nsupersedes = ["frell-talk"]'), encoding="utf-8")
    write_rule(house / "house", "frell-talk", ("zorp", "zorp dose of"), "", "warning", "claims")
    (house / "s.md").write_text("A wonder zorp dose of it.\n\nA wonder zorp.\n\nIt is a zorp.\n", encoding="utf-8")
    data = linted(capsys, "s.md", code=1)["files"][0]["findings"]
    assert [(f["rule"], f["line"]) for f in data] == [("zorp-talk", 1), ("frell-talk", 3), ("frell-talk", 5)]
    assert [f["rule"] for f in linted(capsys, "s.md", "--select", "frell-talk")["files"][0]["findings"]] == ["frell-talk"] * 3


def test_cap_keeps_the_gravest_and_says_how_many_more(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_rule(house / "house", "zorp-talk", ("wonder zorp",), 'hedged = "lower"')
    path.write_text(path.read_text("utf-8").replace('since = "0.1"', 'since = "0.1"\ncap = 3'), encoding="utf-8")
    text = "It may be a wonder zorp.\n\n" * 3 + "It is a wonder zorp.\n\n" * 2
    (house / "c.md").write_text(text, encoding="utf-8")
    file = linted(capsys, "c.md", code=1)["files"][0]
    assert [(f["severity"], f["line"]) for f in file["findings"]] == [("warning", 1), ("error", 7), ("error", 9)]
    assert [(n["kind"], n["message"]) for n in file["notices"]] == [("capped", "zorp-talk: 2 more places like the 3 shown")]


def test_twins_have_fingerprints_of_their_own(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "t.md").write_text("It is a wonder zorp.\n\n" * 3, encoding="utf-8")
    prints = [f["fingerprint"] for f in linted(capsys, "t.md", code=1)["files"][0]["findings"]]
    assert prints == [prints[0], f"{prints[0]}-2", f"{prints[0]}-3"]


# ------------------------------------------------------------- allowances
def test_inline_allowance_holds_for_its_block(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "i.md").write_text(
        "<!-- medlint: allow zorp-talk: the maker's word -->\nA wonder zorp.\n\nA wonder zorp.\n", encoding="utf-8"
    )
    data = linted(capsys, "i.md", code=1)
    assert [f["line"] for f in data["files"][0]["findings"]] == [4]
    assert (data["files"][0]["suppressed"], notices(data)) == (1, [])


@pytest.mark.parametrize(
    ("comment", "code", "kinds"),
    [
        ("allow-file zorp-talk: quoted", 0, []),
        ("allow-file spun: quoted", 0, []),
        ("allow-file zorp-talk", 1, [("allowance-without-reason", 3)]),
        ("allow-file zorp-talk:  ", 1, [("allowance-without-reason", 3)]),
        ("allow-file zorp-tlak: quoted", 1, [("unknown-rule-in-allowance", 3)]),
        ("allow-file plim-talk: quoted", 1, [("unused-allowance", 3)]),
        ("alow zorp-talk: quoted", 1, [("malformed-allowance", 3)]),
    ],
)
def test_allowances_of_a_file(
    comment: str, code: int, kinds: list[tuple[str, int]], house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "f.md").write_text(f"A wonder zorp.\n\n<!-- medlint: {comment} -->\n", encoding="utf-8")
    data = linted(capsys, "f.md", code=code)
    assert notices(data) == kinds
    assert data["files"][0]["suppressed"] == (code == 0)
    assert notices(linted(capsys, "f.md", "--select", "zorp-talk", code=code)) == []


def test_front_matter_allows(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "f.md").write_text("---\nmedlint: {allow: {zorp-talk: quoted}}\n---\nA wonder zorp.\n", encoding="utf-8")
    assert linted(capsys, "f.md")["files"][0]["suppressed"] == 1


@pytest.mark.parametrize(
    ("entry", "today", "code", "kinds"),
    [
        ('path = "a.md"\nreason = "agreed"', "2026-01-01", 0, []),
        ('path = "*.md"\nreason = "agreed"', "2026-01-01", 0, []),
        ('path = "b.md"\nreason = "agreed"', "2026-01-01", 1, []),
        ('path = "a.md"\nreason = "agreed"\nuntil = 2026-01-01', "2026-01-01", 0, []),
        ('path = "a.md"\nreason = "agreed"\nuntil = 2026-01-01', "2026-01-02", 1, ["expired-allowance"]),
    ],
)
def test_configured_allowances(
    entry: str, today: str, code: int, kinds: list[str], house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(house, f'[[allow]]\nrule = "zorp-talk"\n{entry}')
    data = linted(capsys, "a.md", "--today", today, code=code)
    assert data["files"][0]["suppressed"] == (code == 0)
    assert [kind for kind, _ in notices(data)] == kinds


# ------------------------------------------------------------- fences
@pytest.mark.parametrize("kind", ["raise", "stop", "odd"])
def test_check_that_fails_is_named_and_everything_else_runs(
    kind: str, house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "site").mkdir()
    (house / "site" / "zorp_breaking.py").write_text(BREAKING, encoding="utf-8")
    info = house / "site" / "zorp_breaking-1.2.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[medlint]\nplug = zorp_breaking\n", encoding="utf-8")
    monkeypatch.syspath_prepend(house / "site")
    path = write_rule(house / "house", "broken-talk", ("plim water",), f'kind = "{kind}"')
    path.write_text(path.read_text("utf-8").replace('check = "phrase"', 'check = "breaking"').replace('cues = ["plim water"]', ""), encoding="utf-8")
    write_house(house, "broken-talk", "zorp-talk")
    (house / "f.md").write_text("A wonder zorp.\n\n<!-- medlint: allow frell-talk: said so -->\n", encoding="utf-8")
    data = linted(capsys, "a.md", "f.md", code=2)
    assert [[f["rule"] for f in file["findings"]] for file in data["files"]] == [["zorp-talk"], ["zorp-talk"]]
    assert {failure["where"] for failure in data["failures"]} == {"plugin zorp_breaking 1.2, rule broken-talk"}
    assert [failure["path"] for failure in data["failures"]] == ["a.md", "f.md"]
    assert data["files"][1]["notices"] == []
    assert main(["a.md", "--exit-zero"]) == 2
    assert "plugin zorp_breaking 1.2, rule broken-talk" in capsys.readouterr().out


# ------------------------------------------------------------- from code
def test_python_call_and_command_line_agree(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = linted(capsys, "a.md", code=1)["files"]
    report = medlint.lint((house / "a.md").read_text("utf-8"), path="a.md").to_dict()
    assert report["files"] == data
    only = medlint.lint((house / "a.md").read_text("utf-8"), path="a.md", config={"select": ("plim-talk",)})
    assert [finding.rule for finding in only.files[0].findings] == ["plim-talk"]
    named = medlint.lint("A wonder zorp.", config="medlint.toml")
    assert [finding.rule for finding in named.files[0].findings] == ["zorp-talk"]
    assert medlint.lint("A wonder zorp.").files[0].findings == ()


def test_python_call_refuses_what_it_does_not_know() -> None:
    with pytest.raises(medlint.errors.UsageError, match="'selct'"):
        medlint.lint("x", config={"selct": ()})
