"""The configuration that applies to one text: files from the outside in, sections for its path, then the command line.

Plain values of a nearer file replace those of an outer one; lists other than `select` add up; `[rules.<id>]` tables
merge key by key. Sections of `[[per-path]]` that match come after all plain values, outer files first, in file order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from medlint.allow import Allow
from medlint.config.files import ConfigFile, ConfigFiles
from medlint.config.names import names_by, names_in
from medlint.config.schema import RuleTables, parse_size
from medlint.config.values import LISTS, SCALARS, Config, Overrides, kebab
from medlint.errors import UsageError
from medlint.paths import Origin, PathPatterns, absolute


class _Draft:
    """A configuration in the making: values by field name, and where each came from."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {"rules": {}}
        self.sources: dict[str, tuple[Origin, ...]] = {}

    def put(self, name: str, value: object, origin: Origin) -> None:
        """Set a value that replaces what was there."""
        self.values[name] = value
        self.sources[kebab(name)] = (origin,)

    def add(self, name: str, items: Sequence[object], origins: Iterable[Origin]) -> None:
        """Add items to a list; one that is there already is not repeated."""
        if items:
            self.values[name] = tuple(dict.fromkeys((*self.values.get(name, ()), *items)))
            self.sources[kebab(name)] = (*self.sources.get(kebab(name), ()), *origins)

    def merge(self, rules: RuleTables, file: ConfigFile, *key: str | int) -> None:
        """Merge tables of rules key by key."""
        for rule, table in rules.items():
            merged = self.values["rules"].setdefault(rule, {})
            for option, value in table.items():
                merged[option] = value
                self.sources[f"rules.{rule}.{option}"] = (file.origin(*key, rule, option),)


def resolve(path: Path, files: ConfigFiles, overrides: Overrides = Overrides()) -> Config:  # noqa: B008 - frozen
    """The configuration of the text (or folder) at `path`, which need not exist.

    Texts with the same files, sections and allowances share one value. Raises ConfigError for a file that cannot be
    used, UsageError for options that contradict each other.
    """
    place = absolute(path)
    chain = _chain(place, files, overrides)
    sections = _matching([file.sections for file in chain], place)
    allows = _matching([file.allows for file in chain], place)
    exact = tuple(chain[f].allows[i].relative(place) == chain[f].values.allow[i].path for f, i in allows)
    key = (tuple(file.source.path for file in chain), sections, allows, exact, overrides)
    if key not in files.settled:
        draft = _draft(chain, sections, overrides)
        draft.values["allow"] = tuple(_allow(chain[f], i, e) for (f, i), e in zip(allows, exact, strict=True))
        draft.values["names"] = (*names_in(chain), *names_by(overrides))
        files.settled[key] = Config(**draft.values, sources=draft.sources)
    settled: Config = files.settled[key]
    return settled


def is_shared(folder: Path, files: ConfigFiles, overrides: Overrides) -> bool:
    """Whether all texts that lie in a folder itself have one configuration: no section or allowance is for paths."""
    chain = _chain(absolute(folder), files, overrides)
    return not any(file.sections or file.allows for file in chain)


def _chain(place: str, files: ConfigFiles, overrides: Overrides) -> tuple[ConfigFile, ...]:
    if overrides.no_config and overrides.config_file is not None:
        raise UsageError("--config and --no-config cannot go together")
    if overrides.no_config:
        return ()
    if overrides.config_file is not None:
        return (files.named(overrides.config_file),)
    return files.chain(place if Path(place).is_dir() else str(Path(place).parent))


def _matching(parts: Sequence[Sequence[PathPatterns]], place: str) -> tuple[tuple[int, int], ...]:
    """Which parts take in the path: (number of the file, number in the file)."""
    return tuple((f, i) for f, part in enumerate(parts) for i, p in enumerate(part) if p.match(place) is not None)


def _draft(chain: Sequence[ConfigFile], sections: Iterable[tuple[int, int]], overrides: Overrides) -> _Draft:
    draft = _Draft()
    for file in chain:
        _apply_file(draft, file)
    for number, index in sections:
        _apply_part(draft, chain[number], chain[number].values.per_path[index], "per-path", index)
    _apply_overrides(draft, overrides)
    draft.values["messages"] = tuple(file.message for file in chain if file.message)
    return draft


def _apply_file(draft: _Draft, file: ConfigFile) -> None:
    _apply_part(draft, file, file.values)
    if file.values.max_file_size is not None:
        draft.values["max_file_size"] = parse_size(file.values.max_file_size)
    folders = [Path(absolute(Path(file.folder, name))) for name in file.values.rule_folders]
    draft.add("rule_folders", folders, [file.origin("rule-folders")])
    if file.exclude.lines:
        draft.add("exclude", [(line, Path(file.folder)) for line in file.exclude.lines], [file.origin("exclude")])
        draft.values["excluders"] = (*draft.values.get("excluders", ()), file.exclude)


def _apply_part(draft: _Draft, file: ConfigFile, part: Any, *at: str | int) -> None:
    """Take over what a file, or one of its sections, says."""
    for name in SCALARS:
        value = getattr(part, name, None)
        if value is not None:
            draft.put(name, value, file.origin(*at, kebab(name)))
    for name in LISTS:
        draft.add(name, getattr(part, name, ()), [file.origin(*at, kebab(name))])
    draft.merge(part.rules, file, *at, "rules")


def _apply_overrides(draft: _Draft, overrides: Overrides) -> None:
    if overrides.select is not None:
        draft.values.pop("ignore", None)
        draft.sources.pop("ignore", None)
    for name in SCALARS:
        value = getattr(overrides, name, None)
        if value is not None:
            draft.put(name, value, Origin(f"--{kebab(name)}"))
    draft.add("ignore", overrides.ignore, [Origin("--ignore")])


def _allow(file: ConfigFile, index: int, exact: bool) -> Allow:
    entry = file.values.allow[index]
    return Allow(
        path=entry.path,
        rule=entry.rule,
        reason=entry.reason.strip(),
        until=entry.until,
        origin=file.origin("allow", index),
        exact=exact,
    )
