"""Fixes on real files: they mend what was found and nothing else, and never cost anybody a text."""

from __future__ import annotations

import functools
import io
import json
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from medlint import lint
from medlint.cli import main
from medlint.config import Overrides
from medlint.errors import SourceError
from medlint.fixing import apply, choose, fix_text, replace_file
from medlint.model import Edit, Example, Finding, Fix, Rule
from medlint.run import Workshop
from medlint.testing import _lint, open_setup, ruleset_of

SAFE_RULES = {"broken-text", "page-boilerplate", "unmarked-commercial-link"}
FAULTS = "# Cough\n\nThe the nurse gave a cough syrup to participants30 times a day.\n"
MENDED = "# Cough\n\nThe nurse gave a cough syrup to participants 30 times a day.\n"


@functools.cache
def setup():
    return open_setup()


@functools.cache
def workshop() -> Workshop:
    return Workshop(Overrides(no_config=True, profile="all"))


def fixed(text: str, name: str = "a.md") -> str:
    return fix_text(text.encode("utf-8"), Path(name), workshop()).after


def safe_examples() -> list[tuple[Rule, int, Example]]:
    cases = []
    for rule in setup().rulebook.rules.values():
        for number, example in enumerate(rule.examples, 1):
            if any(finding.fix and finding.fix.safe for finding in alone(rule, number, example)):
                cases.append((rule, number, example))
    return cases


def alone(rule: Rule, number: int, example: Example) -> tuple[Finding, ...]:
    """What a rule by itself finds in its example."""
    return _lint(rule, number, example, ruleset_of(rule, example, setup()), setup())[0].findings


