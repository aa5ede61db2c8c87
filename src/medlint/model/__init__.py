"""The values that travel through medlint, and the contracts that plugins fill. Imports nothing of ours.

Two coordinate systems: *source* offsets count characters of the decoded file, *prose* offsets count characters of the
rendered text that layers and checks see. Every span is half-open. Only `Finding` and what hangs on it is in source
offsets, unless a field says otherwise.
"""

from medlint.model.contracts import (
    Check,
    CheckAt,
    Checks,
    Layer,
    Reader,
    Reporter,
)
from medlint.model.results import (
    Edit,
    Failure,
    FileReport,
    Finding,
    Fix,
    Match,
    Related,
    Report,
)
from medlint.model.rules import (
    Entry,
    Example,
    FactTable,
    Late,
    Lexicon,
    Measured,
    Rule,
    Source,
)
from medlint.model.text import (
    Block,
    Comment,
    Link,
    Notice,
    Prose,
    Span,
)
from medlint.model.words import (
    CONFIDENCES,
    FAMILIES,
    OPAQUE,
    SEVERITIES,
    Audience,
    BlockKind,
    Confidence,
    CueFile,
    Cues,
    FactName,
    Region,
    Severity,
)

__all__ = [
    "CONFIDENCES",
    "FAMILIES",
    "OPAQUE",
    "SEVERITIES",
    "Audience",
    "Block",
    "BlockKind",
    "Check",
    "CheckAt",
    "Checks",
    "Comment",
    "Confidence",
    "CueFile",
    "Cues",
    "Edit",
    "Entry",
    "Example",
    "FactName",
    "FactTable",
    "Failure",
    "FileReport",
    "Finding",
    "Fix",
    "Late",
    "Layer",
    "Lexicon",
    "Link",
    "Match",
    "Measured",
    "Notice",
    "Prose",
    "Reader",
    "Region",
    "Related",
    "Report",
    "Reporter",
    "Rule",
    "Severity",
    "Source",
    "Span",
]
