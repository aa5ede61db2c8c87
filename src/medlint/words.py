"""Words of a folded text: where a letter, a digit, an underscore or a combining mark continues a word."""

from __future__ import annotations

import re
from unicodedata import category

from medlint.folding import odd_characters
from medlint.lazy import lazy_pattern

_RUN = lazy_pattern(b"\x01+")
_ASCII_WORD = lazy_pattern(r"[a-z0-9_]+", re.IGNORECASE)


def word_flags(text: str) -> bytes:
    """One byte per character, 1 where it belongs to a word, between two zero bytes that stand for the text's edges."""
    if not text.isascii():
        for char in filter(_is_word, odd_characters(text)):
            text = text.replace(char, "a")
    return b"\0%b\0" % text.encode("ascii", "replace").translate(_WORD_BYTES)


def word_spans(flags: bytes) -> list[tuple[int, int]]:
    """The words of a text by its flags, as half-open character offsets of the text."""
    return [(run.start() - 1, run.end() - 1) for run in _RUN.finditer(flags)]


def first_word(text: str) -> str:
    """The word that a folded text begins with; "" if it begins with none."""
    if text.isascii():
        word = _ASCII_WORD.match(text)
        return word[0] if word else ""
    run = _RUN.match(word_flags(text), 1)
    return text[: run.end() - 1] if run else ""


def _is_word(char: str) -> bool:
    """Letters, digits, the underscore and combining marks continue a word; a superscript number is a reference mark."""
    return (char.isalnum() and category(char) != "No") or char == "_" or category(char)[0] == "M"


_WORD_BYTES = bytes(_is_word(chr(byte)) for byte in range(128)) + bytes(128)
