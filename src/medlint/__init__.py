"""medlint, the content-quality linter for health writing. `lint` and `inspect` are the way in from Python."""

from __future__ import annotations

TYPE_CHECKING = False
"""As `typing` has it; to import that costs more than all that the process has to be told first (`cli`)."""

if TYPE_CHECKING:
    from typing import Any

    from medlint.library import inspect, lint

__version__ = "0.1.0"
__all__ = ["__version__", "inspect", "lint"]


def __getattr__(name: str) -> Any:
    """Import the public functions on first use, so that `import medlint.model` stays cheap."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from medlint import library

    return getattr(library, name)
