"""The rulebook: `rules/` read strictly into rules, lexicons, fact tables and profiles."""

from medlint.rulebook.compiled import load_compiled
from medlint.rulebook.folders import RuleFolder
from medlint.rulebook.loading import Rulebook, knowledge_of, layer_faults, load, reconfigure, with_examples
from medlint.rulebook.profiles import Profile

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
