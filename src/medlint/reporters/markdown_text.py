"""Strangers' words inside Markdown: shown as they are, and nothing of them read as markup."""

from __future__ import annotations

from medlint.lazy import lazy_pattern
from medlint.reporters.escape import printable

# What begins something in GitHub's dialect wherever it stands; and what does so only in front of certain words (an
# entity, a web address, an emoji's name) or at the beginning of a line (a list, a heading's underline).
_ACTIVE = lazy_pattern(r"[\\`*_{}\[\]<>|~$@#]|&(?=[#\w])|:(?=//|[\w+-]+:)|(?<=www)\.|(?<=WWW)\.|^[-+=]+")
_NUMBER = lazy_pattern(r"^(\d{1,9})(?=[.)])")
_ELLIPSIS = "\u2026"


def markdown(text: str, longest: int = 400) -> str:
    """The text on one line, for a paragraph or a cell of a table; what is longer than `longest` is cut."""
    line = " ".join(printable(text[: 4 * longest]).split())
    short = line if len(line) <= longest else line[: longest - 1].rstrip() + _ELLIPSIS
    return _NUMBER.sub(r"\1\\", _ACTIVE.sub(lambda sign: "".join(f"\\{one}" for one in sign[0]), short))
