"""Names of people and bodies as texts write them: titles, initials, first names, particles, surnames."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document

_BIG = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0106\u010c\u0110\u0141\u015a\u0160\u0179\u017b\u017d"
_TITLE = r"(?:(?:Drs?|Prof|Professor|Sir|Dame|Mr|Mrs|Ms|Miss|Lord|Lady|Baroness|Rev|Sen|Rep|Gov)\.? )"
_PARTICLE = r"(?:(?:de|van|von|der|den|dos?|da|di|du|del|la|le|el|al|bin|ter|ten) ){0,2}"
_WORD = rf"(?:[{_BIG}]\.|[{_BIG}](?:['\u2019][{_BIG}])?[\w-]*\w)"
NAME = rf"(?<![\w'\u2019.-])(?:{_TITLE}{{0,2}}{_WORD}(?: {_PARTICLE}{_WORD}){{0,4}})(?:['\u2019]s\b)?"
"""An expression for a name of one word or several, with its titles."""

_TITLES = lazy_pattern(rf"^{_TITLE}+")
_POSSESSIVE = lazy_pattern(r"['\u2019]s$")
_NO_FIRST_NAMES = frozenset(
    "The A An But And Or In On At For From By With When While As If That This According After Before Since Says Said"
    " Both Yet So Also Dr Dr. Drs Prof Prof. Professor Mr Mr. Mrs Mrs. Ms Ms. Miss Then Now Still However Nurse Doctor"
    " Sir Dame Lord Lady Study Lead Surgeon Patient Researcher Psychologist Psychiatrist".split()
)


def bare_name(name: str) -> str:
    """A name without its titles and its possessive ending."""
    return _POSSESSIVE.sub("", _TITLES.sub("", name))


def has_title(name: str) -> bool:
    """Whether a name begins with a title ("Dr", "Mrs")."""
    return _TITLES.match(name) is not None


def introduction(document: Document, name: str) -> tuple[int, int] | None:
    """The prose span of the full name behind a name of one word, where it first stands.

    First names or initials are looked for before a surname, then a surname behind a first name. None if the name has
    more words, or neither is there.
    """
    short = re.escape(bare_name(name))
    if " " in bare_name(name):
        return None
    first = rf"(?<![\w'\u2019.-]){_WORD} (?:{_WORD} )?{_PARTICLE}{short}(?![\w-])"
    last = rf"(?<![\w'\u2019.-]){short} {_PARTICLE}{_WORD}"
    for pattern in (first, last):
        for match in re.finditer(pattern, document.prose):
            if match[0].split()[0] not in _NO_FIRST_NAMES:
                return match.span()
    return None
