"""The closed sets of words that the whole house shares: severities, confidences, families, kinds of block."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "info"]
Confidence: TypeAlias = Literal["high", "medium", "low"]
Region: TypeAlias = Literal["us", "uk", "eu"]
Audience: TypeAlias = Literal["lay", "pro"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
FAMILIES = ("claims", "caveats", "promotion", "spun", "sourcing", "structure", "safety")
OPAQUE = "\ufffc"

BlockKind: TypeAlias = Literal[
    "title", "description", "heading", "paragraph", "item", "cell", "quote", "caption", "alt", "footnote", "link-title",
    "button",
]  # fmt: skip

Cues: TypeAlias = Annotated[str, "lexicon"]
"""Type of a check option that names a lexicon. A rule file gives an id, or a list of phrases (`"@id"` includes one)."""

CueFile: TypeAlias = Annotated[str, "lexicon", "file"]
"""As `Cues`; where a configuration gives a string, it names a file of terms in the folder of the configuration."""

FactName: TypeAlias = Annotated[str, "facts"]
"""Type of a check option that names a table under `rules/facts/`."""
