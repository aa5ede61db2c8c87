"""SARIF as its schema and its readers want it: rules, places, fingerprints, fixes, and what failed."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from jsonschema import Draft4Validator, FormatChecker
from msgspec.structs import replace

from medlint.model import Edit, Failure, FileReport, Fix, Related, Report, Rule, Source
from medlint.reporters import render
from medlint.reporters.places import Setting
from medlint.reporters.rule_help import find_docs
from medlint.reporters.sarif_text import escape_label, escape_message
from realreports import lint, real_report
from reports import FAILURE, MIGRAINE, REPORT, RULES, finding
from strangers import EVIL, NAME, evil_report

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
SETTING = Setting(rules=RULES)


@pytest.fixture(name="validator", scope="module")
def make_validator() -> Draft4Validator:
    return Draft4Validator(SCHEMA, format_checker=FormatChecker())


def run_of(report: Report, setting: Setting = SETTING) -> dict:
    (run,) = json.loads(render("sarif", report, setting))["runs"]
    return run


@pytest.mark.parametrize("report", [Report(()), REPORT, replace(REPORT, failures=(FAILURE,)), evil_report()])
def test_the_log_fits_the_schema(report: Report, validator: Draft4Validator) -> None:
    log = json.loads(render("sarif", report, SETTING))
    assert [error.message for error in validator.iter_errors(log)] == []
    assert log["version"] == "2.1.0"


def test_the_log_of_real_texts_fits_the_schema_and_marks_what_it_says(validator: Draft4Validator) -> None:
    report = real_report()
    log = json.loads(render("sarif", report, SETTING))
    assert [error.message for error in validator.iter_errors(log)] == []
    results = log["runs"][0]["results"]
    assert len(results) == sum(len(file.findings) for file in report.files) > 15
    for result in results:
        place = result["locations"][0]["physicalLocation"]
        text = (ROOT / "tests" / place["artifactLocation"]["uri"]).read_text("utf-8")
        region = place["region"]
        start, end = region["charOffset"], region["charOffset"] + region["charLength"]
        assert text[start:end] == region["snippet"]["text"]
        lines = text.split("\n")
        if region["startLine"] == region["endLine"]:
            words = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            assert words == region["snippet"]["text"]
        for related in result.get("relatedLocations", ()):
            known = related["physicalLocation"]["region"]
            assert known["startLine"] >= 1
            if "charOffset" in known:
                line = lines[known["startLine"] - 1]
                start = known["charOffset"]
                assert (
                    line[known["startColumn"] - 1 : known["endColumn"] - 1] == text[start : start + known["charLength"]]
                )


def test_a_rule_tells_all_that_its_file_does() -> None:
    source = Source("A guideline", 2006, "https://guide.example/4")
    rules = {**RULES, "hype": replace(RULES["hype"], sources=(source,))}
    run = run_of(REPORT, replace(SETTING, rules=rules))
    described = {one["id"]: one for one in run["tool"]["driver"]["rules"]}
    assert sorted(described) == ["hype", "missing-harms", "promised-outcome", "species-missing"]
    hype = described["hype"]
    assert hype["name"] == "Hype"
    assert described["promised-outcome"]["name"] == "PromisedOutcome"
    assert hype["shortDescription"]["text"] == "Words of wonder"
    assert hype["fullDescription"]["text"] == "Hopes rise that the evidence cannot carry."
    assert hype["helpUri"] == "https://guide.example/4"
    assert "What to do: Leave it out." in hype["help"]["text"]
    assert "A guideline (2006) https://guide.example/4" in hype["help"]["text"]
    assert "<!-- medlint: allow hype: the reason -->" in hype["help"]["markdown"]
    assert hype["defaultConfiguration"] == {"level": "warning"}
    assert described["promised-outcome"]["defaultConfiguration"] == {"level": "error"}
    assert hype["properties"] == {"tags": ["promotion"], "precision": "high", "problem.severity": "warning"}
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_each_result_has_its_own_level_message_and_properties() -> None:
    run = run_of(REPORT)
    assert [result["level"] for result in run["results"]] == [
        "warning",
        "warning",
        "error",
        "warning",
        "warning",
        "note",
    ]
    assert run["results"][4]["message"]["text"] == "The study was in mice. Put “in mice” into the headline."
    assert run["results"][2]["message"]["text"] == "This promises a cure. See [the only study the text names](1)."
    assert run["results"][0]["properties"] == {"family": "safety", "confidence": "high", "scope": "document"}


def test_the_page_of_a_rule_is_where_pages_are_served() -> None:
    assert find_docs({"MEDLINT_DOCS_URL": "https://docs.example/medlint/"}) == "https://docs.example/medlint/"
    assert find_docs({"MEDLINT_DOCS_URL": "javascript:alert(1)"}) == find_docs({})


def test_pages_of_rules_can_be_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDLINT_DOCS_URL", "https://docs.example/medlint/")
    from medlint.reporters import rule_help

    described = rule_help.describe_rule(
        RULES["hype"], rule_help.find_docs({"MEDLINT_DOCS_URL": "https://docs.example/medlint/"})
    )
    assert described["helpUri"] == "https://docs.example/medlint/rules/promotion/hype.md"
    assert rule_help.describe_rule(RULES["hype"], "")["helpUri"] == "urn:medlint:rule:promotion:hype"


def test_columns_count_characters_and_the_log_says_so() -> None:
    tea = next(result for result in run_of(REPORT)["results"] if result["ruleId"] == "species-missing")
    run = run_of(REPORT)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["newlineSequences"] == ["\r\n", "\n", "\r"]
    region = tea["locations"][0]["physicalLocation"]["region"]
    assert region["endColumn"] - region["startColumn"] == len("one dose of 漢方 tea")
    file = lint("# 🎉🎉\r\rA 🎉 game-changer of a drug.\r\n", "a.md", select=("hype",))
    region = run_of(Report((file,)))["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 5, 17)
    assert region["charOffset"] == 10


def test_related_places_are_exact_on_known_lines_and_whole_lines_elsewhere() -> None:
    one = finding(
        "hype",
        "promotion",
        "error",
        7,
        "cure",
        "x",
        related=(Related(7005, 7010, "a"), Related(9000, 9001, "b"), Related(9500, 9501, "c")),
    )
    (result,) = run_of(Report((replace(MIGRAINE, findings=(one,), places={9000: 9}),)))["results"]
    regions = [place["physicalLocation"]["region"] for place in result["relatedLocations"]]
    assert regions[0] == {
        "startLine": 7, "startColumn": 6, "endLine": 7, "endColumn": 11, "charOffset": 7005, "charLength": 5,
    }  # fmt: skip
    assert regions[1] == {"startLine": 9}
    assert regions[2] == {"charOffset": 9500, "charLength": 1}
    assert [place["id"] for place in result["relatedLocations"]] == [1, 2, 3]


def test_safe_fixes_are_replacements_and_others_are_not_offered() -> None:
    unsafe = finding("hype", "promotion", "error", 7, "cure", "x", fix=Fix(False, (Edit(7000, 7003, "y"),)))
    run = run_of(Report((MIGRAINE, replace(MIGRAINE, path="b.md", findings=(unsafe,)))))
    fixes = [result.get("fixes") for result in run["results"]]
    assert [bool(fix) for fix in fixes] == [False, True, False, False, False, False, False]
    (change,) = fixes[1][0]["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "drafts/migraine.md", "uriBaseId": "%SRCROOT%"}
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "treatment"}
    assert replacement["deletedRegion"] == {
        "startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 17, "charOffset": 1004, "charLength": 12,
    }  # fmt: skip


def test_fingerprints_are_those_of_the_findings_and_twins_are_numbered() -> None:
    twin = replace(MIGRAINE.findings[2], start=7100, end=7123)
    file = replace(MIGRAINE, findings=(MIGRAINE.findings[2], twin))
    prints = [one["partialFingerprints"] for one in run_of(Report((file,)))["results"]]
    assert prints == [{"medlintFingerprint/v1": "f1:1"}, {"medlintFingerprint/v1": "f1:2"}]
    assert "primaryLocationLineHash" not in render("sarif", REPORT, SETTING)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b.md", "docs/a%20b.md"),
        ("né.md", "docs/n%C3%A9.md"),
        ("a#1?%.md", "docs/a%231%3F%25.md"),
        ("a:b.md", "docs/a%3Ab.md"),
        ("line\nbreak.md", "docs/line%0Abreak.md"),
        ("esc\x1b.md", "docs/esc%1B.md"),
        ("\udcff.md", "docs/%FF.md"),
        ("./x/../y.md", "docs/y.md"),
        ("../top.md", "top.md"),
        ("/repo/docs/z.md", "docs/z.md"),
    ],
)
def test_paths_are_relative_to_the_repository_and_percent_encoded(path: str, uri: str) -> None:
    run = run_of(Report((FileReport(path, "markdown", 1, ()),)), Setting(folder="/repo/docs", root="/repo"))
    assert run["artifacts"][0]["location"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}
    assert "/repo" not in json.dumps(run)


def test_paths_outside_of_the_repository_and_of_windows() -> None:
    def uri(path: str, folder: str = "C:\\repo\\docs", root: str = "c:\\repo") -> dict:
        run = run_of(Report((FileReport(path, "markdown", 1, ()),)), Setting(folder=folder, root=root))
        return run["artifacts"][0]["location"]

    assert uri("sub/a.md") == {"uri": "docs/sub/a.md", "uriBaseId": "%SRCROOT%"}
    assert uri("C:/repo/a b.md") == {"uri": "a%20b.md", "uriBaseId": "%SRCROOT%"}
    assert uri("D:\\x\\é.md") == {"uri": "file:///D:/x/%C3%A9.md"}
    assert uri("/elsewhere/a b.md", "/repo", "/repo") == {"uri": "file:///elsewhere/a%20b.md"}
    assert uri("../b.md", "/repo", "/repo") == {"uri": "file:///b.md"}


def test_a_hostile_name_comes_back_as_it_was() -> None:
    run = run_of(evil_report())
    assert unquote_to_bytes(run["artifacts"][0]["location"]["uri"]).decode() == NAME


def test_what_failed_is_in_the_log_and_the_run_did_not_succeed() -> None:
    (invocation,) = run_of(REPORT)["invocations"]
    assert invocation["executionSuccessful"] is True
    broken = Failure("configuration", "medlint.toml:3", "profil: unknown key")
    (invocation,) = run_of(replace(REPORT, failures=(FAILURE, broken)))["invocations"]
    assert invocation["executionSuccessful"] is False
    first, second, *others = invocation["toolExecutionNotifications"]
    assert (first["level"], first["descriptor"]["id"]) == ("error", "failure")
    assert first["message"]["text"] == "plugin acme 1.2, rule x: KeyError: 'dose'"
    place = second["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "medlint.toml"
    assert place["region"] == {"startLine": 3}
    assert {note["level"] for note in others} == {"note"}
    assert [note["descriptor"]["id"] for note in others] == ["unused-allowance", "message"]
    assert "excluded by the pattern" in others[1]["message"]["text"]


def test_a_message_is_plain_text() -> None:
    assert escape_message("see [here](http://x) and [trial data] and {0} {x}") == (
        "see \\[here\\](http://x) and [trial data] and {{0}} {x}"
    )
    assert escape_label("a [b] \\ {1}") == "a \\[b\\] \\\\ {{1}}"
    text = render("sarif", evil_report(), SETTING)
    assert text.encode("utf-8")
    data = json.loads(text)
    messages = [result["message"]["text"] for result in data["runs"][0]["results"]]
    assert all("\x1b" not in message and "\n" not in message and "\u202e" not in message for message in messages)
    assert all("\\[link\\](http://evil.example)" in message for message in messages)
    assert data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == EVIL


def test_a_rule_that_is_not_known_here_has_its_id() -> None:
    run = run_of(REPORT, Setting())
    assert run["tool"]["driver"]["rules"][0] == {"id": "hype"}


def test_levels_follow_the_finding_and_the_rule_its_file() -> None:
    rule: Rule = replace(RULES["hype"], severity="info")
    raised = finding("hype", "promotion", "error", 7, "cure", "x")
    run = run_of(Report((replace(MIGRAINE, findings=(raised,)),)), Setting(rules={"hype": rule}))
    assert run["results"][0]["level"] == "error"
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": "note"}
