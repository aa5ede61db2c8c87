"""The examples of rules, run: every bad one must give exactly the quotes under `flags`, every good one nothing.

Rule authors use it as `medlint test` does:

>>> setup = open_setup([Path("editorial-rules")])
>>> failed = [result for result in run_examples(["wonder-word"], setup=setup) if not result.passed]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from medlint.document import Context, Knowledge
from medlint.errors import RuleFileError, UsageError
from medlint.findings import lint_source
from medlint.host import Host, load_host
from medlint.model import Example, Failure, FileReport, Finding, Rule
from medlint.rulebook import Rulebook, RuleFolder, knowledge_of, load_compiled, reconfigure, with_examples
from medlint.rulebook.folders import unknown
from medlint.rulebook.profiles import LEVELS
from medlint.ruleset import Ruleset

EXAMPLE_DAY: Final = date(2026, 6, 1)
"""The day on which examples are read, so that one with a date in it holds for ever; it may set its own `today`."""


class Setup(Struct, frozen=True):
    """What examples run against: plugins, rules, compiled lexicons, and the day on which they are read."""

    host: Host
    rulebook: Rulebook
    knowledge: Knowledge
    today: date


class ExampleResult(Struct, frozen=True):
    """What came of one example. `expected` and `got` are sorted quotes; `problem` says what else is wrong, or is empty.

    `number` counts the examples of the rule from 1, as the key `example[1]` does; `line` is its line in the rule file.
    `spans` are the places of the findings in `text` (half-open character offsets), in order; `findings` all of them.
    """

    rule: str
    number: int
    kind: Literal["bad", "good"]
    text: str
    expected: tuple[str, ...]
    got: tuple[str, ...]
    passed: bool
    line: int | None
    path: str
    problem: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    findings: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        """One line for an example that passed; for one that failed, its text and the quotes that differ."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        head = f"{place}: {self.rule}: {self.kind} example {self.number} {'passed' if self.passed else 'failed'}"
        if self.passed:
            return head
        missing, surplus = Counter(self.expected), Counter(self.got)
        lines = [f"  - {quote!r} was expected" for quote in (missing - surplus).elements()]
        lines += [f"  + {quote!r} was flagged, and should not be" for quote in (surplus - missing).elements()]
        lines += [f"  ! {self.problem}"] if self.problem else []
        return "\n".join([head, *(f"  | {line}" for line in self.text.strip().splitlines()), *lines])


def open_setup(folders: Iterable[Path] = (), *, host: Host | None = None, today: date | None = None) -> Setup:
    """Load all plugins (or take `host`), their rules and then `folders`; `rulebook.errors` has the bad files.

    `today` stands for `EXAMPLE_DAY`, not for the day that an example sets itself.
    """
    host = host or load_host()
    own = [RuleFolder(folder, f"rule folder {folder}") for folder in folders]
    compiled = load_compiled(host.rule_folders, host.checks, own)
    rulebook = with_examples(compiled, [*host.rule_folders, *own], host.checks, compiled.rules)
    return Setup(host, rulebook, knowledge_of(rulebook, host.layers), today or EXAMPLE_DAY)


def run_examples(rules: Collection[str] | None = None, *, setup: Setup) -> tuple[ExampleResult, ...]:
    """Run the examples of some rules, or of all (None), in the order of ids.

    Each text goes the way of `medlint check`, with that one rule selected at its own defaults, under the example's
    profile, options, day and configuration. Raises UsageError for an unknown rule.
    """
    known = setup.rulebook.rules
    for name in rules or ():
        if name not in known:
            raise UsageError(unknown("rule", name, known))
    chosen = (rule for name, rule in known.items() if rules is None or name in rules)
    return tuple(result for rule in chosen for result in results_of(rule, setup))


def results_of(rule: Rule, setup: Setup, change: Callable[[Rule], Rule] = lambda rule: rule) -> Iterator[ExampleResult]:
    """Run the examples of a rule one by one; `change` makes another rule of it, after what an example sets itself."""
    for number, example in enumerate(rule.examples, 1):
        try:
            ruleset = ruleset_of(rule, example, setup, change)
        except RuleFileError as error:
            yield _result(rule, number, example, None, str(error))
            continue
        report, failures = _lint(rule, number, example, ruleset, setup)
        problems = [f"{failure.where}: {failure.error}" for failure in failures]
        problems += _other_problems(example, report) if report else ()
        yield _result(rule, number, example, report, "; ".join(problems))


def _result(rule: Rule, number: int, example: Example, report: FileReport | None, problem: str) -> ExampleResult:
    findings = report.findings if report else ()
    expected = tuple(sorted(example.flags))
    got = tuple(sorted(finding.quote for finding in findings))
    return ExampleResult(
        rule=rule.id,
        number=number,
        kind="bad" if example.bad else "good",
        text=example.bad or example.good,
        expected=expected,
        got=got,
        passed=got == expected and not problem,
        line=example.line,
        path=rule.path,
        problem=problem,
        spans=tuple((finding.start, finding.end) for finding in findings),
        findings=findings,
    )


def ruleset_of(
    rule: Rule, example: Example, setup: Setup, change: Callable[[Rule], Rule] = lambda rule: rule
) -> Ruleset:
    """Return the rule alone, as the example's profile and options make it; RuleFileError where they do not fit."""
    values: dict[str, Any] = {}
    if example.profile:
        profiles = setup.rulebook.profiles
        if example.profile not in profiles:
            raise RuleFileError(unknown("profile", example.profile, profiles), path=rule.path, line=example.line)
        values.update(profiles[example.profile].rules.get(rule.id, {}))
    levels = {key: value for key, value in values.items() if key in LEVELS}
    values.update(example.options)
    knowledge = setup.knowledge
    if values.keys() - LEVELS.keys():
        book = reconfigure(setup.rulebook, {rule.id: values}, setup.host.checks)
        rule = book.rules[rule.id]
        if book.own != setup.rulebook.own:
            knowledge = knowledge_of(book, setup.host.layers)
    chosen = change(replace(rule, **levels))
    return Ruleset((chosen,), knowledge, _context(example, setup), {}, frozenset(setup.rulebook.rules))


def _context(example: Example, setup: Setup) -> Context:
    """The run as the example sets it: its day, and what it says of the house."""
    usual = Context(example.today or setup.today)
    return replace(
        usual,
        region=example.region or usual.region,
        audience=example.audience or usual.audience,
        own_domains=example.own_domains,
    )


def _lint(
    rule: Rule, number: int, example: Example, ruleset: Ruleset, setup: Setup
) -> tuple[FileReport, tuple[Failure, ...]]:
    reader = setup.host.reader_for("", example.format)
    suffix = reader.suffixes[0]
    return lint_source(
        example.bad or example.good,
        path=f"{rule.id}-{number}{suffix}",
        reader=reader,
        suffix=suffix,
        ruleset=ruleset,
        checks=setup.host.checks,
        owners=setup.host.owners,
        partial=True,
    )


def _other_problems(example: Example, report: FileReport) -> Iterator[str]:
    """Yield what the quotes do not tell: another severity, and reasons why a text was not judged."""
    if example.severity:
        for finding in report.findings:
            if finding.severity != example.severity:
                yield f"{finding.quote!r} is of severity {finding.severity}, not {example.severity}"
    if example.bad or report.findings:
        yield from (notice.message for notice in report.notices if notice.kind in ("not-english", "capped"))
