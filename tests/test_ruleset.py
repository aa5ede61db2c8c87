"""The rules of a configuration: switches are set at once, as the code that reads rule files would set them."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from medlint.config import Overrides
from medlint.errors import RuleFileError
from medlint.model import Rule
from medlint.rulebook import Rulebook, reconfigure
from medlint.ruleset import build_ruleset
from medlint.run import Workshop

WORKSHOP = Workshop(Overrides(no_config=True))
CONFIG = WORKSHOP.config(Path.cwd())


def switches(book: Rulebook) -> dict[str, dict[str, object]]:
    """Every switch of every rule, set the other way; but for options that refuse some ways."""
    found = {}
    for rule in book.rules.values():
        settings = rule.settings
        if hasattr(settings, "__post_init__"):
            continue
        names = zip(settings.__struct_encode_fields__, settings.__struct_fields__, strict=True)
        values = {key: getattr(settings, name) for key, name in names}
        found[rule.id] = {key: not value for key, value in values.items() if isinstance(value, bool)}
    return {rule: values for rule, values in found.items() if values}


def rules_with(options: dict[str, dict[str, object]]) -> dict[str, Rule]:
    """The rules of the default profile, if it had these options."""
    book, host = WORKSHOP.rulebook(CONFIG), WORKSHOP.host
    profile = replace(book.profiles[CONFIG.profile], rules=options)
    made = replace(book, profiles={**book.profiles, CONFIG.profile: profile})
    ruleset = build_ruleset(made, CONFIG, host.checks, host.layers, WORKSHOP.today)
    return {rule.id: rule for rule in (*ruleset.rules, *ruleset.others.values())}


def test_switches_are_set_as_if_the_rule_files_had_been_read() -> None:
    book = WORKSHOP.rulebook(CONFIG)
    options = switches(book)
    assert len(options) > 5
    assert rules_with(options) == reconfigure(book, options, WORKSHOP.host.checks).rules


@pytest.mark.parametrize("values", [{"stated": 1}, {"stated": "yes"}, {"stat-ed": True}, {"said": True}])
def test_what_is_no_switch_is_refused(values: dict[str, object]) -> None:
    rule = next(rule for rule, keys in switches(WORKSHOP.rulebook(CONFIG)).items() if "stated" in keys)
    with pytest.raises(RuleFileError, match="stated" if "stated" in values else "unknown|did you mean"):
        rules_with({rule: values})
