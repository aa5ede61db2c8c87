"""Text that was written by strangers, made safe to print.

An article, a file name or a message may hold terminal escapes, or characters that reorder or hide what a reader sees
(Boucher and Anderson, "Trojan Source: Invisible Vulnerabilities", 2021). They are shown, never sent to a terminal.
"""

from __future__ import annotations

import re

from medlint.lazy import lazy_pattern

# A zero-width joiner between pictographs makes one emoji of several; anywhere else it hides something.
_PICTOGRAPH = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_DECEIVING = lazy_pattern(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    f"|(?<![{_PICTOGRAPH}])\u200d|\u200d(?![{_PICTOGRAPH}])"
)
_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-"}
    | {
        "‐": "-",
        "‑": "-",
        "…": "...",
        "•": "*",
        "·": ".",
        "×": "x",
        "→": "->",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)
_PICTURES = 0x2400  # where Unicode keeps the pictures of the C0 controls


def printable(text: str) -> str:
    """The text on one line, with every control, reordering and invisible character replaced by a visible stand-in.

    Tabs become one space, C0 controls and DEL their pictures (`␛`, `␡`), all others `<U+202E>` and the like. Lone
    surrogates go too, so the result can always be encoded as UTF-8. Linear in the length of the text.
    """
    return text if text.isascii() and text.isprintable() else _DECEIVING.sub(_stand_in, text)


def encodable(text: str, encoding: str) -> str:
    """The text with what the encoding lacks written plainly: quotes and dashes in ASCII, any other character as `?`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


def _stand_in(match: re.Match[str]) -> str:
    char = match.group()
    if char == "\t":
        return " "
    if char < " ":
        return chr(_PICTURES + ord(char))
    return "␡" if char == "\x7f" else f"<U+{ord(char):04X}>"
