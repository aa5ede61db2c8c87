"""Text inside a SARIF message, where `[...](...)` is a link and `{0}` stands for an argument (section 3.11)."""

from __future__ import annotations

from medlint.lazy import lazy_pattern

_PLACEHOLDER = lazy_pattern(r"\{(\d+)\}")
_LINK = lazy_pattern(r"\[[^\[\]]*\](?=\()")
_BRACKET = lazy_pattern(r"([\\\[\]])")


def escape_message(text: str) -> str:
    """The text of a message with everything in it plain; what needs no escape has none, as many viewers show them."""
    return _LINK.sub(lambda link: f"\\[{link[0][1:-1]}\\]", _without_placeholders(text))


def escape_label(text: str) -> str:
    """The text of a link inside a message."""
    return _BRACKET.sub(r"\\\1", _without_placeholders(text))


def _without_placeholders(text: str) -> str:
    return _PLACEHOLDER.sub(r"{{\1}}", text)
