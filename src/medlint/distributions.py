"""Which modules may implement hooks: the plugins that ship with medlint, and those that others announce."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from medlint.lazy import lazy_pattern

FIRST_PARTY = (
    "medlint_wording",
    "medlint_claims",
    "medlint_caveats",
    "medlint_promotion",
    "medlint_spun",
    "medlint_sourcing",
    "medlint_structure",
    "medlint_safety",
)
GROUP = "medlint"
"""The entry-point group by which other distributions announce a plugin module."""

_DIST = lazy_pattern(r"(?P<name>.+?)-(?P<version>[^-]+)\.dist-info$")
_SECTION = lazy_pattern(rf"^\[{GROUP}\]\s*$(?P<body>(?:\n(?!\[).*)*)", re.MULTILINE)
_LINE = lazy_pattern(r"^\s*([^#=\s][^=]*?)\s*=\s*([\w.]+)", re.MULTILINE)


class Plugin(Struct, frozen=True):
    """A module that may implement hooks: `label` names it to people, with its version."""

    module: str
    label: str


def installed(path: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The folders searched and the `dist-info` names in each, in order: names hold the version of a distribution."""
    for folder in path:
        try:
            names = sorted(name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))  # noqa: PTH208 - names alone are wanted
        except OSError:
            continue
        yield from ((folder or ".", name) for name in names)


def announced(path: Sequence[str]) -> Iterator[Plugin]:
    """Plugins of installed distributions, from their metadata files: importlib.metadata costs 38 ms at start."""
    seen = set[str]()
    for folder, name in installed(path):
        dist = _DIST.match(name)
        entry_points = os.path.join(folder, name, "entry_points.txt")  # noqa: PTH118 - one for every distribution
        if dist is None or dist["name"] in seen or not os.path.isfile(entry_points):  # noqa: PTH113
            continue
        seen.add(dist["name"])
        said = Path(entry_points).read_bytes()
        section = _SECTION.search(said.decode("utf-8", "replace")) if b"[medlint]" in said else None
        for _, module in _LINE.findall(section["body"]) if section else ():
            yield Plugin(module, f"{dist['name']} {dist['version']}")
