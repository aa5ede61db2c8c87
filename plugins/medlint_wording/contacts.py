"""Whether a text names a place to turn to: by its name, its telephone number or a link to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import Document, FactTable, lazy_pattern

SHORT_NUMBER = 4
"""Numbers of at most so many digits (988, 999) occur as counts and years too: they need a word of calling near them."""
NEAR_CHARACTERS = 40
"""How far before or after a short number such a word may stand."""
WITH_COUNTRY_CODE = 11
"""Digits of a North American number with the country code 1, which texts write or leave out."""

_NUMBER = lazy_pattern(r"(?<![\w.,$£€])\+?\(?\d(?:[ \u00a0().\-\u2010-\u2013]{0,2}\d){2,14}(?![\w%])")
_CALLING = lazy_pattern(r"\b(?:call|dial|ring|(?:tele)?phone|text|contact|tel|(?:help|hot|life)?line)", re.IGNORECASE)


def has_contact(document: Document, table: FactTable) -> bool:
    """Whether a row of `table` (columns `name`, `number`, `host`, each may be absent) is named, given or linked."""
    numbers = frozenset(_digits(number) for number in table.column("number"))
    return (
        _is_linked(document, table)
        or _is_named(document.folded.text, table)
        or _is_numbered(document.prose, numbers)
        or any(_is_named(box.lower(), table) or _is_numbered(box, numbers) for box in _boxes(document))
    )


def _is_linked(document: Document, table: FactTable) -> bool:
    hosts, numbers = table.column("host"), {_digits(number) for number in table.column("number")}
    for link in document.links:
        target = link.href.lower()
        if target.startswith(("tel:", "sms:")) and _digits(target) in numbers:
            return True
        host = re.split(r"[/?#:]", target.partition("//")[2], maxsplit=1)[0].removeprefix("www.")
        if any(host == known or host.endswith("." + known) for known in hosts):
            return True
    return False


def _is_named(text: str, table: FactTable) -> bool:
    return any(name in text for name in table.column("name"))


def _boxes(document: Document) -> Iterator[str]:
    """The source of boxes beside the text, which are no prose but where pages put their helplines."""
    source = document.source
    start = source.find("<aside")
    while start >= 0:
        end = source.find("</aside", start)
        if end < 0:
            return
        yield source[start:end]
        start = source.find("<aside", end)


def _is_numbered(text: str, known: frozenset[str]) -> bool:
    for match in _NUMBER.finditer(text):
        digits = _digits(match[0])
        if digits in known or (len(digits) == WITH_COUNTRY_CODE and digits[1:] in known):
            start, end = max(match.start() - NEAR_CHARACTERS, 0), match.end() + NEAR_CHARACTERS
            if len(digits) > SHORT_NUMBER or _CALLING.search(text, start, end):
                return True
    return False


def _digits(text: str) -> str:
    return "".join(ch for ch in text if ch.isdigit())
