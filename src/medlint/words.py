"""Words of a folded text: where a letter, a digit, an underscore or a combining mark continues a word."""

from __future__ import annotations

import re
from unicodedata import category

from medlint.folding import odd_characters
from medlint.lazy import lazy_pattern

_ASCII_WORD = lazy_pattern(r"[a-z0-9_]+", re.IGNORECASE)


def spaced_words(text: str) -> str:
    """A text with a space for every character that belongs to no word, and two more at its end.

    What stands between two spaces is a word, and offsets are those of the text.
    """
    if not text.isascii():
        for char in odd_characters(text):
            if not _is_word(char):
                text = text.replace(char, " ")
    spaced = text.encode("utf-8", "surrogatepass").translate(_SPACED)
    return spaced.decode("utf-8", "surrogatepass") + "  "


def first_word(text: str) -> str:
    """The word that a folded text begins with; "" if it begins with none."""
    if text.isascii():
        word = _ASCII_WORD.match(text)
        return word[0] if word else ""
    return spaced_words(text).partition(" ")[0]


def shown(text: str, stem: bool) -> str:
    """A phrase as `entries.expand` writes it: with a `*` after a stem."""
    if stem:
        return f"{text}*"
    return f"{text[:-1]}\\*" if text.endswith("*") else text


def _is_word(char: str) -> bool:
    """Letters, digits, the underscore and combining marks continue a word; a superscript number is a reference mark."""
    return (char.isalnum() and category(char) != "No") or char == "_" or category(char)[0] == "M"


_SPACED = bytes(byte if _is_word(chr(byte)) else ord(" ") for byte in range(128)) + bytes(range(128, 256))
