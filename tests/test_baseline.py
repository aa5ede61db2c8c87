"""The baseline: written, honoured at every door, pruned; and what it takes for a finding to be an old one."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

import medlint
from drafts import baselined, checked, make_drafts, told  # noqa: F401 - an autouse fixture
from medlint.cli import main
from medlint.config import BASELINE
from medlint.errors import ConfigError
from repositories import Repository

ZORP = "It is a wonder zorp.\n"
FRELL = "It is a frell tonic.\n"
PLIM = "This is a plim water.\n"
FILLER = "The clinic is open on most days of the week.\n"
Said = pytest.CaptureFixture[str]


def entries(folder: Path) -> list[dict]:
    return json.loads((folder / BASELINE).read_text("utf-8"))["entries"]


def kinds(data: dict) -> list[str]:
    return [notice["kind"] for file in data["files"] for notice in file["notices"]]


# ------------------------------------------------------------------ written and honoured
def test_what_is_listed_is_not_reported_and_what_is_new_is(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"# Light\n\n{ZORP}\n{FRELL}")
    drafts.write("sub/b.md", ZORP)
    assert "3 findings in 2 texts (3 added, 0 taken out)" in baselined(capsys)
    assert checked(capsys, ".") == []
    drafts.write("a.md", f"# Light\n\n{FILLER}\n{FRELL}\n{PLIM}\n{ZORP}")
    data = told(capsys, ".", code=1)
    assert [one["rule"] for one in data["files"][0]["findings"]] == ["plim-talk"]
    assert [file["suppressed"] for file in data["files"]] == [2, 1]
    assert data["summary"]["findings"] == {"error": 1, "warning": 0, "info": 0}
    assert checked(capsys, ".", "--no-baseline", code=1) == [
        "a.md:5 frell-talk", "a.md:7 plim-talk", "a.md:9 zorp-talk", "sub/b.md:1 zorp-talk",
    ]  # fmt: skip


def test_the_file_is_one_entry_a_line_in_order(drafts: Repository, capsys: Said) -> None:
    drafts.write("b.md", f"{ZORP}\n{ZORP}\n> A {'**frell** '}tonic.\n")
    drafts.write("a.md", f"{ZORP}\n{FRELL}")
    baselined(capsys)
    lines = (drafts.folder / BASELINE).read_text("utf-8").splitlines()
    assert (lines[:3], lines[-2:]) == (["{", '  "version": 1,', '  "entries": ['], ["  ]", "}"])
    assert [line.split(", ")[:2] for line in lines[3:-2]] == [
        ['    {"path": "a.md"', '"rule": "frell-talk"'],
        ['    {"path": "a.md"', '"rule": "zorp-talk"'],
        ['    {"path": "b.md"', '"rule": "frell-talk"'],
        ['    {"path": "b.md"', '"rule": "zorp-talk"'],
    ]
    assert '"count": 2, "quote": "wonder zorp"},' not in lines[-3]
    assert lines[-3].endswith('"count": 2, "quote": "wonder zorp"}')


def test_every_format_leaves_out_what_is_listed(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"{ZORP}\n{FRELL}")
    baselined(capsys)
    for name in ("rich", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "html"):
        capsys.readouterr()
        assert main(["check", "a.md", "--format", name]) == 0
        assert "zorp-talk:" not in capsys.readouterr().out
    assert main(["check", "a.md"]) == 0
    assert "2 findings known from the baseline, not shown." in capsys.readouterr().out


def test_from_python_it_is_honoured_where_the_text_has_a_place(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", ZORP)
    baselined(capsys)
    assert medlint.lint(ZORP, path="a.md").files[0].findings == ()
    assert medlint.lint(ZORP, path="a.md").files[0].suppressed == 1
    assert [one.rule for one in medlint.lint(f"{ZORP}\n{FRELL}", path="a.md").files[0].findings] == ["frell-talk"]
    assert len(medlint.lint(ZORP, path="other.md").files[0].findings) == 1
    assert len(medlint.lint(ZORP, path="a.md", config={"no_baseline": True}).files[0].findings) == 1
    assert len(medlint.lint(ZORP, config="medlint.toml").files[0].findings) == 1


def test_standard_input_has_the_entries_of_its_name(
    drafts: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    import io

    drafts.write("a.md", ZORP)
    baselined(capsys)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ZORP.encode())))
    assert checked(capsys, "-", "--stdin-filename", "a.md") == []


def test_from_any_folder_and_with_a_file_of_another_name(
    drafts: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    drafts.write("sub/a.md", ZORP)
    baselined(capsys)
    baselined(capsys, "--baseline", "sub/known.json")
    assert [one["path"] for one in json.loads(Path("sub/known.json").read_text("utf-8"))["entries"]] == ["a.md"]
    monkeypatch.chdir("sub")
    assert checked(capsys, "a.md") == []
    Path("..", BASELINE).unlink()
    assert checked(capsys, "a.md", code=1) == ["a.md:1 zorp-talk"]
    assert checked(capsys, ".", "--baseline", "known.json") == []
    assert checked(capsys, str(drafts.folder), "--baseline", "known.json") == []
    assert "no such baseline" in told(capsys, "a.md", "--baseline", "gone.json", code=2)["said"]


def test_it_is_looked_for_as_far_as_configuration_is(drafts: Repository, tmp_path: Path, capsys: Said) -> None:
    drafts.write("a.md", ZORP)
    baselined(capsys)
    (drafts.folder / BASELINE).rename(tmp_path / BASELINE)
    assert checked(capsys, "a.md", code=1) == ["a.md:1 zorp-talk"]
    (tmp_path / BASELINE).rename(drafts.folder / BASELINE)
    assert checked(capsys, "a.md", "--no-config", "--select", "zorp-talk", code=2) == []
    house = ("--config", str(drafts.folder / "medlint.toml"))
    assert checked(capsys, "a.md", *house) == []


# ------------------------------------------------------------------ what is an old finding
@pytest.mark.parametrize(
    "text",
    [
        f"# Light\n\n{FRELL}\n{FILLER}\n{ZORP}",
        "# Light\n\nIt is a **wonder**\nzorp.\n\n> It is a frell\n> tonic.\n",
        "# Light\r\n\r\nIt is a wonder zorp.\r\n\r\nIt is a &#102;rell tonic.\r\n",
        f"---\ntitle: A page\n---\n{FRELL}\n- {ZORP}",
    ],
)
def test_moving_and_writing_otherwise_make_nothing_new(drafts: Repository, capsys: Said, text: str) -> None:
    drafts.write("a.md", f"# Light\n\n{ZORP}\n{FILLER}\n{FRELL}")
    baselined(capsys)
    (drafts.folder / "a.md").write_bytes(text.encode())
    data = told(capsys, ".")
    assert [file["findings"] for file in data["files"]] == [[]]
    assert kinds(data) == []


def test_a_new_twin_of_a_listed_finding_is_reported(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"{ZORP}\n{PLIM}\nThey have a plim water.\n")
    baselined(capsys)
    drafts.write(
        "a.md", f"{ZORP}\nIt has been a wonder zorp.\n\n{ZORP}\n{PLIM}\nThey have a plim water.\n\nSo plim water.\n"
    )
    assert checked(capsys, ".", code=1) == ["a.md:3 zorp-talk", "a.md:5 zorp-talk", "a.md:11 plim-talk"]


def test_a_merged_finding_whose_first_place_goes_is_not_new(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"{PLIM}\nThey have a plim water.\n")
    (finding,) = told(capsys, ".", code=1)["files"][0]["findings"]
    assert finding["fingerprints"][0] == finding["fingerprint"]
    assert len(set(finding["fingerprints"])) == 2
    baselined(capsys)
    drafts.write("a.md", "They have a plim water.\n")
    assert checked(capsys, ".") == []


def test_what_a_cap_leaves_out_is_listed_too(drafts: Repository, capsys: Said) -> None:
    rule = drafts.folder / "house" / "spun" / "zorp-talk.toml"
    rule.write_text(rule.read_text("utf-8").replace('since = "0.1"', 'since = "0.1"\ncap = 2'), encoding="utf-8")
    text = "".join(f"{name} has a wonder zorp.\n\n" for name in ("Ann", "Bob", "Cid", "Dan", "Eve"))
    drafts.write("a.md", text)
    assert kinds(told(capsys, ".", code=1)) == ["capped"]
    assert "5 findings in 1 text" in baselined(capsys)
    drafts.write("a.md", text.replace("Ann", "Nan"))
    data = told(capsys, ".", code=1)
    assert [one["line"] for one in data["files"][0]["findings"]] == [1]
    assert kinds(data) == ["stale-baseline-entry"]


def test_a_severity_set_otherwise_makes_nothing_new(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", FRELL)
    baselined(capsys)
    with (drafts.folder / "medlint.toml").open("a", encoding="utf-8") as file:
        file.write('\n[rules.frell-talk]\nseverity = "error"\n')
    assert checked(capsys, ".") == []


def test_the_title_of_a_whole_text_may_change(drafts: Repository, capsys: Said) -> None:
    (drafts.folder / "medlint.toml").write_text(
        'root = true\nrule-folders = ["./house"]\nselect = ["no-harms"]\n', encoding="utf-8"
    )
    drafts.write("a.md", f"# Light\n\n{FILLER}")
    baselined(capsys)
    assert entries(drafts.folder)[0].keys() == {"path", "rule", "fingerprint"}
    drafts.write("a.md", f"# Light and rest\n\n{FILLER}")
    drafts.write("b.md", f"# Light\n\n{FILLER}")
    assert checked(capsys, ".", code=1) == ["b.md:1 no-harms"]


def test_with_a_past_and_a_baseline_one_place_is_known_once(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", ZORP)
    baselined(capsys)
    drafts.commit("Texts")
    drafts.write("a.md", f"{ZORP}\n{ZORP}")
    data = told(capsys, ".", "--since", "HEAD", code=1)
    assert [(one["line"], file["suppressed"]) for file in data["files"] for one in file["findings"]] == [(3, 1)]


# ------------------------------------------------------------------ renamed and removed
def test_a_text_that_was_renamed_is_known_by_its_words(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"# Light\n\n{ZORP}\n{FRELL}")
    drafts.write("b.md", f"{PLIM}")
    baselined(capsys)
    (drafts.folder / "a.md").rename(drafts.folder / "c.md")
    assert checked(capsys, ".") == []
    assert checked(capsys, "c.md") == []
    drafts.write("c.md", f"# Light\n\n{ZORP}\nAnd a frell tonic.\n")
    data = told(capsys, ".")
    assert [one["rule"] for file in data["files"] for one in file["findings"]] == ["frell-talk"]
    assert kinds(data) == ["stale-baseline-entry"]
    assert "have gone" not in data["said"]
    assert "2 findings in 2 texts (0 added, 1 taken out)" in baselined(capsys, "--prune")
    assert [one["path"] for one in entries(drafts.folder)] == ["b.md", "c.md"]


def test_a_copy_is_new_and_so_is_what_only_looks_alike(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"{ZORP}\n{FRELL}\n{PLIM}")
    drafts.write("b.md", ZORP)
    baselined(capsys)
    drafts.write("copy.md", f"{ZORP}\n{FRELL}")
    assert checked(capsys, "copy.md", code=1) == ["copy.md:1 zorp-talk", "copy.md:3 frell-talk"]
    (drafts.folder / "a.md").unlink()
    drafts.write("copy.md", ZORP)
    assert checked(capsys, "copy.md", code=1) == ["copy.md:1 zorp-talk"]


def test_what_is_not_needed_any_more_is_told_and_pruned(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"{ZORP}\n{ZORP}\n{FRELL}")
    drafts.write("sub/b.md", PLIM)
    drafts.write("c.md", PLIM)
    baselined(capsys)
    drafts.write("a.md", ZORP)
    (drafts.folder / "sub" / "b.md").unlink()
    data = told(capsys, ".")
    (notice,) = data["files"][0]["notices"]
    assert notice["kind"] == "stale-baseline-entry"
    assert (
        "2 findings that this text has no more: frell-talk “frell tonic”, zorp-talk “wonder zorp”" in notice["message"]
    )
    assert f"{BASELINE} lists sub/b.md, which has gone" in data["said"]
    assert "gone" not in told(capsys, "a.md")["said"]
    for options in (("--select", "zorp-talk"), ("--ignore", "frell-talk"), ("--profile", "all")):
        assert kinds(told(capsys, "a.md", *options)) == []
    assert kinds(told(capsys, ".", "gone.md", code=2)) == []
    drafts.write("c.md", f"{PLIM}\n{ZORP}")
    assert "2 findings in 2 texts (0 added, 3 taken out)" in baselined(capsys, "--prune")
    assert [(one["path"], one.get("count", 1)) for one in entries(drafts.folder)] == [("a.md", 1), ("c.md", 1)]
    assert checked(capsys, ".", code=1) == ["c.md:3 zorp-talk"]


def test_only_the_texts_that_are_named_are_written_anew(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", ZORP)
    drafts.write("sub/b.md", ZORP)
    baselined(capsys)
    drafts.write("a.md", FRELL)
    drafts.write("sub/b.md", FRELL)
    assert "(1 added, 1 taken out)" in baselined(capsys, "sub")
    assert [(one["path"], one["rule"]) for one in entries(drafts.folder)] == [
        ("a.md", "zorp-talk"), ("sub/b.md", "frell-talk"),
    ]  # fmt: skip
    assert "(0 added, 1 taken out)" in baselined(capsys, "--prune", "a.md")
    assert [one["path"] for one in entries(drafts.folder)] == ["sub/b.md"]


def test_a_part_of_the_rules_only_adds(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", f"{ZORP}\n{FRELL}")
    baselined(capsys, "--select", "zorp-talk")
    assert [one["rule"] for one in entries(drafts.folder)] == ["zorp-talk"]
    drafts.write("a.md", FRELL)
    baselined(capsys, "--ignore", "zorp-talk")
    assert [one["rule"] for one in entries(drafts.folder)] == ["frell-talk", "zorp-talk"]
    assert "--prune needs all rules" in baselined(capsys, "--prune", "--select", "zorp-talk", code=2)


def test_a_nearer_baseline_speaks_for_its_texts(drafts: Repository, capsys: Said) -> None:
    drafts.write("sub/b.md", ZORP)
    drafts.write("a.md", ZORP)
    baselined(capsys, "sub", "--baseline", f"sub/{BASELINE}")
    baselined(capsys)
    assert [one["path"] for one in entries(drafts.folder)] == ["a.md"]
    assert checked(capsys, ".") == []


# ------------------------------------------------------------------ the file
def test_nothing_is_written_where_not_everything_could_be_looked_at(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", ZORP)
    (drafts.folder / "b.md").write_bytes(b"caf\xe9")
    assert "not everything could be looked at; nothing was written" in baselined(capsys, code=2)
    assert not (drafts.folder / BASELINE).exists()
    assert "no place in a baseline" in baselined(capsys, "-", code=2)


def test_a_second_run_changes_nothing(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", ZORP)
    baselined(capsys)
    path = drafts.folder / BASELINE
    path.chmod(0o640)
    before = path.stat()
    assert "1 finding in 1 text (none changed); it was up to date" in baselined(capsys)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    drafts.write("a.md", FRELL)
    baselined(capsys)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(drafts.folder.glob(".medlint*")) == [path]


def test_an_empty_baseline_is_one_too(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", FILLER)
    assert "0 findings in 0 texts" in baselined(capsys)
    assert (drafts.folder / BASELINE).read_text("utf-8") == '{\n  "version": 1,\n  "entries": []\n}\n'
    assert checked(capsys, ".") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "it is not valid JSON"),
        ("{", "it is not valid JSON"),
        ('{"version": 1,\n<<<<<<< HEAD\n', "it holds a merge conflict; `medlint baseline` writes it anew"),
        ("[]", "is no baseline of medlint: it has no version"),
        ('{"findings": []}', "is no baseline of medlint: it has no version"),
        ('{"version": true, "entries": []}', "it has no version"),
        ('{"version": 2, "entries": []}', "is of version 2, and this medlint reads version 1"),
        ('{"version": 1}', "is no baseline of medlint: Object missing required field `entries`"),
        ('{"version": 1, "entries": [{"path": 1}]}', "is no baseline of medlint: Expected `str`, got `int`"),
        ('{"version": 1, "entries": [{"path": "a", "rule": "b", "fingerprint": "x"}]}', "is no baseline of medlint"),
        ('{"version": 1, "entries": [], "more": 1}', "is no baseline of medlint: Object contains unknown field"),
    ],
)
def test_a_file_that_is_none_is_an_error(drafts: Repository, capsys: Said, text: str, words: str) -> None:
    drafts.write("a.md", ZORP)
    drafts.write(BASELINE, text)
    said = told(capsys, "a.md", code=2)["said"]
    assert f"{BASELINE}: " in said
    assert words in said
    with pytest.raises(ConfigError, match=r"is|holds"):
        medlint.lint(ZORP, path="a.md")


def test_a_merge_that_left_an_entry_twice_counts_it_once(drafts: Repository, capsys: Said) -> None:
    drafts.write("a.md", ZORP)
    baselined(capsys)
    (entry,) = entries(drafts.folder)
    drafts.write(BASELINE, json.dumps({"version": 1, "entries": [entry, entry]}))
    drafts.write("a.md", f"{ZORP}\n{ZORP}")
    assert checked(capsys, ".", code=1) == ["a.md:3 zorp-talk"]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_names_of_every_kind(drafts: Repository, capsys: Said) -> None:
    for name in ('ä "ö".md', "line\nfeed.md", os.fsdecode(b"caf\xe9.md")):
        (drafts.folder / name).write_text(ZORP, encoding="utf-8")
    baselined(capsys)
    assert checked(capsys, ".") == []
    assert len(entries(drafts.folder)) == 3
