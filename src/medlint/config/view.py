"""Questions to a resolved configuration: is this text left out, and how does the whole look to a reader."""

from __future__ import annotations

from pathlib import Path

import msgspec

from medlint.config.values import LISTS, SCALARS, Config, kebab
from medlint.paths import absolute, shown


def excluded_by(config: Config, path: Path, *, is_folder: bool = False) -> str | None:
    """The `exclude` pattern that keeps a text (or folder) out and where it stands, or None.

    Raises ConfigError for a pattern that could never match.
    """
    for patterns in config.excluders:
        index = patterns.match(absolute(path), is_folder=is_folder)
        if index is not None:
            return f"{patterns.lines[index]} ({patterns.origins[index]})"
    return None


def render_config(config: Config) -> list[tuple[str, str, str]]:
    """Rows of (dotted key, value as TOML would have it, origin) for every value, defaults included."""
    origins = config.origins
    rows = [(kebab(name), _value(getattr(config, name)), origins[kebab(name)]) for name in (*SCALARS, *LISTS)]
    rows.append(("exclude", _value([line for line, _ in config.exclude]), origins["exclude"]))
    rows.append(("rule-folders", _value([shown(str(f)) for f in config.rule_folders]), origins["rule-folders"]))
    for rule, table in config.rules.items():
        rows.extend((key := f"rules.{rule}.{option}", _value(value), origins[key]) for option, value in table.items())
    for entry in config.allow:
        until = f" until {entry.until}" if entry.until else ""
        rows.append(("allow", f"{entry.rule} in {entry.path}{until}: {entry.reason}", str(entry.origin)))
    return rows


def _value(value: object) -> str:
    if value is None:
        return "not set"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return msgspec.json.encode(value).decode()
