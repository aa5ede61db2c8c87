"""The folded shadow of a text, on which phrases are matched, and the way back to the text itself."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from unicodedata import category, is_normalized, normalize

import msgspec

from medlint.lazy import lazy_pattern

_WHITE = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_DASHES = "\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_SINGLE_QUOTES = "\u2018-\u201b\u2039\u203a\u2032\u2035\u02bc\uff07"
_DOUBLE_QUOTES = "\u201c-\u201f\xab\xbb\u2033\u2034\u2036\u2037\uff02"
_INVISIBLE = "\xad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069"


_RANGE = lazy_pattern(r"(.)(?:-(.))?", re.DOTALL)


def _members(spec: str) -> Iterator[str]:
    """The characters of a class written as in a regular expression: single ones and `a-b` ranges."""
    for first, last in _RANGE.findall(spec):
        yield from map(chr, range(ord(first), ord(last or first) + 1))


# Both small sigmas and the capital become one letter: `str.lower` chooses between them by context, and a shadow
# that depends on context could not be compared with a phrase folded by itself.
_SIGMAS = "\u03a3\u03c2"
_ONE_TO_ONE = {
    char: plain
    for spec, plain in (
        (_WHITE, " "),
        (_DASHES, "-"),
        (_SINGLE_QUOTES, "'"),
        (_DOUBLE_QUOTES, '"'),
        (_SIGMAS, "\u03c3"),
    )
    for char in _members(spec)
}
_DROPPED = frozenset(_members(_INVISIBLE))
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_RESIZED = _DROPPED | _LIGATURES.keys()
_ASCII = bytes(range(128))
_ASCII_WHITE = tuple(char for char in _ONE_TO_ONE if char.isascii())
_ASCII_FOLDED = bytes(ord(_ONE_TO_ONE.get(chr(byte), chr(byte)).lower()) for byte in _ASCII) + bytes(range(128, 256))
_ODD_RUN = lazy_pattern(r"[^\x00-\x7f]+")


class Folded(msgspec.Struct, frozen=True, gc=False):
    """A folded text and its map back to the original text.

    `text` is the shadow. `origin` is None where every folded character stands at the offset of its original; otherwise
    it holds two arrays as long as `text`: where the original of each folded character starts, and where it ends.
    All offsets are character offsets and all spans half-open.
    """

    text: str
    origin: tuple[array[int], array[int]] | None = None

    @property
    def is_identity(self) -> bool:
        """Whether folded and original offsets are the same, so that no span needs to be mapped."""
        return self.origin is None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that the folded span [start, end) covers, 0 <= start <= end <= len(text).

        It holds whole original characters and what was dropped between them, but nothing dropped at its edges; a
        composed character covers all its parts. An empty span stays empty.
        """
        if self.origin is None:
            return start, end
        starts, ends = self.origin
        if start < end:
            return starts[start], ends[end - 1]
        place = starts[start] if start < len(starts) else max(ends, default=0)
        return place, place

    def position(self, original_offset: int) -> int:
        """The folded offset of an original one (0 <= original_offset <= length of the original text).

        A dropped character has the offset of the next one kept; a part of a composed character that of the whole.
        """
        return original_offset if self.origin is None else bisect_right(self.origin[1], original_offset)


def fold(text: str) -> Folded:
    """The shadow of a text: lower case, white space, quotes and dashes unified, invisible characters dropped, NFC.

    Every white space character becomes one plain space (runs keep their length), ligatures of f and st are spelt out,
    and the ellipsis character stays. Nothing depends on context: phrases folded by themselves compare equal.
    """
    if text.isascii():
        return Folded(_lowered(text))
    odd = odd_characters(text)
    for char in odd & _ONE_TO_ONE.keys():
        text = text.replace(char, _ONE_TO_ONE[char])
    if odd.isdisjoint(_RESIZED):
        shadow = _lowered(text)
        if len(shadow) == len(text) and is_normalized("NFC", shadow):
            return Folded(shadow)
    return _mapped(text)


def odd_characters(text: str) -> set[str]:
    """The distinct characters of a text that are not ASCII."""
    # Deleting ASCII from the bytes was measured five times as fast as any search for the others.
    return set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def _lowered(text: str) -> str:
    """Lower case, and plain spaces for the white space of ASCII: all that is left once `_ONE_TO_ONE` was applied."""
    if text.isascii():
        return text.encode("ascii").translate(_ASCII_FOLDED).decode("ascii")
    for char in _ASCII_WHITE:
        text = text.replace(char, " ")
    return text.lower()


def _mapped(text: str) -> Folded:
    """Fold a text whose length changes: stretches of ASCII are copied, other characters are read one by one."""
    offsets = array("I", range(len(text) + 1))
    starts, ends, parts, done = array("I"), array("I"), list[str](), 0
    for run in _ODD_RUN.finditer(text):
        # The ASCII character before the run may be the base of a combining mark in it.
        first = max(done, run.start() - 1)
        starts += offsets[done:first]
        ends += offsets[done + 1 : first + 1]
        parts.append(text[done:first])
        for plain, start, end in _pieces(text, first, run.end()):
            parts.append(plain)
            starts.extend([start] * len(plain))
            ends.extend([end] * len(plain))
        done = run.end()
    starts += offsets[done:-1]
    ends += offsets[done + 1 :]
    parts.append(text[done:])
    return Folded(_lowered("".join(parts)), (starts, ends))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Folded characters of text[start:end] with the original span of each, in order."""
    cluster: list[tuple[str, int]] = []
    for place in range(start, end):
        char = text[place]
        if char in _DROPPED:
            continue
        if cluster and not _joins(char):
            yield from _composed(cluster)
            cluster = []
        plain = _LIGATURES.get(char) or char.lower()
        cluster.append((plain, place))
    yield from _composed(cluster)


def _composed(cluster: list[tuple[str, int]]) -> Iterator[tuple[str, int, int]]:
    """One cluster in NFC: its members one by one if they stay as they are, else one piece that covers them all."""
    raw = "".join(plain for plain, _ in cluster)
    if is_normalized("NFC", raw):
        yield from ((plain, place, place + 1) for plain, place in cluster)
    else:
        yield normalize("NFC", raw), cluster[0][1], cluster[-1][1] + 1


def _joins(char: str) -> bool:
    """Whether NFC may merge a character with, or move it before, the one in front of it.

    Besides the marks these are the conjoining Hangul vowels and finals and the vowel signs of Kirat Rai, which are
    letters (Unicode Standard Annex 15, NFC_Quick_Check=Maybe).
    """
    return category(char)[0] == "M" or "\u1160" <= char <= "\u11ff" or "\U00016d63" <= char <= "\U00016d6a"
