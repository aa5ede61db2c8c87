"""TOML with places: strict reading, errors that name path, line and key."""

from medlint.toml.source import TomlSource, convert, dotted, nearest, read_toml

__all__ = ["TomlSource", "convert", "dotted", "nearest", "read_toml"]
