"""What programs get of a report: documented keys, one line a finding, the same bytes every time."""

import json
import os
import subprocess
import sys

import msgspec
import pytest
from msgspec.structs import replace

from medlint import __version__
from medlint.errors import UsageError
from medlint.model import Failure, Report
from medlint.reporters import FORMATS, render
from medlint.reporters.json_format import encode_json, to_dict
from reports import CLEAN, FAILURE, MIGRAINE, REPORT


def test_json_has_the_documented_keys_in_order() -> None:
    data = json.loads(render("json", replace(REPORT, failures=(FAILURE,))))
    assert data == to_dict(replace(REPORT, failures=(FAILURE,)))
    assert list(data) == ["version", "tool", "files", "failures", "summary"]
    assert data["tool"] == {"name": "medlint", "version": __version__}
    assert data["failures"] == [
        {"where": "plugin acme 1.2, rule x", "path": "drafts/migraine.md", "error": "KeyError: 'dose'"}
    ]
    assert data["summary"] == {
        "files": 2, "findings": {"error": 1, "warning": 4, "info": 1}, "words": 1324, "seconds": 0.081,
    }  # fmt: skip
    file = data["files"][1]
    assert list(file) == ["path", "format", "words", "findings", "suppressed", "notices", "summary"]
    assert list(file["findings"][0]) == [
        "rule", "family", "severity", "confidence", "message", "start", "end", "line", "column", "end_line",
        "end_column", "quote", "scope", "suggestion", "fix", "related", "fingerprint", "fingerprints",
    ]  # fmt: skip
    assert file["findings"][0]["fix"] is None
    assert file["findings"][0]["suggestion"] is None
    assert file["findings"][1]["fix"] == {"safe": True, "edits": [{"start": 1004, "end": 1016, "text": "treatment"}]}
    assert file["findings"][2]["related"] == [
        {"start": 12009, "end": 12017, "message": "the only study the text names"}
    ]
    assert file["notices"] == [
        {"kind": "unused-allowance", "message": "the allowance of small-sample is not used", "line": 3}
    ]
    assert file["summary"] == {"verdict": "must-fix", "reasons": ["a cure is promised", "harms are missing"]}


@pytest.mark.parametrize("files", [(), REPORT.files[:1], REPORT.files])
def test_json_made_text_by_text_is_laid_out_as_one_object(files) -> None:
    report = replace(REPORT, files=files)
    pieces = list(encode_json(report))
    whole = msgspec.json.format(msgspec.json.encode(to_dict(report)), indent=2).decode() + "\n"
    assert render("json", report) == b"".join(pieces).decode() == whole
    assert len(pieces) == (2 + 2 * len(files) if files else 1)


def test_jsonl_is_one_file_a_line() -> None:
    text = render("jsonl", REPORT)
    assert [json.loads(line) for line in text.split("\n")[:-1]] == to_dict(REPORT)["files"]
    assert render("jsonl", Report(())) == ""


def test_jsonl_tells_of_failures_in_the_line_of_their_text_or_in_one_of_their_own() -> None:
    lost = Failure("file", "lost.md:3", "cannot be read")
    text = render("jsonl", replace(REPORT, failures=(lost, FAILURE)))
    clean, migraine, last = map(json.loads, text.splitlines())
    assert clean == to_dict(REPORT)["files"][0]
    assert migraine["notices"][-1] == {
        "kind": "failure", "message": "plugin acme 1.2, rule x: KeyError: 'dose'", "line": None
    }  # fmt: skip
    assert {key: migraine[key] for key in migraine if key != "notices"} == {
        key: value for key, value in to_dict(REPORT)["files"][1].items() if key != "notices"
    }
    assert list(last) == list(clean)
    assert (last["path"], last["findings"], last["summary"]) == ("lost.md", [], {})
    assert last["notices"] == [{"kind": "failure", "message": "cannot be read", "line": 3}]


def test_half_a_surrogate_pair_is_escaped() -> None:
    odd = Report((replace(MIGRAINE, path="bad\udcff-é.md"),))
    for name in ("json", "jsonl"):
        text = render(name, odd)
        assert "bad\\udcff-é.md" in text
        assert text.encode("utf-8")
    assert json.loads(render("json", odd)) == to_dict(odd)
    assert render("json", odd).replace("bad\\udcff-é", "drafts/migraine") == render("json", Report((MIGRAINE,)))


def test_concise_is_one_line_a_finding() -> None:
    assert render("concise", REPORT).splitlines()[2:4] == [
        "drafts/migraine.md:7:17: error promised-outcome: This promises a cure.",
        "drafts/migraine.md:7:22: warning hype: “cure” is a word of wonder.",
    ]
    assert len(render("concise", REPORT).splitlines()) == 6
    assert render("concise", Report((), failures=(FAILURE,))) == (
        "drafts/migraine.md: plugin acme 1.2, rule x: failure: KeyError: 'dose'\n"
    )
    assert render("concise", Report((CLEAN,))) == ""


@pytest.mark.parametrize("name", FORMATS[1:])
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    again = msgspec.convert(msgspec.to_builtins(REPORT), Report)
    assert render(name, again) == render(name, REPORT)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="no machine format 'xml'"):
        render("xml", REPORT)


def test_machine_formats_do_not_import_rich() -> None:
    code = (
        "import sys; from medlint.model import Report; from medlint.reporters import render\n"
        "from medlint.reporters import FORMATS\n"
        "from medlint.reporters.job_summary import render_summary\n"
        "for name in FORMATS[1:]: render(name, Report(()))\n"
        "sys.exit('rich' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, check=False
    )
    assert done.returncode == 0
