"""The rules that apply to a text: the rulebook seen through a profile and a configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from medlint.config import Config
from medlint.document import Context, Knowledge
from medlint.errors import RuleFileError
from medlint.model import CONFIDENCES, SEVERITIES, Check, Confidence, Layer, Rule, Severity
from medlint.rulebook import Profile, Rulebook, knowledge_of

if TYPE_CHECKING:
    from medlint.stopwatch import Stopwatch

_Word = TypeVar("_Word")


class Ruleset(Struct, frozen=True):
    """Selected rules with their settings, and all that is needed to run them.

    `ceilings` holds the severities that the user set: a check may go below them, never above. Findings of less than
    `min_confidence` are left out. `others` are the rules that were not selected, for the scorecard. A `stopwatch` times
    the rules.
    """

    rules: tuple[Rule, ...]
    knowledge: Knowledge
    context: Context
    ceilings: Mapping[str, Severity]
    known: frozenset[str]
    min_confidence: Confidence = "low"
    others: Mapping[str, Rule] = {}
    stopwatch: Stopwatch | None = None


def build_ruleset(
    rulebook: Rulebook, config: Config, checks: Mapping[str, Check], layers: Mapping[str, Layer], today: date
) -> Ruleset:
    """The rules of a configuration. Raises RuleFileError where a configured option does not fit its rule."""
    profile = rulebook.profiles[config.profile]
    settings = {id: values for id, values in _merged(profile.rules, config.rules).items() if id in rulebook.rules}
    options = {id: _options(values) for id, values in settings.items() if _options(values)}
    options.update(_with_files(rulebook, config, options, checks))
    book = _reconfigured(rulebook, options, checks)
    adjusted = {id: _adjusted(rule, settings.get(id, {})) for id, rule in book.rules.items()}
    picked = _selected(rulebook, profile, config)
    chosen = [adjusted[id] for id in picked]
    lowest = CONFIDENCES.index(config.min_confidence)
    return Ruleset(
        rules=tuple(rule for rule in chosen if CONFIDENCES.index(rule.confidence) <= lowest),
        knowledge=knowledge_of(book, layers),
        context=_context(config, today),
        ceilings={id: _severity(values, id) for id, values in config.rules.items() if "severity" in values},
        known=frozenset(rulebook.rules),
        min_confidence=config.min_confidence,
        others={id: rule for id, rule in adjusted.items() if id not in picked},
    )


def _selected(rulebook: Rulebook, profile: Profile, config: Config) -> list[str]:
    """Rule ids in order. A preview rule is on only where it is named itself."""
    wanted = config.select if config.select is not None else profile.select
    ignored = {*(profile.ignore if config.select is None else ()), *config.ignore}
    return [
        rule.id
        for rule in rulebook.rules.values()
        if (rule.id in wanted or (not rule.preview and (rule.family in wanted or "*" in wanted)))
        and not ignored & {rule.id, rule.family}
    ]


def _merged(*layers: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, object]]:
    merged: dict[str, dict[str, object]] = {}
    for layer in layers:
        for id, values in layer.items():
            merged.setdefault(id, {}).update(values)
    return merged


def _reconfigured(
    rulebook: Rulebook, options: Mapping[str, Mapping[str, object]], checks: Mapping[str, Check]
) -> Rulebook:
    """The rulebook with the options of a profile and a configuration.

    Most texts have none but the switches of their profile. Where there are others, what reads rule files is loaded.
    """
    switched = {id: _switched(rulebook.rules[id], values) for id, values in options.items()}
    rules = {id: rule for id, rule in switched.items() if rule is not None}
    if len(rules) == len(options):
        return replace(rulebook, rules={**rulebook.rules, **rules}) if rules else rulebook
    from medlint.rulebook import reconfigure

    return reconfigure(rulebook, options, checks)


def _switched(rule: Rule, values: Mapping[str, object]) -> Rule | None:
    """The rule with some of its switches set (options that are true or false); None where that may be wrong."""
    settings = rule.settings
    if hasattr(settings, "__post_init__"):
        return None
    names = dict(zip(settings.__struct_encode_fields__, settings.__struct_fields__, strict=True))
    if not all(
        isinstance(value, bool) and key in names and isinstance(getattr(settings, names[key]), bool)
        for key, value in values.items()
    ):
        return None
    changed = {names[key]: value for key, value in values.items()}
    return replace(rule, options={**rule.options, **values}, given=replace(settings, **changed))


def _options(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if key not in {"severity", "confidence"}}


def _adjusted(rule: Rule, values: Mapping[str, object]) -> Rule:
    if "severity" in values:
        rule = replace(rule, severity=_severity(values, rule.id))
    if "confidence" in values:
        rule = replace(rule, confidence=_one_of(values["confidence"], CONFIDENCES, f"rules.{rule.id}.confidence"))
    return rule


def _with_files(
    rulebook: Rulebook, config: Config, options: Mapping[str, dict[str, object]], checks: Mapping[str, Check]
) -> dict[str, dict[str, object]]:
    """The options of those rules of which the configuration names lists of words in files, with the words."""
    if not config.rules:
        return {}
    from medlint.config.wordfiles import with_word_files
    from medlint.rulebook.options import file_options

    return {
        id: with_word_files(id, values, names, config.sources)
        for id, values in options.items()
        if (names := file_options(checks[rulebook.rules[id].check].options) & config.rules.get(id, {}).keys())
    }


def _severity(values: Mapping[str, object], id: str) -> Severity:
    return _one_of(values["severity"], SEVERITIES, f"rules.{id}.severity")


def _one_of(value: object, allowed: Sequence[_Word], key: str) -> _Word:
    for word in allowed:
        if word == value:
            return word
    raise RuleFileError(f"expected one of {', '.join(map(str, allowed))}, got {value!r}", key=key)


def _context(config: Config, today: date) -> Context:
    return Context(
        today=today,
        region=config.region,
        audience=config.audience,
        own_domains=config.own_domains,
        partners=config.partners,
        evidence_hosts=config.evidence_hosts,
    )
