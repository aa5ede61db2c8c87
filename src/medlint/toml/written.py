"""Values as a TOML file would have them, on one line."""

from __future__ import annotations

from collections.abc import Mapping, Set

import msgspec


def written(value: object) -> str:
    """A string, number, boolean, date, list or table in TOML's notation; anything else as its text in quotes."""
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_key(str(key))} = {written(item)}" for key, item in value.items())
        return f"{{{pairs}}}"
    if isinstance(value, list | tuple | Set):
        return f"[{', '.join(written(item) for item in value)}]"
    if hasattr(value, "isoformat"):
        return str(value)
    if isinstance(value, bool | int | float):
        return str(value).lower()
    # A string in JSON is one in TOML, too.
    return msgspec.json.encode(str(value)).decode()


def _key(name: str) -> str:
    return name if name and all(ch.isascii() and (ch.isalnum() or ch in "-_") for ch in name) else written(name)
