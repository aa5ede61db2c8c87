"""Configuration files for the tests of the configuration."""

from __future__ import annotations

from pathlib import Path

from medlint.config import Config, ConfigFiles, Overrides, resolve

RULES = ("hype", "small-sample", "tortured-term", "uncited-efficacy")
FAMILIES = ("claims", "caveats", "promotion", "spun")
PROFILES = ("article", "news", "all")


def write(path: Path, text: str) -> Path:
    """Write a text, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def settle(path: str | Path, **overrides: object) -> Config:
    """The configuration of a path under files read anew."""
    return resolve(Path(path), ConfigFiles(), Overrides(**overrides))  # type: ignore[arg-type]
