"""The commands beside `check`, as their users meet them."""

import io
import json
import re
from pathlib import Path

import pytest

from houses import DRAFT, make_house, write_rule  # noqa: F401 - an autouse fixture
from medlint.cli import main


def test_rules_say_what_is_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--ignore", "fair-word"]) == 0
    lines = capsys.readouterr().out.splitlines()
    states = {line.split()[1]: line.split()[0] for line in lines if line.startswith("  ")}
    assert (states["wonder-pill"], states["fair-word"]) == ("on", "off")
    assert lines[-1].startswith("1 of ")


def test_rules_name_plugins_and_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--plugins"]) == 0
    out = capsys.readouterr().out
    assert "\nmedlint_wording\n  checks (" in f"\n{out}"
    assert "rules (2): fair-word, wonder-pill" in out
    assert main(["rules", "--facts", "--no-config"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["table", "rows", "oldest", "row", "age", "and", "shelf", "life"]
    row = re.compile(r"shorteners +\d+  \d{4}-\d\d-\d\d  \d+ of 24 months(; stale: .*)?")
    assert any(row.fullmatch(line) for line in lines)


def test_facts_past_their_shelf_life_are_counted(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "\n".join(f'[[row]]\nname = "a{year}"\nas_of = {year}-01-01' for year in (2001, 2002, 2999))
    (house / "house" / "facts").mkdir()
    (house / "house" / "facts" / "old-lines.toml").write_text(
        f'title = "Lines"\nsource = "Pages"\nshelf_life_months = 12\n{rows}\n', encoding="utf-8"
    )
    assert main(["rules", "--facts"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("old-lines"))
    assert "  2001-01-01  " in line
    assert line.endswith("; stale: 2 of 3 rows")


def test_an_example_that_sets_something_says_so(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = house / "house" / "promotion" / "wonder-pill.toml"
    good = 'good = "A wonderpill."\ntoday = 2030-01-01\noptions = {blocks = ["heading"]}\nconfig = {region = "uk"}'
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[[example]]\n{good}\n", encoding="utf-8")
    assert main(["explain", "wonder-pill"]) == 0
    out = capsys.readouterr().out
    assert '  - A wonderpill.\n    (with blocks = ["heading"]; region uk; on 2030-01-01)\n' in out


def test_explain_is_the_rules_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "wonder-pill"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("promotion/wonder-pill\nwonder-pill as a title\n\nerror, confidence high")
    assert "  - This is a wonderpill in the town of Bath.\n" in out
    assert "  A guideline (2006)\n" in out
    assert "  <!-- medlint: allow wonder-pill: the reason -->\n" in out


def test_config_tells_where_values_come_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "draft.md", "--profile", "all"]) == 0
    out = capsys.readouterr().out
    assert '"all"  (--profile)' in out
    assert '["wonder-pill", "fair-word"]  (medlint.toml:3)' in out


def test_init_writes_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sub").mkdir()
    assert main(["init", "sub"]) == 0
    written = (tmp_path / "sub" / "medlint.toml").read_text(encoding="utf-8")
    assert main(["config", "sub"]) == 0
    assert main(["init", "sub"]) == 2
    assert (tmp_path / "sub" / "medlint.toml").read_text(encoding="utf-8") == written


def test_every_line_of_the_starter_can_be_switched_on(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "sub"]) == 2
    (house / "sub" / "editorial-rules").mkdir(parents=True)
    assert main(["init", "sub"]) == 0
    path = house / "sub" / "medlint.toml"
    text = re.sub(r"(?m)^# (?=\[|[a-z-]+ = )", "", path.read_text(encoding="utf-8"))
    assert text.count("\n[") == 3
    path.write_text(text, encoding="utf-8")
    (house / "sub" / "text.md").write_text("# A town\n\nThere is not much to say of it.\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "sub/text.md"]) == 0
    assert "error" not in capsys.readouterr().err


def test_new_rule_says_what_it_lacks(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "promotion/gold-word"]) == 0
    assert (house / "house" / "promotion" / "gold-word.toml").is_file()
    capsys.readouterr()
    assert main(["test", "gold-word"]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "gold-word.toml:" in streams.err
    assert main(["test", "wonder-pill"]) == 0


@pytest.mark.parametrize("target", ["wonder-pill", "house/promotion/wonder-pill.toml"])
def test_examples_of_one_rule(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", target]) == 0
    assert capsys.readouterr().out == "6 examples of 1 rule: all passed\n"


def test_examples_of_a_folder_nobody_configured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_rule(tmp_path / "other", "silver-word", "warning", "silverpill")
    assert main(["test", "other"]) == 0
    assert capsys.readouterr().out == "6 examples of 1 rule: all passed\n"


def test_an_example_that_fails_is_shown(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = house / "house" / "promotion" / "wonder-pill.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("went home to York", "took a wonderpill"), encoding="utf-8"
    )
    assert main(["test", "wonder-pill"]) == 1
    out = capsys.readouterr().out
    assert "wonder-pill: good example" in out
    assert "'wonderpill' was flagged, and should not be" in out
    assert out.endswith("6 examples of 1 rule: 1 failed\n")


def test_inspect_gives_source_spans(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", "draft.md", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data)[:7] == ["version", "path", "format", "title", "language", "metadata", "text"]
    assert data["title"] == "The town and its doctor"
    first = data["sentences"][1]
    assert DRAFT[first["start"] : first["end"]] == "This is a wonderpill for all of the people."
    assert main(["inspect", "draft.md"]) == 0
    assert "    3    This is a wonderpill for all of the people." in capsys.readouterr().out


def test_inspect_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    source = DRAFT + "\nSee [the trial](https://example.org/trial).\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(source.encode())))
    assert main(["inspect", "-", "--stdin-filename", "post.md"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("post.md: markdown, ")
    assert "\nLinks (1)\n      7 other https://example.org/trial the trial\n" in out


def test_new_rule_needs_a_place(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "claims/gold-word", "--no-config"]) == 2
    assert "where to? Name a folder with --folder" in capsys.readouterr().err
    assert main(["new", "claims/gold-word", "--no-config", "--folder", "mine"]) == 0
    assert (house / "mine" / "claims" / "gold-word.toml").is_file()
    assert capsys.readouterr().out.endswith("run:\n  medlint test mine/claims/gold-word.toml\n")
    (house / "rules").mkdir()
    assert main(["new", "claims/gold-word", "--no-config"]) == 0
    assert (house / "rules" / "claims" / "gold-word.toml").is_file()


def test_new_rule_makes_its_configured_folder(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "medlint.toml").write_text('root = true\nrule-folders = ["./our rules"]\n', encoding="utf-8")
    assert main(["test"]) == 2
    assert "no such folder: './our rules'; make it, or let `medlint new`" in capsys.readouterr().err
    assert main(["new", "claims/gold-word"]) == 0
    path = Path("our rules", "claims", "gold-word.toml")
    assert path.is_file()
    assert capsys.readouterr().out.splitlines()[1] == f"  medlint test '{path.as_posix()}'"
    assert main(["test", str(path)]) == 2
    assert "gold-word.toml:3: title: is empty" in capsys.readouterr().err
