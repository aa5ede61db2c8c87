"""Acronyms in prose: words with two capitals side by side, such as LDL-C, eGFR, mPFC and HER2."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import lazy_pattern

from .glosses import Span

SHOUTED = 2
"""Beside so many other words all in capitals an acronym is shouting, a heading or a name."""
LONGEST = 10

_CLASSES = bytes(65 if chr(byte).isupper() else 32 for byte in range(128)) + b" " * 128
_TOKEN = lazy_pattern(r"(?:(?:hs|[cptu])-)?[a-z]{0,2}[A-Z][A-Z0-9]+(?:-?[A-Z0-9]{1,3}|-[a-z]{1,2}(?![a-z]))?")
_PREFIX = lazy_pattern(r"(?:^|[\s(])((?:hs|[cptu])-)$")
"""What begins the name of a marker in small letters: hs-CRP, p-ANCA."""
_ROMAN = frozenset("II III IV VI VII VIII IX XI XII XIII XIV XX XXI".split())
_SHOUT = lazy_pattern(r"(?<![\w-])[A-Z]{4,}(?![\w-])")
_IN_NAME = lazy_pattern(r"[/@.#$\u20ac\u00a3\w-]")


def find_acronyms(text: str) -> Iterator[Span]:
    """The acronyms of a text, in order: without their plural s, without Roman numbers and words that are shouted."""
    classes = text.encode("ascii", "replace").translate(_CLASSES)
    at = classes.find(b"AA")
    while at >= 0:
        start = at
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        marked = _PREFIX.search(text, max(start - 5, 0), start)
        start = marked.start(1) if marked else start
        found = _TOKEN.match(text, start)
        end = found.end() if found else at + 2
        if found and _stands_alone(text, start, end) and found[0] not in _ROMAN:
            yield Span(start, end)
        at = classes.find(b"AA", max(end, at + 2))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a word by itself, in a line that is not all in capitals."""
    if end - start > LONGEST or (start and _IN_NAME.match(text[start - 1])):
        return False
    rest = text[end : end + 2]
    if rest[:1] == "s" and not rest[1:].isalnum():
        rest = rest[1:]
    if rest[:1].isalnum() or rest[:1] in {"@", "#", "_"} or (rest[:1] in ".-/" and rest[1:2].isupper()):
        return False
    around = (
        text[max(text.rfind("\n", 0, start) + 1, start - 60) : start] + " " + text[end : end + 60].partition("\n")[0]
    )
    return len(_SHOUT.findall(around)) < SHOUTED
