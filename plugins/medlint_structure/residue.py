"""What is left of markup and of wrong encodings: entities, tags, template fields, letters that were read as others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from medlint.api import lazy_pattern

from .faults import Fault

ENTITY = "a character is written as its code"
TAG = "markup was left in the text"
FIELD = "a template was not filled in"
ENCODING = "letters were read in the wrong encoding"
LOST = "a letter was lost"
TWICE = "a word stands here twice"
SPACED = "the space stands on the wrong side of the mark"
ASIDE = "a space stands before the mark"

_ENTITY = lazy_pattern(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,4});")
_TAG = lazy_pattern(
    r"</?(?:b|i|u|p|em|br|hr|div|span|strong|sup|sub|font|center|blockquote|ul|ol|li|h[1-6]|table|t[rdh]|a|img|iframe)"
    r"(?:\s[^<>]{0,200})?/?>"
    r"|\[/?(?:b|i|u|url|img|quote|color|size|center|list|caption|gallery|embed|video|audio|vc_\w+"
    r"|et_pb_\w+)(?:[= ][^\[\]]{0,120})?\]"
    r"|\]\(https?://|(?<![\w*])\*\*(?=\w)|(?<=\w)\*\*(?![\w*])|^#{2,6} (?=\w)",
)
_FIELD = lazy_pattern(
    r"\{\{[^{}]{0,60}\}\}|\{%[^%]{0,80}%\}|%%\w+%%|\[(?:insert|your) [a-z ]{3,40}\]|<%=[^%]{0,60}%>", re.IGNORECASE
)
_WRONG = lazy_pattern(
    "\u00e2\u20ac[\u2122\u0153\u0161\u201c\u201d\u00a6\u00a2\u02dc\u009d]?|\u00c3[\u00a0-\u00bf\u00a9\u00a8]|\u00c2[\u00a0-\u00bf](?=\\W|\\d|$)"
    "|\u00ef\u00bb\u00bf|\u00ef\u00ac[\u0080-\u0082]"
)
_LOST = lazy_pattern("\\w*\ufffd+\\w*")
_DOUBLED = ("the", "of", "to", "and", "an", "for", "with", "be", "by", "from", "their", "your", "as", "or", "at")
"""Words that never stand twice in good English."""
_TWICE = lazy_pattern(rf"\b(?i:(?P<word>{'|'.join(_DOUBLED)}))(?P<gap> )(?i:(?P=word))\b(?![-'\u2019.])")
_SPACED = lazy_pattern(r"(?<=[a-z]{2}) (?P<mark>[,;]) ?(?=[a-z]{2})|(?<=[a-z]{2}) (?P<stop>\.)(?=[A-Z][a-z])")
_TAG_SIGNS = ("<", "[", "](", "**", "##")
_FIELD_SIGNS = ("{{", "{%", "%%", "[", "<%=")
_TWICE_SIGNS = tuple(f"{word} {word}" for word in _DOUBLED)


def find_residue(text: str) -> Iterator[Fault]:
    """The faults of a text in no particular order. What a code stands for, and a doubled word, can be mended safely."""
    if "&" in text:
        import html

        for match in _ENTITY.finditer(text):
            plain = html.unescape(match[0])
            if plain != match[0]:
                yield Fault(*match.span(), ENTITY, safe=plain not in {"<", ">"}, changes=((*match.span(), plain),))
    yield from (Fault(*match.span(), TAG) for match in _begun_by(text, text, _TAG, _TAG_SIGNS))
    yield from (Fault(*match.span(), FIELD) for match in _begun_by(text, text, _FIELD, _FIELD_SIGNS))
    if not text.isascii():
        yield from _find_wrong(text)
    yield from (
        Fault(*match.span(), TWICE, changes=((match.start("gap"), match.end(), ""),)) for match in _doubled(text)
    )
    if " ," in text or " ;" in text or " ." in text:
        for match in _SPACED.finditer(text):
            mark = match["mark"] or match["stop"]
            kind = ASIDE if match[0].endswith(" ") else SPACED
            yield Fault(match.start(), match.end() + 1, kind, changes=((*match.span(), f"{mark} "),))


def _doubled(text: str) -> Iterator[re.Match[str]]:
    """Small words that stand twice, whatever their case."""
    lowered = text.lower()
    # A few capitals have two characters in lower case, after which no offset holds.
    return _begun_by(lowered, text, _TWICE, _TWICE_SIGNS) if len(lowered) == len(text) else _TWICE.finditer(text)


def _begun_by(written: str, text: str, pattern: re.Pattern[str], signs: Sequence[str]) -> Iterator[re.Match[str]]:
    """What a pattern finds in a text where one of some signs begins, in order; none inside another.

    `written` is the text as the signs are written, of the same length.
    """
    starts = set[int]()
    for sign in signs:
        at = written.find(sign)
        while at >= 0:
            starts.add(at)
            at = written.find(sign, at + 1)
    done = 0
    for start in sorted(starts):
        found = pattern.match(text, start) if start >= done else None
        if found is not None:
            done = found.end()
            yield found


def _find_wrong(text: str) -> Iterator[Fault]:
    """Letters of one encoding read as another, and those that no encoding had."""
    if "\u00e2\u20ac" in text or "\u00c3" in text or "\u00c2" in text or "\u00ef" in text:
        for match in _WRONG.finditer(text):
            plain = _recoded(match[0])
            changes = ((*match.span(), plain),) if plain else ()
            yield Fault(*match.span(), ENCODING, changes=changes)
    if "\ufffd" in text:
        yield from (Fault(*match.span(), LOST) for match in _LOST.finditer(text))


def _recoded(letters: str) -> str:
    """What some letters were before UTF-8 was read as Windows-1252; empty if they are no such thing."""
    try:
        return letters.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
