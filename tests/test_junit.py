"""JUnit XML: well formed whatever a text holds, counts that add up, red where the gate is."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from medlint.cli import main
from medlint.model import Report
from medlint.reporters import render
from medlint.reporters.places import Setting
from reports import FAILURE, REPORT
from runs import configure, make_house  # noqa: F401 - an autouse fixture
from strangers import evil_report


def suites(report: Report, **gates: str) -> ET.Element:
    return ET.fromstring(render("junit", report, Setting(gates=gates)).encode("utf-8"))


def outcomes(root: ET.Element) -> list[str]:
    return [case[0].tag if len(case) else "passed" for case in root.iter("testcase")]


def test_each_finding_is_a_case_and_a_clean_text_passes() -> None:
    root = suites(REPORT)
    assert [suite.get("name") for suite in root] == ["drafts/clean.md", "drafts/migraine.md"]
    assert outcomes(root) == ["passed", "skipped", "skipped", "failure", "skipped", "skipped", "skipped"]
    case = root[1][2]
    assert case.get("name") == "promised-outcome at 7:17"
    assert (case.get("classname"), case.get("file"), case.get("line")) == ("drafts/migraine.md",) * 2 + ("7",)
    assert case[0].get("message") == "This promises a cure."
    assert case[0].get("type") == "error"
    assert "“will cure your migraine”" in case[0].text
    assert "the whole text" in root[1][0][0].text


@pytest.mark.parametrize(("gate", "failing"), [("never", 0), ("error", 1), ("warning", 5), ("info", 6)])
def test_red_is_what_the_gate_is(gate: str, failing: int) -> None:
    setting = Setting(gates={"drafts/migraine.md": gate})
    root = ET.fromstring(render("junit", REPORT, setting).encode("utf-8"))
    assert outcomes(root).count("failure") == failing == int(root.get("failures"))


def test_counts_add_up() -> None:
    root = suites(replace(REPORT, failures=(FAILURE,)))
    tally = {"tests": 8, "failures": 1, "skipped": 5, "errors": 1}
    assert {key: int(root.get(key)) for key in tally} == tally
    for key, number in tally.items():
        assert sum(int(suite.get(key)) for suite in root) == number


def test_a_failure_is_an_error() -> None:
    root = suites(Report((), (FAILURE,)))
    error = root.find("testsuite/testcase/error")
    assert error.get("message") == "KeyError: 'dose'"
    assert error.get("type") == "plugin acme 1.2, rule x"
    assert root[0].get("name") == "medlint"


def test_any_text_is_well_formed() -> None:
    root = suites(evil_report())
    assert outcomes(root) == ["error", "error", "failure", "skipped", "skipped"]
    assert "</script><img src=x onerror=alert(1)>" in root[1][0][0].get("message")
    assert "%0A%0D ::set-output name=a::b␊" in root[1][0][0].get("message")


def test_the_gate_is_that_of_the_configuration(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for gate, expected in (
        ("error", ["failure", "skipped", "skipped"]),
        ("info", ["failure"] * 3),
        ("never", ["skipped"] * 3),
    ):
        assert main(["a.md", "--format", "junit", "--fail-on", gate]) == (gate != "never")
        assert outcomes(ET.fromstring(capsys.readouterr().out.encode("utf-8"))) == expected
    configure(house, 'fail-on = "warning"')
    assert main(["a.md", "--format", "junit"]) == 1
    assert outcomes(ET.fromstring(capsys.readouterr().out.encode("utf-8"))) == ["failure", "failure", "skipped"]
