"""The names of rules, families and profiles that a configuration uses: found in files and options, then checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from medlint.config.files import ConfigFile
from medlint.config.values import EVERYTHING, Config, NameUse, Overrides
from medlint.errors import UsageError
from medlint.paths import Origin
from medlint.toml.source import nearest


def names_in(chain: Iterable[ConfigFile]) -> Iterator[NameUse]:
    """All names in configuration files, also in sections that do not apply."""
    for file in chain:
        yield from _part_names(file, file.values)
        for index, section in enumerate(file.values.per_path):
            yield from _part_names(file, section, "per-path", index)
        for index, entry in enumerate(file.values.allow):
            yield NameUse("rule or family", entry.rule, file.origin("allow", index, "rule"))


def _part_names(file: ConfigFile, part: Any, *at: str | int) -> Iterator[NameUse]:
    if part.profile is not None:
        yield NameUse("profile", part.profile, file.origin(*at, "profile"))
    for key in ("select", "ignore"):
        for index, name in enumerate(getattr(part, key) or ()):
            if (key, name) != ("select", EVERYTHING):
                yield NameUse("rule or family", name, file.origin(*at, key, index))
    for rule in part.rules:
        yield NameUse("rule", rule, file.origin(*at, "rules", rule))


def names_by(overrides: Overrides) -> Iterator[NameUse]:
    """All names on the command line."""
    if overrides.profile is not None:
        yield NameUse("profile", overrides.profile, Origin("--profile"))
    for label, names in (("--select", overrides.select or ()), ("--ignore", overrides.ignore)):
        for name in names:
            if (label, name) != ("--select", EVERYTHING):
                yield NameUse("rule or family", name, Origin(label))


def check_names(
    config: Config, rule_ids: Collection[str], families: Collection[str], profiles: Collection[str]
) -> None:
    """See that everything named exists.

    Raises ConfigError (path, line, key) for a name in a file, UsageError for one on the command line.
    """
    known = {"rule": rule_ids, "rule or family": {*rule_ids, *families}, "profile": profiles}
    for use in config.names:
        if use.name in known[use.kind]:
            continue
        what = "profile" if use.kind == "profile" else "rule"
        near = nearest(use.name, known[use.kind])
        hint = f"did you mean '{near}'?" if near else "`medlint rules` lists them"
        if what == "profile" and not near:
            hint = f"known profiles: {', '.join(sorted(profiles))}"
        if use.origin.source is None:
            raise UsageError(f"unknown {what} '{use.name}' in {use.origin.label}; {hint}")
        raise use.origin.problem(f"unknown {what} '{use.name}'; {hint}")