@pytest.fixture(name="folder", autouse=True)
def make_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "medlint.toml").write_text('root = true\nselect = ["broken-text", "page-boilerplate"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def test_only_rules_whose_fixes_cannot_change_meaning_have_safe_ones() -> None:
    assert {rule.id for rule, _, _ in safe_examples()} == SAFE_RULES


def test_every_safe_fix_of_every_example_ends_its_finding_and_brings_none() -> None:
    from msgspec.structs import replace

    count = 0
    for rule, number, example in safe_examples():
        text, before = example.bad, alone(rule, number, example)
        fixes = choose(before, text)
        assert fixes, (rule.id, number)
        after = apply(fixes, text)
        again = alone(rule, number, replace(example, bad=after))
        gone = [finding for finding in before if finding.fix in fixes]
        left = Counter(finding.quote for finding in before) - Counter(finding.quote for finding in gone)
        assert Counter(finding.quote for finding in again) == left, (rule.id, number, after)
        assert choose(again, after) == [], (rule.id, number)
        count += len(fixes)
    assert count >= 15  # so many examples have a safe fix that the loop is no empty one


def test_with_all_rules_on_the_fixed_example_has_nothing_new_and_stays_as_it_is() -> None:
    for rule, number, example in safe_examples():
        name = f"a{setup().host.reader_for('', example.format).suffixes[0]}"
        before = Counter(one.rule for one in lint(example.bad, path=name, config={"profile": "all"}).files[0].findings)
        text = fixed(example.bad, name)
        after = Counter(one.rule for one in lint(text, path=name, config={"profile": "all"}).files[0].findings)
        assert after <= before, (rule.id, number, text, after - before)
        assert fixed(text, name) == text, (rule.id, number)


def test_good_examples_of_the_fixable_rules_stay_as_they_are() -> None:
    for rule in SAFE_RULES:
        for example in setup().rulebook.rules[rule].examples:
            if example.good and not example.options and not example.profile and not example.own_domains:
                name = f"a{setup().host.reader_for('', example.format).suffixes[0]}"
                only = Workshop(Overrides(no_config=True, select=(rule,)))
                assert fix_text(example.good.encode(), Path(name), only).after == example.good, (rule, example.good)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("mark", "encoding"), [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le")])
def test_line_ends_marks_and_encodings_stay(folder: Path, newline: str, mark: bytes, encoding: str) -> None:
    def data(text: str) -> bytes:
        return mark + text.replace("\n", newline).encode(encoding)

    path = write(folder, "a.md", data("---\ntitle: Zo\u00eb\n---\n\n" + FAULTS))
    assert main(["--fix", "a.md"]) == 0
    assert path.read_bytes() == data("---\ntitle: Zo\u00eb\n---\n\n" + MENDED)


def test_a_page_in_latin_1_stays_in_it(folder: Path) -> None:
    page = '<meta charset="iso-8859-1"><title>Z</title><body><p>Zo\u00eb saw the {}nurse.</p></body>'
    path = write(folder, "a.html", page.format("the ").encode("latin-1"))
    assert main(["--fix", "a.html"]) == 0
    assert path.read_bytes() == page.format("").encode("latin-1")


def test_what_an_encoding_cannot_write_is_a_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = '<meta charset="iso-8859-1"><title>Z</title><p>Zo\u00eb is at risk &amp;alpha; the nurse.</p>'.encode(
        "latin-1"
    )
    path = write(folder, "a.html", page)
    assert main(["--fix", "a.html", "--format", "concise"]) == 2
    assert "a.html: fix: its encoding has no “α”" in capsys.readouterr().err
    assert path.read_bytes() == page


def test_bytes_that_no_encoding_gives_back_are_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = b'<meta charset="windows-1252"><title>Z</title><p>Zo\xeb\x81 saw the the nurse.</p>'
    path = write(folder, "a.html", page)
    assert main(["--fix", "a.html", "--format", "concise"]) == 2
    assert "cannot be written back unchanged" in capsys.readouterr().err
    assert path.read_bytes() == page


def test_permissions_and_links_stay(folder: Path) -> None:
    (folder / "real").mkdir()
    path = write(folder, "real/a.md", FAULTS)
    path.chmod(0o640)
    (folder / "link.md").symlink_to("real/a.md")
    assert main(["--fix", "link.md"]) == 0
    assert (folder / "link.md").is_symlink()
    assert path.read_text() == MENDED
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [path.name for path in (folder / "real").iterdir()] == ["a.md"]


def test_a_read_only_file_is_a_failure_and_the_others_are_fixed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locked, free = write(folder, "a.md", FAULTS), write(folder, "b.md", FAULTS)
    locked.chmod(0o444)
    assert main(["--fix", "a.md", "b.md", "--format", "concise"]) == 2
    streams = capsys.readouterr()
    assert "a.md: fix: is read-only; nothing was written" in streams.err
    assert locked.read_text() == FAULTS
    assert free.read_text() == MENDED
    places = [line.partition(": ")[0] for line in streams.out.splitlines()]
    assert [place.partition(":")[0] for place in places] == ["a.md", "a.md", "a.md"]
    assert places[-1] == "a.md"


def test_a_file_with_two_names_is_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(folder, "a.md", FAULTS)
    (folder / "twin.md").hardlink_to(path)
    assert main(["--fix", "a.md", "--format", "concise"]) == 2
    assert "another name" in capsys.readouterr().err
    assert path.read_text() == FAULTS


def test_a_file_that_changed_meanwhile_is_never_touched(folder: Path) -> None:
    path = write(folder, "a.md", "somebody's new words")
    with pytest.raises(SourceError, match="has changed since it was read"):
        replace_file(path, FAULTS.encode(), MENDED.encode())
    assert path.read_text() == "somebody's new words"
    assert sorted(path.name for path in folder.iterdir()) == ["a.md", "medlint.toml"]
    path.unlink()
    with pytest.raises(SourceError, match="cannot be written"):
        replace_file(path, FAULTS.encode(), MENDED.encode())


def test_what_is_left_is_reported_and_decides_the_exit_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(folder, "a.md", FAULTS + "\nSay &amp;lt;b&amp;gt; to the the nurse.\n")
    args = ["check", "--fix", "a.md", "--format", "json", "--fail-on", "warning"]
    assert main(args) == 1
    streams = capsys.readouterr()
    findings = json.loads(streams.out)["files"][0]["findings"]
    assert [finding["quote"] for finding in findings] == ["&amp;lt;", "&amp;gt;"]
    assert [finding["fix"]["safe"] for finding in findings] == [False, False]
    assert path.read_text()[findings[0]["start"] :].startswith("&amp;lt;")
    assert streams.err == "medlint: 3 fixes made in 1 text\n"
    written = path.read_bytes()
    assert main(args) == 1
    assert capsys.readouterr().err == "medlint: 0 fixes made in 0 texts\n"
    assert path.read_bytes() == written


def test_diff_writes_nothing_and_patches(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [write(folder, "a.md", FAULTS.replace("\n", "\r\n")), write(folder, "b.md", "All of the the rest")]
    write(folder, "c.md", MENDED)
    before = [path.read_bytes() for path in paths]
    assert main(["check", "--diff", "--fail-on", "warning", "."]) == 1
    streams = capsys.readouterr()
    assert streams.out.startswith("--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n # Cough\r\n")
    assert streams.err == "medlint: 3 fixes for 2 texts; nothing was written\n"
    assert [path.read_bytes() for path in paths] == before
    subprocess.run(["git", "apply", "-p0", "-"], input=streams.out.encode(), check=True, cwd=folder)
    patched = [path.read_bytes() for path in paths]
    assert patched == [MENDED.replace("\n", "\r\n").encode(), b"All of the rest"]
    assert main(["check", "--diff", "--fail-on", "warning", "."]) == 0
    assert capsys.readouterr().out == ""


def test_a_report_cannot_stand_where_the_diff_does(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, "a.md", FAULTS)
    assert main(["check", "--diff", "a.md", "--format", "json"]) == 2
    assert main(["check", "--diff", "a.md", "--format", "json:out.json"]) == 0
    assert len(json.loads((folder / "out.json").read_text())["files"][0]["findings"]) == 2
    assert main(["check", "--fix", "a.md", "-"]) == 2
    assert "standard input is fixed alone" in capsys.readouterr().err
    assert (folder / "a.md").read_text() == FAULTS


def pipe(folder: Path, data: bytes, *args: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "medlint", "check", *args, "-"]
    return subprocess.run(command, input=data, capture_output=True, cwd=folder, check=False)


def test_standard_input_goes_through(folder: Path) -> None:
    data = b"\xef\xbb\xbf" + FAULTS.replace("\n", "\r\n").encode()
    write(folder, "stdin.md", "A file of that name is none of its business: the the.\n")
    done = pipe(folder, data, "--fix")
    assert (done.returncode, done.stderr) == (0, b"medlint: 2 fixes made in 1 text\n")
    assert done.stdout == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()
    assert (folder / "stdin.md").read_text().endswith("the the.\n")
    done = pipe(folder, FAULTS.encode(), "--diff", "--fail-on", "warning", "--stdin-filename", "x/b.md")
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, b"--- x/b.md")


def test_standard_input_that_cannot_be_fixed_comes_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"not \xff UTF-8: the the"
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["check", "--fix", "-"]) == 2
    out.flush()
    assert out.buffer.getvalue() == data


def test_what_the_configuration_leaves_out_is_not_fixed(folder: Path) -> None:
    write(folder, "old.md", FAULTS)
    write(folder, "allowed.md", f"---\nmedlint:\n  allow:\n    broken-text: as it was printed\n---\n\n{FAULTS}")
    write(folder, "a.dat", FAULTS)
    with (folder / "medlint.toml").open("a") as file:
        file.write('exclude = ["old.md"]\n')
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert main(["--fix", "old.md", "allowed.md"]) == 0
    assert main(["--fix", "a.dat"]) == 2
    assert main(["--fix", "--ignore", "broken-text", "--no-exclude", "old.md"]) == 0
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_more_faults_than_a_report_shows_are_fixed_at_once(folder: Path) -> None:
    words = ("nose", "hand", "knee", "chin", "foot", "neck", "skin", "lung", "bone", "hair", "back", "rib", "hip")
    path = write(folder, "a.md", "".join(f"He rubbed the the {word} of a man.\n\n" for word in words * 2))
    assert main(["--fix", "a.md", "--fail-on", "warning"]) == 0
    assert "the the" not in path.read_text()


RULE = """\
title = "T"
check = "phrase"
severity = "warning"
confidence = "high"
message = "“{{quote}}”: {{means}}."
why = "W."
suggestion = "S."
since = "0.1"
[options]
cues = "{id}"
fix = true
safe-fix = true
[[source]]
title = "A guideline"
year = 2006
"""


def make_rules(folder: Path, **means: str) -> None:
    """Rules `one`, `two`, ... that write one phrase for another."""
    (folder / "house" / "lexicons").mkdir(parents=True)
    (folder / "house" / "claims").mkdir()
    for number, (phrase, better) in enumerate(means.items()):
        text = RULE.format(id=f"w{number}")
        for kind, town in ((k, t) for t in ("Bath", "York", "Leeds") for k in ("bad", "good")):
            quote = phrase.replace("_", " ")
            text += f'[[example]]\n{kind} = "It is {quote if kind == "bad" else "well"} in {town}."\n'
            text += f'flags = ["{quote}"]\n' if kind == "bad" else ""
        write(folder, f"house/claims/w{number}.toml", text)
        entry = f'[[entry]]\nphrases = ["{phrase.replace("_", " ")}"]\nmeans = "{better}"\n'
        write(folder, f"house/lexicons/w{number}.toml", f'title = "L"\n{entry}')
    rules = ", ".join(f'"w{number}"' for number in range(len(means)))
    write(folder, "medlint.toml", f'root = true\nrule-folders = ["./house"]\nselect = [{rules}]\n')


def test_fixes_that_undo_each_other_change_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_rules(folder, zorp="frell", frell="zorp")
    path = write(folder, "a.md", "It is zorp in Bath.\n")
    assert main(["--fix", "a.md", "--format", "concise"]) == 2
    assert "a.md: fix: its fixes do not settle in 10 rounds; nothing was changed" in capsys.readouterr().err
    assert path.read_text() == "It is zorp in Bath.\n"


def test_of_two_fixes_that_overlap_the_first_is_made(folder: Path) -> None:
    make_rules(folder, zorp_plim="frell", plim_quux="gort")
    path = write(folder, "a.md", "It is zorp plim quux in Bath.\n")
    assert main(["--fix", "a.md"]) == 0
    assert path.read_text() == "It is frell quux in Bath.\n"


def finding(*edits: Edit, safe: bool = True) -> Finding:
    return Finding("r", "claims", "info", "high", "m", 0, 1, 1, 1, 1, 2, "q", fix=Fix(safe, edits))


@pytest.mark.parametrize(
    ("edits", "after"),
    [
        ([(0, 3, "x"), (2, 5, "y")], "xdefgh"),
        ([(2, 5, "y"), (0, 3, "x")], "xdefgh"),
        ([(1, 1, "x"), (1, 1, "y")], "axbcdefgh"),
        ([(0, 2, ""), (2, 4, "")], "cdefgh"),
        ([(0, 1, "A"), (7, 8, "H")], "AbcdefgH"),
        ([(7, 9, "x"), (-1, 2, "y"), (3, 2, "z")], "abcdefgh"),
        ([(0, 1, "a")], "abcdefgh"),
    ],
)
def test_which_edits_are_made_at_once(edits: list[tuple[int, int, str]], after: str) -> None:
    findings = [finding(Edit(*edit)) for edit in edits]
    assert apply(choose(findings, "abcdefgh"), "abcdefgh") == after
    assert choose([finding(Edit(*edits[0]), safe=False)], "abcdefgh") == []


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    both = finding(Edit(0, 1, "A"), Edit(4, 5, "E"))
    between, broken = finding(Edit(2, 3, "C")), finding(Edit(6, 8, "X"), Edit(7, 8, "Y"))
    assert apply(choose([between, both, broken], "abcdefgh"), "abcdefgh") == "AbcdEfgh"
