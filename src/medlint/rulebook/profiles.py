"""Profiles: named selections of rules for a kind of text, with severities and options of their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from medlint.errors import RuleFileError
from medlint.model import CONFIDENCES, FAMILIES, SEVERITIES, Check, Rule
from medlint.rulebook.book import Profile
from medlint.rulebook.folders import RuleFile, read, twice, unknown
from medlint.rulebook.options import Tables, resolve
from medlint.toml.source import TomlSource, convert

LEVELS: Mapping[str, tuple[str, ...]] = {"severity": SEVERITIES, "confidence": CONFIDENCES}
"""The keys of `[rules.<id>]` that every rule has, with their values; all others are options of its check."""


class _ProfileKeys(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of a file under `profiles/`."""

    title: str
    select: tuple[str, ...]
    description: str = ""
    ignore: tuple[str, ...] = ()
    rules: dict[str, dict[str, Any]] = {}


def load_profiles(
    files: Sequence[RuleFile],
    rules: Mapping[str, Rule],
    *,
    known: Collection[str],
    checks: Mapping[str, Check],
    tables: Tables,
    errors: list[RuleFileError],
) -> dict[str, Profile]:
    """Read profiles and give them by id; what is wrong is added to `errors`.

    `known` are the ids of all rule files, those that could not be used too: a profile may name these, and what it says
    of them is left out.
    """
    first: dict[str, RuleFile] = {}
    profiles: dict[str, Profile] = {}
    for file in files:
        try:
            if file.id in first:
                raise twice(first[file.id], file, "profile")
            first[file.id] = file
            profile, source = _read_profile(file)
            _check_names(profile, source, known)
            usable = {rule_id: values for rule_id, values in profile.rules.items() if rule_id in rules}
            for rule_id, values in usable.items():
                _check_rule(rules[rule_id], values, checks, tables, source)
            profiles[file.id] = replace(profile, rules=usable)
        except RuleFileError as error:
            errors.append(error)
    return dict(sorted(profiles.items()))


def _read_profile(file: RuleFile) -> tuple[Profile, TomlSource]:
    source = read(file)
    keys = convert(source, source.data, _ProfileKeys)
    if not keys.title.strip():
        raise source.problem("is empty", ("title",))
    return Profile(file.id, keys.title, keys.description, keys.select, keys.ignore, keys.rules, file.path), source


def _check_names(profile: Profile, source: TomlSource, known: Collection[str]) -> None:
    """Refuse names that are neither a family nor a rule."""
    named = (*FAMILIES, *known)
    for key, names in (("select", profile.select), ("ignore", profile.ignore)):
        for number, name in enumerate(names):
            if name not in named and not (name == "*" and key == "select"):
                raise source.problem(unknown("rule or family", name, named), (key, number))
    for rule_id in profile.rules:
        if rule_id not in known:
            raise source.problem(unknown("rule", rule_id, known), ("rules", rule_id))


def _check_rule(
    rule: Rule, values: Mapping[str, object], checks: Mapping[str, Check], tables: Tables, source: TomlSource
) -> None:
    for key, allowed in LEVELS.items():
        if key in values and values[key] not in allowed:
            raise source.problem(f"expected one of {', '.join(allowed)}", ("rules", rule.id, key))
    options = {key: value for key, value in values.items() if key not in LEVELS}
    if options:
        at = ("rules", rule.id)
        resolve({**rule.options, **options}, checks[rule.check], tables, rule=rule.id, source=source, at=at)
