"""Where medlint keeps things: the rules that ship with it, and the folders of the user in which work is kept."""

from __future__ import annotations

import os
from pathlib import Path


def rules_folder() -> Path:
    """The rules that ship with medlint: inside the installed package, else beside the sources of a checkout."""
    installed = Path(__file__).resolve().parent / "rules"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "rules"


def cache_folder(kind: str) -> Path | None:
    """`medlint/<kind>` in the user's cache folder, which need not exist; None for a user who has no home."""
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else "")
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.expanduser raises where there is no home
    if not base and home == "~":
        return None
    return Path(base or Path(home, ".cache"), "medlint", kind)
