"""What may stand in `medlint.toml` or under `[tool.medlint]`: the shape of one file, before anything is resolved."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from medlint.lazy import lazy_pattern
from medlint.model import Audience, Confidence, Region

FailOn: TypeAlias = Literal["error", "warning", "info", "never"]
RuleTables: TypeAlias = dict[str, dict[str, object]]
"""Rule id -> the keys of its table: `severity`, `confidence` and the rule's own options (checked with the rule)."""

DEFAULT_MAX_FILE_SIZE = 10 * 10**6
"""Largest text that is linted, in bytes: ten times the longest review articles in HTML, far below what hurts."""

_SIZE = lazy_pattern(r"(\d{1,12}(?:\.\d{1,3})?)\s*(B|kB|MB|GB|KiB|MiB|GiB)?", re.IGNORECASE)
_UNITS = {"b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}


class AllowEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`[[allow]]`: findings accepted on purpose in the texts that `path` matches; `until` is the last day of it."""

    path: str
    rule: str
    reason: str
    until: date | None = None


class PerPath(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """`[[per-path]]`: what differs for the texts that `paths` match."""

    paths: tuple[str, ...]
    profile: str | None = None
    region: Region | None = None
    audience: Audience | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    rules: RuleTables = {}


class FileConfig(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One configuration file as written; None or empty where the file says nothing."""

    root: bool = False
    profile: str | None = None
    region: Region | None = None
    audience: Audience | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    rule_folders: tuple[str, ...] = ()
    own_domains: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    evidence_hosts: tuple[str, ...] = ()
    fail_on: FailOn | None = None
    max_warnings: Annotated[int, Meta(ge=0)] | None = None
    max_file_size: int | str | None = None
    min_confidence: Confidence | None = None
    rules: RuleTables = {}
    per_path: tuple[PerPath, ...] = ()
    allow: tuple[AllowEntry, ...] = ()


def parse_size(value: int | str) -> int:
    """Bytes of a size such as `"2 MB"`, `"500 kB"`, `"1.5 MiB"` or a plain number of bytes.

    kB, MB and GB are powers of 1000, KiB, MiB and GiB of 1024; case does not matter. Raises ValueError for anything
    else, and for sizes below one byte.
    """
    match = _SIZE.fullmatch(str(value).strip())
    size = int(float(match[1]) * _UNITS[(match[2] or "B").lower()]) if match else 0
    if size < 1:
        raise ValueError('expected a size such as "2 MB", "500 kB" or a number of bytes above zero')
    return size
