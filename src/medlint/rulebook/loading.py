"""Rule folders -> rulebook: rules, lexicons, fact tables, profiles, and an error for each file that fails."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import cast

from msgspec.structs import replace

from medlint.errors import RuleFileError
from medlint.model import FAMILIES, Check, FactTable, Lexicon, Rule
from medlint.rulebook.book import Rulebook
from medlint.rulebook.facts import load_facts
from medlint.rulebook.folders import RuleFile, RuleFolder, find_files, read, twice, unknown
from medlint.rulebook.lexicons import load_lexicons
from medlint.rulebook.options import Resolved, Tables, resolve
from medlint.rulebook.profiles import LEVELS, load_profiles
from medlint.rulebook.rulefile import ParsedRule, parse_rule
from medlint.toml.source import TomlSource


def load(folders: Sequence[RuleFolder], checks: Mapping[str, Check], base: Rulebook | None = None) -> Rulebook:
    """Read rule folders; of two files for one thing, the one in the first folder stays. Raises nothing of its own.

    `checks` are the mechanisms that rules can name. The options of every rule are resolved here. With `base`, a
    rulebook without errors that has its phrasebook, the folders add to it; none of their files may change what it has.
    """
    base = base or Rulebook({}, {}, {}, {}, (), {})
    files, errors = find_files(folders)
    lexicons = load_lexicons(_of(files, "lexicons"), errors, _Shared(base.lexicons))
    facts = ChainMap(load_facts(_of(files, "facts"), errors), cast("MutableMapping[str, FactTable]", base.facts))
    tables = Tables(ChainMap(lexicons, cast("MutableMapping[str, Lexicon]", _Shared(base.lexicons))), facts)
    owned = _first_of_each([file for file in files if file.kind in FAMILIES], errors)
    parsed = _parse_rules(owned.values(), checks, tables, errors)
    profile_files = _of(files, "profiles")
    known = {*owned, *base.rules}
    profiles = {*(file.id for file in profile_files), *base.profiles}
    parsed = _with_good_references(parsed, known, profiles, errors)
    rules = {**base.rules, **{rule_id: one.rule for rule_id, one in parsed.items()}}
    made = load_profiles(profile_files, rules, known=known, checks=checks, tables=tables, errors=errors)
    written_out = {lexicon.id: lexicon for one in parsed.values() for lexicon in one.lexicons}
    found = dict(sorted({**lexicons, **written_out}.items()))
    return Rulebook(
        rules=dict(sorted(rules.items())),
        lexicons=ChainMap(found, cast("MutableMapping[str, Lexicon]", base.lexicons)) if base.lexicons else found,
        facts=dict(facts) if not base.facts else facts,
        profiles=dict(sorted({**base.profiles, **made}.items())),
        errors=tuple({str(error): error for error in errors}.values()),
        owners={**base.owners, **{rule_id: owned[rule_id].owner for rule_id in parsed}},
        broken=frozenset(owned.keys() - rules.keys()),
        phrasebook=base.phrasebook,
        own=found if base.phrasebook else {},
    )


def with_examples(
    rulebook: Rulebook, folders: Sequence[RuleFolder], checks: Mapping[str, Check], wanted: Collection[str]
) -> Rulebook:
    """Return the rulebook with the examples of the `wanted` rules, read again from the files that these came from."""
    tables = Tables(_Shared(rulebook.lexicons), rulebook.facts)
    rules = dict(rulebook.rules)
    for file in find_files(folders)[0]:
        if file.kind in FAMILIES and file.id in wanted and file.id in rules and rules[file.id].path == file.path:
            parsed = parse_rule(file, read(file), checks, tables)
            rules[file.id] = replace(rules[file.id], examples=parsed.rule.examples)
    return replace(rulebook, rules=rules)


def reconfigure(
    rulebook: Rulebook, overrides: Mapping[str, Mapping[str, object]], checks: Mapping[str, Check]
) -> Rulebook:
    """Return the rulebook with some options of some rules replaced: `{"small-sample": {"threshold": 50}}`.

    Values are written as in a rule file; `severity` and `confidence` are no options and are passed over. Raises
    RuleFileError with `key` (`rules.small-sample.threshold`) for an unknown rule or option and for a value that does
    not fit; it has no path, because only the caller knows where the values come from.
    """
    source = TomlSource("", {}, "", RuleFileError)
    tables = Tables(_Shared(rulebook.lexicons), rulebook.facts)
    rules, lexicons, own = dict(rulebook.rules), rulebook.lexicons, dict(rulebook.own)
    for rule_id, values in overrides.items():
        if rule_id not in rules:
            raise source.problem(unknown("rule", rule_id, rules), ("rules", rule_id))
        rule = rules[rule_id]
        options = {**rule.options, **{key: value for key, value in values.items() if key not in LEVELS}}
        made = resolve(options, checks[rule.check], tables, rule=rule_id, source=source, at=("rules", rule_id))
        rules[rule_id] = replace(rule, options=options, given=made.settings, needs=made.needs)
        if rulebook.phrasebook is None:
            lexicons = _with_lexicons_of(rule, lexicons, made)
        else:
            own.update(_changed(rule, lexicons, made))
    if own:
        lexicons = ChainMap(own, cast("MutableMapping[str, Lexicon]", lexicons))
    return replace(rulebook, rules=rules, lexicons=lexicons, own=own)


def _of(files: Iterable[RuleFile], kind: str) -> list[RuleFile]:
    return [file for file in files if file.kind == kind]


def _first_of_each(files: Iterable[RuleFile], errors: list[RuleFileError]) -> dict[str, RuleFile]:
    """Return rule files by id; a second one of an id is an error that names both owners."""
    owned: dict[str, RuleFile] = {}
    for file in files:
        if file.id in owned:
            errors.append(twice(owned[file.id], file, "rule"))
        else:
            owned[file.id] = file
    return dict(sorted(owned.items()))


def _parse_rules(
    files: Iterable[RuleFile], checks: Mapping[str, Check], tables: Tables, errors: list[RuleFileError]
) -> dict[str, ParsedRule]:
    parsed: dict[str, ParsedRule] = {}
    for file in files:
        try:
            parsed[file.id] = parse_rule(file, read(file), checks, tables)
        except RuleFileError as error:
            errors.append(error)
    return parsed


def _with_good_references(
    parsed: Mapping[str, ParsedRule],
    known: Collection[str],
    profiles: Collection[str],
    errors: list[RuleFileError],
) -> dict[str, ParsedRule]:
    """Return the rules of which every rule and profile that they name has a file."""
    good: dict[str, ParsedRule] = {}
    for rule_id, one in parsed.items():
        try:
            _check_references(one, known, profiles)
            _check_circle(one, parsed)
            good[rule_id] = one
        except RuleFileError as error:
            errors.append(error)
    return good


def _check_references(parsed: ParsedRule, known: Collection[str], profiles: Collection[str]) -> None:
    """Refuse names of rules and profiles that no file has. One whose own file is at fault counts as known."""
    for number, rule_id in enumerate(parsed.rule.supersedes):
        if rule_id not in known:
            raise parsed.source.problem(unknown("rule", rule_id, known), ("supersedes", number))
    for number, example in enumerate(parsed.rule.examples):
        if example.profile and example.profile not in profiles:
            message = unknown("profile", example.profile, profiles)
            raise parsed.source.problem(message, ("example", number, "profile"))


def _check_circle(parsed: ParsedRule, others: Mapping[str, ParsedRule]) -> None:
    """Refuse a rule that supersedes itself, be it by way of others: on the same words, none of them would speak."""
    for number, first in enumerate(parsed.rule.supersedes):
        seen, waiting = {first}, [first]
        while waiting:
            rule_id = waiting.pop()
            if rule_id == parsed.rule.id:
                raise parsed.source.problem("supersedes itself", ("supersedes", number))
            weaker = others[rule_id].rule.supersedes if rule_id in others else ()
            waiting.extend(name for name in weaker if name not in seen)
            seen.update(weaker)


class _Shared(Mapping[str, Lexicon]):
    """The lexicons that have files of their own: those written out in a rule are for that rule alone."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._lexicons = lexicons

    def __getitem__(self, name: str) -> Lexicon:
        if "." in name:
            raise KeyError(name)
        return self._lexicons[name]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and "." not in name and name in self._lexicons

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._lexicons if "." not in name)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _changed(rule: Rule, lexicons: Mapping[str, Lexicon], made: Resolved) -> Iterator[tuple[str, Lexicon]]:
    """The lexicons that a rule wrote out and that say something else than those of the same id."""
    for lexicon in made.lexicons:
        old = lexicons.get(lexicon.id)
        if old is None or _said(old) != _said(lexicon):
            yield lexicon.id, replace(lexicon, path=rule.path)


def _said(lexicon: Lexicon) -> list[tuple[str, Mapping[str, str]]]:
    return [(entry.phrase, entry.tags) for entry in lexicon.entries]


def _with_lexicons_of(rule: Rule, lexicons: Mapping[str, Lexicon], made: Resolved) -> Mapping[str, Lexicon]:
    """Return the lexicons with those that a rule wrote out replaced."""
    others = {name: lexicon for name, lexicon in lexicons.items() if not name.startswith(f"{rule.id}.")}
    own = {lexicon.id: replace(lexicon, path=rule.path) for lexicon in made.lexicons}
    return dict(sorted({**others, **own}.items()))
