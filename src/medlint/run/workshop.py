"""What is loaded once per run and shared by its texts; each part when it is first wanted."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from medlint.config import Config, ConfigFiles, Overrides, check_names, is_shared, resolve
from medlint.errors import MedlintError, RuleFileError
from medlint.model import FAMILIES, Failure, Rule

if TYPE_CHECKING:
    from medlint.host import Host
    from medlint.rulebook import Rulebook
    from medlint.ruleset import Ruleset
    from medlint.run.cache import Cache
    from medlint.stopwatch import Stopwatch


class Workshop:
    """All that is loaded once per run and shared by its texts: plugins, rulebooks, configurations, rulesets.

    `new_folders`: rule folders that a configuration names need not exist yet. With a `cache`, what a former run has
    found sound is not loaded again; `keeps`: reports are signed, to be kept there. With a `stopwatch`, rules and layers
    are timed.
    """

    cache: Cache | None = None
    keeps: bool = False
    stopwatch: Stopwatch | None = None

    def __init__(self, overrides: Overrides, today: date | None = None, *, new_folders: bool = False) -> None:
        self.today = today or date.today()  # noqa: DTZ011 - the day where the user is, not in UTC
        self.overrides = overrides
        self.config_files = ConfigFiles(new_folders=new_folders)
        self._rulebooks: dict[tuple[str, ...], Rulebook] = {}
        self._rulesets: dict[object, Ruleset] = {}
        self._shared: dict[str, Config] = {}
        self._signs: dict[int, bytes | None] = {}
        self._sound: dict[int, Config] = {}

    @cached_property
    def host(self) -> Host:
        """All plugins."""
        from medlint.host import load_host

        return load_host()

    @property
    def suffixes(self) -> frozenset[str]:
        """The suffixes of the texts that can be read."""
        return (self.cache.suffixes if self.cache else None) or self.host.suffixes

    def config(self, path: Path) -> Config:
        """The configuration of a text or a folder.

        Raises ConfigError, UsageError for what the command line got wrong, RuleFileError for a profile that is broken.
        """
        place = os.path.abspath(path)  # noqa: PTH100
        return self._resolved(place) if os.path.isdir(place) else self.file_config(place)  # noqa: PTH112

    def file_config(self, place: str) -> Config:
        """The configuration of a text that is no folder, at an absolute path. Raises as `config` does."""
        folder = os.path.dirname(place)  # noqa: PTH120 - called for every text
        if folder not in self._shared:
            config = self._resolved(place)
            if not is_shared(Path(folder), self.config_files, self.overrides):
                return config
            self._shared[folder] = config
        return self._shared[folder]

    def _resolved(self, place: str) -> Config:
        config = resolve(Path(place), self.config_files, self.overrides)
        self._vet(config)
        return config

    def _vet(self, config: Config) -> None:
        """See that a configuration names nothing that is not there, unless a former run has seen that."""
        if id(config) in self._sound:
            return
        if self.cache is None or self.sign(config) not in self.cache.settings:
            book = self.rulebook(config)
            _refuse_broken_profile(book, config.profile)
            check_names(config, {*book.rules, *book.broken}, FAMILIES, book.profiles)
        self._sound[id(config)] = config

    def sign(self, config: Config) -> bytes | None:
        """The sign of a configuration for the cache; None where what it names cannot be read."""
        if id(config) not in self._signs:
            self._signs[id(config)] = self._sign(config)
        return self._signs[id(config)]

    def sound_signs(self) -> frozenset[bytes]:
        """The signs of all configurations met so far, without those whose rules or words changed in the meantime."""
        signs = {sign for config in self._sound.values() if (sign := self._sign(config)) == self.sign(config)}
        return frozenset(sign for sign in signs if sign is not None)

    def _sign(self, config: Config) -> bytes | None:
        from medlint.run.signs import settings_sign

        try:
            return settings_sign(config, partial=self.overrides.is_partial)
        except (OSError, UnicodeEncodeError):
            return None

    def rulebook(self, config: Config) -> Rulebook:
        """The rules of all plugins and of the configuration's own rule folders."""
        from medlint.rulebook import RuleFolder, load_compiled

        folders = tuple(str(folder) for folder in config.rule_folders)
        if folders not in self._rulebooks:
            own = [RuleFolder(Path(folder), f"rule folder {folder}") for folder in folders]
            self._rulebooks[folders] = load_compiled(self.host.rule_folders, self.host.checks, own)
        return self._rulebooks[folders]

    def with_examples(self, config: Config, wanted: Collection[str]) -> Rulebook:
        """The rulebook, with the examples of some of its rules. Raises RuleFileError for a file that changed since."""
        from medlint.rulebook import RuleFolder, with_examples

        own = [RuleFolder(folder, "") for folder in config.rule_folders]
        return with_examples(self.rulebook(config), [*self.host.rule_folders, *own], self.host.checks, wanted)

    def ruleset(self, config: Config) -> Ruleset:
        """The rules that a configuration selects. Raises ConfigError where an option of a rule does not fit."""
        from medlint.ruleset import build_ruleset

        if config.key not in self._rulesets:
            try:
                ruleset = build_ruleset(self.rulebook(config), config, self.host.checks, self.host.layers, self.today)
            except RuleFileError as error:
                raise config.origin(error.key).problem(error.message) from error
            self._rulesets[config.key] = self.stopwatch.timed(ruleset) if self.stopwatch else ruleset
        return self._rulesets[config.key]

    def rules(self) -> dict[str, Rule]:
        """The rules of every rulebook that this run has met, by id."""
        for config in self._sound.values():
            self.rulebook(config)
        return {rule.id: rule for book in self._rulebooks.values() for rule in book.rules.values()}

    def failures(self) -> list[Failure]:
        """What broke while plugins and rule files were loaded; nothing where nothing had to be."""
        if "host" not in self.__dict__:
            return []
        from medlint.rulebook import layer_faults

        broken = [
            Failure("rule file", place_of(error), told(error))
            for book in self._rulebooks.values()
            for error in book.errors
        ]
        layers = [
            Failure(f"plugin {self.host.owners[f'layer {name}']}, layer {name}", "", fault)
            for book in self._rulebooks.values()
            for name, fault in layer_faults(book, self.host.layers).items()
        ]
        return [*self.host.failures, *dict.fromkeys([*broken, *layers])]


def _refuse_broken_profile(book: Rulebook, name: str) -> None:
    """Without its profile no text can be linted, so what is wrong with the profile's own file is raised at once."""
    for error in book.errors:
        if name not in book.profiles and Path(error.path).parts[-2:] == ("profiles", f"{name}.toml"):
            raise error


def place_of(error: MedlintError) -> str:
    """The path that an error names, with its line."""
    return f"{error.path}:{error.line}" if error.line else error.path


def told(error: MedlintError) -> str:
    """The message with its key, without the path: a failure carries that itself."""
    return ": ".join(part for part in (error.key, error.message) if part)
