"""A resolved configuration as a value, and what the command line can say over it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from medlint.allow import Allow
from medlint.config.schema import DEFAULT_MAX_FILE_SIZE, FailOn
from medlint.model import Audience, Confidence, Region
from medlint.paths import Origin, PathPatterns

EVERYTHING = "*"
"""In `select`: every rule that is not `preview`."""

SCALARS = ("profile", "region", "audience", "select", "fail_on", "max_warnings", "max_file_size", "min_confidence")
LISTS = ("ignore", "own_domains", "partners", "evidence_hosts")
_DECIDING = ("profile", "region", "audience", "select", "min_confidence", *LISTS, "rules")


class Overrides(Struct, frozen=True):
    """What the command line says over the files; None or empty where it says nothing.

    `select` asks for exactly these rules, so it also sets aside the `ignore` of the files; `ignore` adds to it.
    `baseline` is the file to use in place of the one that is found beside the configuration; `no_baseline`: none.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    fail_on: FailOn | None = None
    max_warnings: int | None = None
    min_confidence: Confidence | None = None
    max_file_size: int | None = None
    config_file: str | None = None
    no_config: bool = False
    baseline: str | None = None
    no_baseline: bool = False

    @property
    def is_partial(self) -> bool:
        """Whether findings are asked for that are only a part of what the files ask for: nothing is unused then."""
        return self.select is not None or self.min_confidence is not None

    @property
    def narrows(self) -> bool:
        """Whether the command line has a say in which rules run, so that a baseline may list more than is found."""
        return self.is_partial or bool(self.ignore) or self.profile is not None


class NameUse(Struct, frozen=True):
    """A rule, family or profile that a configuration names, and where."""

    kind: Literal["rule", "rule or family", "profile"]
    name: str
    origin: Origin


class Config(Struct, frozen=True, dict=True):
    """All values that hold for one text. `rule_folders` are absolute; `max_file_size` is in bytes.

    `allow` holds the allowances for this text alone; `exclude` pairs each pattern with the folder it starts from, and
    `excluders` are the same, ready for `excluded_by`. `sources` says where each value that is not a default comes from,
    by dotted key as in a file. `names` are all names used in any file or option, also where they do not apply to this
    text. `messages` are for people.
    """

    profile: str = "article"
    region: Region = "us"
    audience: Audience = "lay"
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    exclude: tuple[tuple[str, Path], ...] = ()
    rule_folders: tuple[Path, ...] = ()
    own_domains: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    evidence_hosts: tuple[str, ...] = ()
    fail_on: FailOn = "error"
    max_warnings: int | None = None
    max_file_size: int = DEFAULT_MAX_FILE_SIZE
    min_confidence: Confidence = "low"
    rules: Mapping[str, Mapping[str, object]] = {}
    allow: tuple[Allow, ...] = ()
    sources: Mapping[str, tuple[Origin, ...]] = {}
    names: tuple[NameUse, ...] = ()
    excluders: tuple[PathPatterns, ...] = ()
    messages: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """Equal for two configurations that lead to the same rules with the same settings in the same context."""
        values = {name: getattr(self, name) for name in _DECIDING} | {"folders": [str(f) for f in self.rule_folders]}
        return msgspec.json.encode(values, order="deterministic").decode()

    @property
    def origins(self) -> dict[str, str]:
        """Where each value comes from, by dotted key: `default`, `medlint.toml:3`, `--profile`; several with commas."""
        defaults = {kebab(name): "default" for name in (*SCALARS, *LISTS, "exclude", "rule_folders")}
        return defaults | {key: ", ".join(dict.fromkeys(map(str, found))) for key, found in self.sources.items()}

    def origin(self, key: str) -> Origin:
        """The last origin of a dotted key, for an error about its value."""
        return self.sources.get(key, (Origin(),))[-1]


def kebab(name: str) -> str:
    """A field name as a key of a file."""
    return name.replace("_", "-")
