"""Timing: each rule and layer by itself, and nothing else changes."""

import re
from pathlib import Path

import pytest

from medlint import stopwatch
from medlint.cli import main
from medlint.config import Overrides
from medlint.model import Layer, Match
from medlint.reporters import render
from medlint.run import Request, Workshop, lint_paths
from medlint.stopwatch import Stopwatch, show
from runs import make_house  # noqa: F401 - an autouse fixture


@pytest.fixture(name="clock")
def make_clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that is set by hand."""
    now = [0.0]
    monkeypatch.setattr(stopwatch, "process_time", lambda: now[0])
    return now


def test_what_runs_inside_counts_once(clock: list[float]) -> None:
    watch = Stopwatch()

    def layer() -> str:
        clock[0] += 5
        return "a layer"

    def rule() -> str:
        clock[0] += 1
        made = watch.time("layer", "claims", layer)
        clock[0] += 2
        return made

    assert watch.time("rule", "hype", rule) == "a layer"
    assert watch.time("layer", "claims", layer) == "a layer"
    assert watch.spent == {("rule", "hype"): 3, ("layer", "claims"): 10}
    assert watch.times == {("rule", "hype"): 1, ("layer", "claims"): 2}
    first, second, third = show(watch)
    assert first == "13.000 s of processor time; each line without the layers that it asks for"
    assert second.split() == ["10.000", "s", "76.9%", "2", "x", "layer", "claims"]
    assert third.split() == ["3.000", "s", "23.1%", "1", "x", "rule", "hype"]
    assert show(watch, shown=1)[-1].split() == ["3.000", "s", "23.1%", "1", "others"]


def test_what_breaks_is_counted_too(clock: list[float]) -> None:
    watch = Stopwatch()

    def broken() -> None:
        clock[0] += 4
        raise ValueError("as you wish")

    with pytest.raises(ValueError, match="as you wish"):
        watch.time("rule", "hype", broken)
    assert watch.time("rule", "other", lambda: None) is None
    assert watch.spent == {("rule", "hype"): 4, ("rule", "other"): 0}
    assert show(Stopwatch()) == ["no text was judged, so there is nothing to time"]


def test_a_timed_run_finds_the_same() -> None:
    plain, workshop = lint_paths(Request((".",))), Workshop(Overrides())
    workshop.stopwatch = Stopwatch()
    timed = lint_paths(Request((".",), cached=True), workshop)
    assert workshop.cache is None
    for name in ("concise", "jsonl"):
        assert render(name, timed) == render(name, plain)
    kinds = {kind for kind, _ in workshop.stopwatch.spent}
    assert kinds == {"rule", "layer", "step"}
    assert workshop.stopwatch.times["rule", "zorp-talk"] == 2
    assert workshop.stopwatch.times["step", "reading"] == 2
    assert ("layer", "phrases") in workshop.stopwatch.spent


def test_a_layer_that_a_rule_asks_for_is_the_layers_time(house: Path, clock: list[float]) -> None:
    workshop = Workshop(Overrides())
    workshop.stopwatch = Stopwatch()
    host = workshop.host

    def compute(document: object) -> str:
        clock[0] += 7
        return "made"

    def ask(document, options):
        clock[0] += 1
        assert document.layer("slow") == document.layer("slow") == "made"
        yield Match(0, 4)

    from msgspec.structs import replace

    phrase = replace(host.checks["phrase"], run=ask)
    layers = {**host.layers, "slow": Layer("slow", compute)}
    workshop.__dict__["host"] = replace(host, checks={**host.checks, "phrase": phrase}, layers=layers)
    lint_paths(Request(("a.md",)), workshop)
    assert workshop.stopwatch.spent["layer", "slow"] == 7
    assert workshop.stopwatch.spent["rule", "zorp-talk"] == 1
    assert workshop.stopwatch.spent["rule", "plim-talk"] == 1


def test_the_slowest_are_named_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--format", "concise", "--timing", "a.md"]) == 1
    done = capsys.readouterr()
    assert done.out.count("\n") == 3
    lines = done.err.splitlines()
    assert re.fullmatch(r"medlint: \d+\.\d{3} s of processor time; .*", lines[0])
    row = re.compile(r"medlint: +\d+\.\d{3} s +\d+\.\d% +[\d,]+ x  (rule |layer|step )  [\w, -]+")
    assert all(row.fullmatch(line) for line in lines[1:21])
    assert any("reading" in line or "language" in line for line in lines)
