"""The example runner: what passes, what fails and how the difference reads."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from medlint import builtin
from medlint.document import Document
from medlint.errors import UsageError
from medlint.host import Host
from medlint.model import Check, Match
from medlint.rulebook import RuleFolder
from medlint.testing import EXAMPLE_DAY, ExampleResult, Setup, open_setup, run_examples
from rulefiles import BAD, CHECKS, GOOD, NoOptions, book_of, only_error, rule_text, write


@pytest.fixture(name="core", scope="module")
def copy_core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rule folder with the lexicons and facts that the core's layers read, and no rules."""
    folder = tmp_path_factory.mktemp("core")
    for name in ("lexicons", "facts"):
        shutil.copytree(str(builtin.rules_folder() / name), folder / name)
    return folder


def core_host(core: Path) -> Host:
    """The core's own readers and layers, and the checks of this suite."""
    return Host(
        checks=CHECKS,
        layers={layer.name: layer for layer in builtin.medlint_layers()},
        readers=tuple(builtin.medlint_readers()),
        reporters={},
        rule_folders=(RuleFolder(core, "medlint"),),
        owners={f"check {name}": "acme 1.2" for name in CHECKS},
        failures=(),
    )


def setup_of(core: Path, folder: Path, **files: str) -> Setup:
    setup = open_setup([write(folder, **files)], host=core_host(core), today=date(2026, 1, 1))
    assert [str(error) for error in setup.rulebook.errors] == []
    return setup


def failed(results: tuple[ExampleResult, ...]) -> ExampleResult:
    wrong = [result for result in results if not result.passed]
    assert len(wrong) == 1, [str(result) for result in wrong]
    return wrong[0]


def test_examples_that_hold_all_pass(core: Path, tmp_path: Path) -> None:
    results = run_examples(setup=setup_of(core, tmp_path, claims__wonder_word=rule_text()))
    assert [(result.number, result.kind, result.passed) for result in results] == [
        (1, "bad", True), (2, "bad", True), (3, "bad", True), (4, "good", True), (5, "good", True), (6, "good", True),
    ]  # fmt: skip
    assert results[2].expected == results[2].got == ("Wonder Drug", "wonder pill")
    path = tmp_path / "claims" / "wonder-word.toml"
    assert str(results[0]).startswith(f"{path}:{results[0].line}: wonder-word: bad example 1 passed")
    assert "\n" not in str(results[0])


def test_a_missing_and_a_surplus_quote_are_told_apart(core: Path, tmp_path: Path) -> None:
    wrong = 'bad = """\nThe wonder pill\nis a miracle, a miracle."""\nflags = ["miracle"]'
    setup = setup_of(core, tmp_path, claims__wonder_word=rule_text(examples=[*BAD, wrong, *GOOD]))
    result = failed(run_examples(["wonder-word"], setup=setup))
    path = tmp_path / "claims" / "wonder-word.toml"
    line = result.line
    assert line is not None
    assert (result.number, result.expected, result.got, result.path) == (4, ("miracle",), ("wonder pill",), str(path))
    assert str(result).split("\n") == [
        f"{path}:{line}: wonder-word: bad example 4 failed",
        "  | The wonder pill",
        "  | is a miracle, a miracle.",
        "  - 'miracle' was expected",
        "  + 'wonder pill' was flagged, and should not be",
    ]
    assert path.read_text("utf-8").split("\n")[line - 1] == "[[example]]"


def test_flags_are_counted(core: Path, tmp_path: Path) -> None:
    twice = 'bad = "A wonder pill is a wonder pill."\nflags = ["wonder pill"]'
    setup = setup_of(core, tmp_path, claims__wonder_word=rule_text(examples=[*BAD, twice, *GOOD], repeats='"report"'))
    result = failed(run_examples(setup=setup))
    assert (result.expected, result.got) == (("wonder pill",), ("wonder pill", "wonder pill"))
    assert str(result).endswith("  + 'wonder pill' was flagged, and should not be")


