"""The rulebook: `rules/` read strictly into rules, lexicons, fact tables and profiles."""

from typing import TYPE_CHECKING, Any

from medlint.rulebook.book import Profile, Rulebook, knowledge_of, layer_faults
from medlint.rulebook.compiled import load_compiled
from medlint.rulebook.folders import RuleFolder

if TYPE_CHECKING:
    from medlint.rulebook.loading import load, reconfigure, with_examples

__all__ = [
    "Profile",
    "RuleFolder",
    "Rulebook",
    "knowledge_of",
    "layer_faults",
    "load",
    "load_compiled",
    "reconfigure",
    "with_examples",
]


def __getattr__(name: str) -> Any:
    """Import what reads rule files on first use: a run whose rulebook was kept reads none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from medlint.rulebook import loading

    return getattr(loading, name)
