"""The published schemas are made from the code, fit what medlint writes, and judge a configuration as medlint does."""

from __future__ import annotations

import copy
import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from msgspec.structs import replace

import make_schemas
import medlint
import schema_words
from medlint.cli import main
from medlint.config import parse_size
from medlint.config.files import ConfigFiles
from medlint.config.starter import STARTER
from medlint.errors import ConfigError
from medlint.reporters import render
from realreports import ARTICLES, TEXTS, real_report
from reports import FAILURE, REPORT
from strangers import evil_report

ROOT = Path(__file__).parents[1]


def schema(name: str) -> dict:
    return json.loads((ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text("utf-8"))


def closed(name: str) -> dict:
    """The schema, but with no key allowed that it does not name: what is not documented is a mistake of ours."""
    strict = copy.deepcopy(schema(name))
    for part in strict["$defs"].values():
        part["additionalProperties"] = False
    return strict


def faults(name_or_schema: str | dict, value: object) -> list[str]:
    chosen = closed(name_or_schema) if isinstance(name_or_schema, str) else name_or_schema
    validator = Draft202012Validator(chosen, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}"[:300] for error in validator.iter_errors(value)]


def test_the_schemas_are_those_that_the_code_makes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make_schemas.main(["--check"]) == 0
    assert capsys.readouterr().out == ""
    assert make_schemas.main(["--folder", str(tmp_path)]) == 0
    (tmp_path / "report.schema.json").write_text("{}")
    (tmp_path / "old.schema.json").write_text("{}")
    assert make_schemas.main(["--folder", str(tmp_path), "--check"]) == 1
    assert capsys.readouterr().out.count("is not as it would be made") == 2
    assert make_schemas.main(["--folder", str(tmp_path)]) == 0
    assert not (tmp_path / "old.schema.json").exists()


@pytest.mark.parametrize("name", ["report", "file", "inspect", "medlint-toml"])
def test_a_schema_is_one_and_says_what_each_key_means(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    for title, part in schema(name)["$defs"].items():
        assert part["description"], title
        assert all(field["description"] for field in part["properties"].values()), title


def test_no_word_is_left_over() -> None:
    used = set()
    for name in ("report", "file", "inspect", "medlint-toml"):
        for title, part in schema(name)["$defs"].items():
            used |= {own if (own := f"{title}.{key}") in schema_words.WORDS else key for key in part["properties"]}
    assert sorted(schema_words.WORDS.keys() - used) == []


@pytest.mark.parametrize("report", [REPORT, replace(REPORT, failures=(FAILURE,)), evil_report()])
def test_hand_made_reports_fit(report: medlint.model.Report) -> None:
    bare = replace(report, files=tuple(replace(file, summary={}) for file in report.files))
    assert faults("report", json.loads(render("json", bare))) == []
    assert [faults("file", json.loads(line)) for line in render("jsonl", bare).splitlines()].count([]) >= 1


def test_real_reports_fit() -> None:
    report = replace(real_report("all"), failures=(FAILURE,))
    assert sum(len(file.findings) for file in report.files) > 20
    assert faults("report", json.loads(render("json", report))) == []
    lines = [json.loads(line) for line in render("jsonl", report).splitlines()]
    assert len(lines) == len(report.files) + 1
    assert [fault for line in lines for fault in faults("file", line)] == []


def test_what_inspect_writes_fits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    (tmp_path / "dated.md").write_text("---\ndate: 2026-01-02\ntags: [a, {b: 1}]\n---\n\n# A\n\nB.\n", encoding="utf-8")
    for path in (*(ARTICLES / name for name in TEXTS), tmp_path / "empty.md", tmp_path / "dated.md"):
        assert main(["inspect", str(path), "--format", "json", "--no-config"]) == 0
        assert faults("inspect", json.loads(capsys.readouterr().out)) == []


def test_the_schema_of_a_report_refuses_what_is_no_report() -> None:
    good = json.loads(render("json", replace(REPORT, files=())))
    assert faults("report", good) == []
    for broken in ({**good, "version": 2}, {**good, "files": [{}]}, {key: good[key] for key in good if key != "tool"}):
        assert faults(schema("report"), broken)
    assert faults(schema("report"), {**good, "more": 1}) == [], "keys may be added within a version"


CONFIGS = {
    'profile = "news"\nregion = "uk"\naudience = "pro"\nselect = ["hype", "*"]\nignore = ["claims"]': True,
    'exclude = ["archive/**"]\nown-domains = ["a.example"]\npartners = []\nevidence-hosts = ["b.example"]': True,
    'fail-on = "never"\nmax-warnings = 0\nmax-file-size = "2 MB"\nmin-confidence = "medium"': True,
    "max-file-size = 100": True,
    '[rules.hype]\nseverity = "info"\nconfidence = "low"\nthreshold = 5\ncues = ["a"]': True,
    '[[per-path]]\npaths = ["blog/**"]\nignore = ["hype"]\n[per-path.rules.hype]\nconfidence = "low"': True,
    '[[allow]]\npath = "a.md"\nrule = "hype"\nreason = "quoted"\nuntil = 2027-01-01': True,
    'profil = "news"': False,
    'region = "mars"': False,
    'fail-on = "errors"': False,
    "max-warnings = -1": False,
    "max-warnings = true": False,
    'max-file-size = "big"': False,
    "max-file-size = 0": False,
    'select = "hype"': False,
    "ignore = [1]": False,
    "root = 1": False,
    '[rules.hype]\nseverity = "grave"': False,
    "[rules]\nhype = 1": False,
    '[[per-path]]\nignore = ["hype"]': False,
    "[[per-path]]\npaths = []": False,
    '[[per-path]]\npaths = ["a"]\nfail-on = "info"': False,
    '[[per-path]]\npaths = ["a"]\n[per-path.rules.hype]\nseverity = "info"': False,
    '[[allow]]\npath = "a.md"\nrule = "hype"': False,
    '[[allow]]\npath = "a.md"\nrule = "hype"\nreason = "  "': False,
    '[[allow]]\npath = "a.md"\nrule = "hype"\nreason = "x"\nuntil = "soon"': False,
}


def as_json(value: object) -> object:
    """What editors make of TOML before they hold it against a schema: dates become text."""
    return json.loads(json.dumps(value, default=str))


@pytest.mark.parametrize(("text", "fits"), CONFIGS.items())
def test_a_configuration_is_judged_as_medlint_does(text: str, fits: bool, tmp_path: Path) -> None:
    assert (faults(schema("medlint-toml"), as_json(tomllib.loads(text))) == []) is fits
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "medlint.toml").write_text(f"root = true\n{text}\n" if "root" not in text else text, encoding="utf-8")
    try:
        ConfigFiles().chain(str(folder))
        read = True
    except ConfigError:
        read = False
    assert read is fits


@pytest.mark.parametrize(
    "size",
    ["2 MB", "500 kB", "1.5 MiB", "10", " 3gb ", "7 B", "1.2345 MB", "MB", "2 TB", "-1", "", "2 M", "9 Kib"],
)
def test_sizes_are_judged_as_medlint_does(size: str) -> None:
    try:
        parse_size(size)
        read = True
    except ValueError:
        read = False
    assert bool(re.search(make_schemas.SIZE, size)) is read


def test_the_starter_and_the_configurations_of_the_documents_fit() -> None:
    uncommented = re.sub(r"^# (?=[\w\[-]+( = |\.|\]))", "", STARTER, flags=re.MULTILINE)
    pages = [path.read_text("utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))]
    marked = re.compile(r"<!-- test: file (?:[\w/-]*/)?medlint\.toml -->\n```toml\n(.*?)\n```", re.DOTALL)
    texts = [STARTER, uncommented, *(text for page in pages for text in marked.findall(page))]
    assert len(texts) > 2
    for text in texts:
        assert faults(schema("medlint-toml"), as_json(tomllib.loads(text))) == []


def test_the_schemas_need_nothing_that_a_user_does_not_have() -> None:
    assert "jsonschema" not in {name.split(".")[0] for name in vars(sys.modules["medlint"])}
    assert not any("$ref" in key and "://" in value for key, value in _pairs(schema("report")))


def _pairs(value: object) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        own = [(key, one) for key, one in value.items() if isinstance(one, str)]
        return own + [pair for one in value.values() for pair in _pairs(one)]
    return [pair for one in value for pair in _pairs(one)] if isinstance(value, list) else []
