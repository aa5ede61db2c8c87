"""What rules need: a rule that is not asked because no word it needs is there would have found nothing, either."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from medlint.document import Document
from medlint.host import load_host
from medlint.model import CheckAt, Checks, Late
from medlint.rulebook import load_compiled
from medlint.testing import Setup, open_setup
from readings import read

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.md"))


@pytest.fixture(scope="module")
def setup() -> Setup:
    return open_setup()


@pytest.fixture(scope="module")
def documents(setup: Setup) -> list[Document]:
    """The bad examples of all rules, and whole articles."""
    texts = [example.bad for rule in setup.rulebook.rules.values() for example in rule.examples if example.bad]
    return [read(setup, text) for text in (*texts, *(path.read_text("utf-8") for path in ARTICLES))]


def told_in_vain(setup: Setup, documents: list[Document]) -> Iterator[tuple[str, str]]:
    """Rules with what they find in texts that have nothing of what they need."""
    for rule in setup.rulebook.rules.values():
        for document in documents if rule.needs else ():
            if not any(document.hits(lexicon) for lexicon in rule.needs):
                found = setup.host.checks[rule.check].run(document, rule.settings)
                yield from ((rule.id, document.prose[match.start : match.end]) for match in found)


def test_without_what_it_needs_no_rule_finds_anything(setup: Setup, documents: list[Document]) -> None:
    assert sum(bool(rule.needs) for rule in setup.rulebook.rules.values()) > 20
    assert list(told_in_vain(setup, documents)) == []


def test_every_need_is_a_lexicon_of_the_rule(setup: Setup) -> None:
    for rule in setup.rulebook.rules.values():
        check = setup.host.checks[rule.check]
        assert {name.replace("-", "_") for name in check.needs} <= set(check.options.__struct_fields__), rule.id
        assert set(rule.needs) <= set(setup.rulebook.lexicons), rule.id
        assert "" not in rule.needs, rule.id


def own_checks() -> Checks:
    """The checks of all plugins, of which none has been asked for."""
    checks = load_host().checks
    assert isinstance(checks, Checks)
    return checks


def test_checks_are_where_their_plugins_say() -> None:
    checks = own_checks()
    modules, told = checks.modules(), [name for name in checks if checks.is_told(name)]
    assert told
    for name in told:
        assert checks[name].name == name
        assert not checks.is_told(name)
    # The kept rulebook is made anew when one of these modules changes.
    assert {check.options.__module__ for check in checks.values()} == modules


def test_options_are_made_when_they_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folders = load_host().rule_folders
    load_compiled(folders, own_checks())
    checks = own_checks()
    rules = load_compiled(folders, checks).rules
    assert all(isinstance(rule.given, Late) for rule in rules.values())
    assert all(checks.is_told(name) for name in checks)
    settings = rules["minimised-harm"].settings
    assert isinstance(settings, checks["joined"].options)
    assert rules["minimised-harm"].settings is settings
    assert [name for name in checks if not checks.is_told(name)] == ["joined"]


def test_a_check_of_nobody_is_no_check() -> None:
    with pytest.raises(ModuleNotFoundError):
        CheckAt("wonder", "medlint_wording.wonder").load()