def test_a_good_example_that_is_flagged_fails(core: Path, tmp_path: Path) -> None:
    good = 'good = "A wonder drug."'
    setup = setup_of(core, tmp_path, claims__wonder_word=rule_text(examples=[*BAD, *GOOD, good]))
    result = failed(run_examples(setup=setup))
    assert (result.kind, result.number, result.got) == ("good", 7, ("wonder drug",))


def test_options_of_an_example_apply_to_it_alone(core: Path, tmp_path: Path) -> None:
    own = 'bad = "A miracle and a wonder pill."\nflags = ["miracle"]\noptions = {cues = ["miracle"], within = 5}'
    number = 'good = "A pill."\noptions = {within = 5}'
    setup = setup_of(core, tmp_path, claims__wonder_word=rule_text(examples=[*BAD, own, *GOOD, number]))
    assert [str(result) for result in run_examples(setup=setup) if not result.passed] == []


def test_formats_go_through_their_readers(core: Path, tmp_path: Path) -> None:
    examples = [
        'bad = "<p>A <b>wonder pill</b></p>"\nflags = ["wonder pill"]\nformat = "html"',
        'bad = "A **wonder pill**"\nflags = ["wonder pill"]',
        'bad = "A wonder pill"\nflags = ["wonder pill"]\nformat = "text"',
        'good = "A wonder **drug**"\nformat = "text"',
        *GOOD,
    ]
    setup = setup_of(core, tmp_path, claims__wonder_word=rule_text(examples=examples))
    assert [str(result) for result in run_examples(setup=setup) if not result.passed] == []


def test_severity_is_held_against_that_of_the_finding(core: Path, tmp_path: Path) -> None:
    stepped = 'bad = "A wonder pill."\nflags = ["wonder pill"]\noptions = {step = 1}\nseverity = "error"'
    plain = 'bad = "A wonder pill."\nflags = ["wonder pill"]\nseverity = "error"'
    setup = setup_of(core, tmp_path, claims__wonder_word=rule_text(examples=[*BAD, stepped, plain, *GOOD]))
    result = failed(run_examples(setup=setup))
    assert (result.number, result.problem) == (5, "'wonder pill' is of severity warning, not error")
    assert str(result).endswith("  ! 'wonder pill' is of severity warning, not error")


def test_an_example_runs_under_its_profile(core: Path, tmp_path: Path) -> None:
    profile = 'title = "News"\nselect = ["*"]\n[rules.wonder-word]\nseverity = "info"\ncues = ["miracle"]\n'
    under = 'bad = "A wonder pill, a miracle."\nflags = ["miracle"]\nprofile = "news"\nseverity = "info"'
    text = rule_text(examples=[*BAD, under, *GOOD])
    setup = setup_of(core, tmp_path, claims__wonder_word=text, profiles__news=profile)
    assert [str(result) for result in run_examples(setup=setup) if not result.passed] == []


def test_an_example_whose_profile_is_broken_fails(core: Path, tmp_path: Path) -> None:
    under = 'good = "A pill."\nprofile = "news"'
    write(tmp_path, claims__wonder_word=rule_text(examples=[*BAD, *GOOD, under]), profiles__news="x")
    result = failed(run_examples(setup=open_setup([tmp_path], host=core_host(core))))
    assert (result.number, result.got) == (7, ())
    assert "unknown profile 'news'" in result.problem


def test_a_check_that_breaks_fails_every_example_and_names_its_plugin(core: Path, tmp_path: Path) -> None:
    setup = setup_of(core, tmp_path, claims__wonder_word=rule_text(check='"breaks"'))
    results = run_examples(setup=setup)
    assert [result.passed for result in results] == [False] * 6
    assert results[5].problem == "plugin acme 1.2, rule wonder-word: ZeroDivisionError: no words"


