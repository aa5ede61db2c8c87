"""What a run makes of findings: severities, superseding, caps, allowances, and the fence around each check."""

from __future__ import annotations

from pathlib import Path

import pytest

from medlint.cli import main
from runs import configure, found, linted, make_house, notices  # noqa: F401 - an autouse fixture
from zorps import write_house, write_rule

BREAKING = """\
from medlint.api import Check, Match, Reader, hookimpl
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


@hookimpl
def medlint_readers():
    return [
        Reader("undecodable", (".zorp",), lambda data, path: data.decode("ascii"), lambda source, suffix: None),
        Reader("unreadable", (".glim",), lambda data, path: "text", lambda source, suffix: source[99]),
    ]
"""


# ------------------------------------------------------------- severities, superseding, caps
def test_severity_is_the_rules_then_the_profiles_then_the_users(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
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
    path.write_text(
        path.read_text("utf-8").replace('since = "0.1"', 'since = "0.1"\nsupersedes = ["frell-talk"]'), encoding="utf-8"
    )
    write_rule(house / "house", "frell-talk", ("zorp", "zorp dose of"), "", "warning", "claims")
    (house / "s.md").write_text("A wonder zorp dose of it.\n\nA wonder zorp.\n\nIt is a zorp.\n", encoding="utf-8")
    data = linted(capsys, "s.md", code=1)["files"][0]["findings"]
    assert [(f["rule"], f["line"]) for f in data] == [("zorp-talk", 1), ("frell-talk", 3), ("frell-talk", 5)]
    assert [f["rule"] for f in linted(capsys, "s.md", "--select", "frell-talk")["files"][0]["findings"]] == [
        "frell-talk"
    ] * 3


@pytest.mark.parametrize(
    ("telling", "other", "speak"),
    [
        ("error", "error", ["zorp-talk"]),
        ("error", "info", ["zorp-talk"]),
        ("warning", "warning", ["zorp-talk"]),
        ("warning", "error", ["zorp-talk", "frell-talk"]),
        ("info", "warning", ["zorp-talk", "frell-talk"]),
        ("info", "info", ["zorp-talk"]),
    ],
)
def test_a_finding_gives_way_only_to_one_at_least_as_grave(
    house: Path, capsys: pytest.CaptureFixture[str], telling: str, other: str, speak: list[str]
) -> None:
    path = write_rule(house / "house", "zorp-talk", ("wonder zorp dose",), "", telling)
    text = path.read_text("utf-8").replace('since = "0.1"', 'since = "0.1"\nsupersedes = ["frell-talk"]')
    path.write_text(text, encoding="utf-8")
    write_rule(house / "house", "frell-talk", ("zorp dose of",), "", other, "claims")
    (house / "s.md").write_text("A wonder zorp dose of it.\n", encoding="utf-8")
    assert [finding.split()[1] for finding in found(capsys, "s.md")] == speak


def test_one_grave_finding_silences_and_a_light_one_beside_it_does_not(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_rule(house / "house", "zorp-talk", ("wonder zorp",), 'hedged = "lower"', "warning")
    text = path.read_text("utf-8").replace('since = "0.1"', 'since = "0.1"\nsupersedes = ["frell-talk"]')
    path.write_text(text, encoding="utf-8")
    write_rule(house / "house", "frell-talk", ("zorp",), 'hedged = "keep"', "warning", "claims")
    (house / "s.md").write_text("It may be a wonder zorp.\n\nIt is a wonder zorp.\n", encoding="utf-8")
    assert found(capsys, "s.md") == ["info zorp-talk", "warning frell-talk", "warning zorp-talk"]


def test_cap_keeps_the_gravest_and_says_how_many_more(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_rule(house / "house", "zorp-talk", ("wonder zorp",), 'hedged = "lower"')
    path.write_text(path.read_text("utf-8").replace('since = "0.1"', 'since = "0.1"\ncap = 3'), encoding="utf-8")
    text = "It may be a wonder zorp.\n\n" * 3 + "It is a wonder zorp.\n\n" * 2
    (house / "c.md").write_text(text, encoding="utf-8")
    file = linted(capsys, "c.md", code=1)["files"][0]
    assert [(f["severity"], f["line"]) for f in file["findings"]] == [("warning", 1), ("error", 7), ("error", 9)]
    assert [(n["kind"], n["message"]) for n in file["notices"]] == [
        ("capped", "zorp-talk: 2 more places like the 3 shown")
    ]


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
def add_plugin(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a distribution with a breaking check and breaking readers on the path."""
    (house / "site").mkdir()
    (house / "site" / "zorp_breaking.py").write_text(BREAKING, encoding="utf-8")
    info = house / "site" / "zorp_breaking-1.2.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[medlint]\nplug = zorp_breaking\n", encoding="utf-8")
    monkeypatch.syspath_prepend(house / "site")


@pytest.mark.parametrize("kind", ["raise", "stop", "odd"])
def test_check_that_fails_is_named_and_everything_else_runs(
    kind: str, house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_plugin(house, monkeypatch)
    path = write_rule(house / "house", "broken-talk", ("plim water",), f'kind = "{kind}"')
    path.write_text(
        path.read_text("utf-8").replace('check = "phrase"', 'check = "breaking"').replace('cues = ["plim water"]', ""),
        encoding="utf-8",
    )
    write_house(house, "broken-talk", "zorp-talk", "plim-talk")
    (house / "f.md").write_text("A wonder zorp.\n\n<!-- medlint: allow plim-talk: said so -->\n", encoding="utf-8")
    data = linted(capsys, "a.md", "f.md", code=2)
    assert [[f["rule"] for f in file["findings"]] for file in data["files"]] == [
        ["zorp-talk", "plim-talk"],
        ["zorp-talk"],
    ]
    assert {failure["where"] for failure in data["failures"]} == {"plugin zorp_breaking 1.2, rule broken-talk"}
    assert [failure["path"] for failure in data["failures"]] == ["a.md", "f.md"]
    assert data["files"][1]["notices"] == []
    assert main(["a.md", "--exit-zero"]) == 2
    assert "plugin zorp_breaking 1.2, rule broken-talk" in capsys.readouterr().out


def test_reader_that_fails_loses_its_texts_only(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_plugin(house, monkeypatch)
    (house / "b.zorp").write_text("caf\u00e9", encoding="utf-8")
    (house / "c.glim").write_text("x", encoding="utf-8")
    assert main([".", "--format", "concise", "--select", "zorp-talk"]) == 2
    streams = capsys.readouterr()
    assert streams.out.startswith("a.md:1:11: error zorp-talk: “wonder zorp” is no word.\nb.zorp: failure: ")
    said = [line.split(": ", 2)[2] for line in streams.err.splitlines()]
    assert [line.partition(" codec ")[0] for line in said] == [
        "b.zorp: plugin zorp_breaking 1.2, reader undecodable: UnicodeDecodeError: 'ascii'",
        "c.glim: plugin zorp_breaking 1.2, reader unreadable: IndexError: string index out of range",
    ]