def test_some_rules_or_all(core: Path, tmp_path: Path) -> None:
    setup = setup_of(core, tmp_path, claims__wonder_word=rule_text(), spun__other=rule_text(), safety__a=rule_text())
    assert list(dict.fromkeys(result.rule for result in run_examples(setup=setup))) == ["a", "other", "wonder-word"]
    assert {result.rule for result in run_examples({"other", "a"}, setup=setup)} == {"a", "other"}
    assert run_examples([], setup=setup) == ()
    with pytest.raises(UsageError, match="unknown rule 'othre'; did you mean 'other'"):
        run_examples(["othre"], setup=setup)


def test_a_text_that_is_not_judged_says_why(core: Path, tmp_path: Path) -> None:
    german = (
        'bad = "Die wonder pill ist da, und das ist für alle Menschen eine gute Nachricht, weil sie nicht mehr '
        'warten müssen und ihre Ärzte ihnen die Tabletten sofort verschreiben können."\nflags = ["wonder pill"]'
    )
    setup = setup_of(core, tmp_path, claims__wonder_word=rule_text(examples=[*BAD, german, *GOOD]))
    result = failed(run_examples(setup=setup))
    assert result.got == ()
    assert "German" in result.problem


def find_context(document: Document, options: NoOptions) -> Iterator[Match]:
    """Flags a word that says where and when the text is read."""
    context = document.context
    for word in (context.today.isoformat(), context.region, context.audience, *context.own_domains):
        start = document.prose.find(word)
        if start >= 0:
            yield Match(start, start + len(word))


def setup_of_context(core: Path, folder: Path, examples: list[str], today: date | None = None) -> Setup:
    host = core_host(core)
    host = replace(host, checks={**host.checks, "context": Check("context", NoOptions, find_context)})
    write(folder, claims__now=rule_text(check='"context"', options={}, examples=examples))
    setup = open_setup([folder], host=host, today=today)
    assert [str(error) for error in setup.rulebook.errors] == []
    return setup


DAYS = [
    f'bad = "It is {EXAMPLE_DAY}."\nflags = ["{EXAMPLE_DAY}"]',
    'bad = "It is 2031-11-01."\nflags = ["2031-11-01"]\ntoday = 2031-11-01',
    'bad = "Read in the uk by pro people."\nflags = ["uk", "pro"]\nconfig = {region = "uk", audience = "pro"}',
    'bad = "See clinic.example."\nflags = ["clinic.example"]\n[example.config]\nown-domains = ["clinic.example"]',
    f'good = "Not on {EXAMPLE_DAY}."\ntoday = 2031-11-01',
    'good = "See clinic.example in the uk."',
    *GOOD,
]


def test_an_example_sets_its_day_and_its_house(core: Path, tmp_path: Path) -> None:
    setup = setup_of_context(core, tmp_path, DAYS)
    assert [str(result) for result in run_examples(setup=setup) if not result.passed] == []
    assert [result.line is not None for result in run_examples(setup=setup)] == [True] * len(DAYS)


def test_another_day_holds_where_an_example_sets_none(core: Path, tmp_path: Path) -> None:
    setup = setup_of_context(core, tmp_path, DAYS, today=date(2030, 1, 1))
    result = failed(run_examples(setup=setup))
    assert (result.number, result.expected, result.got) == (1, (str(EXAMPLE_DAY),), ())


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('today = "tomorrow"', "example[7].today"),
        ('config = {region = "fr"}', "example[7].config.region"),
        ('config = {own-domain = ["x.example"]}', "example[7].config.own-domain"),
        ("config = {months = 3}", "example[7].config.months"),
    ],
)
def test_a_day_or_house_that_makes_no_sense_is_an_error_of_its_key(tmp_path: Path, line: str, key: str) -> None:
    write(tmp_path, claims__now=rule_text(examples=[*BAD, *GOOD, f'good = "A pill."\n{line}']))
    error = only_error(book_of(tmp_path))
    assert (error.key, error.line is not None) == (key, True)
