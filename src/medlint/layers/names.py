"""Names of people and bodies as texts write them: titles, initials, first names, particles, surnames."""

from __future__ import annotations

from collections.abc import Iterator
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

FIRST_CHARACTERS = 80
"""First names and what stands between them and a surname are shorter."""
_FIRST = lazy_pattern(rf"(?<![\w'\u2019.-]){_WORD} (?:{_WORD} )?{_PARTICLE}$")
_LAST = lazy_pattern(rf" {_PARTICLE}{_WORD}")
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
    short, prose = bare_name(name), document.prose
    if " " in short:
        return None
    places = list(_places(prose, short))
    for start in places:
        lead = _FIRST.search(prose, max(start - FIRST_CHARACTERS, 0), start)
        if lead and lead[0].split()[0] not in _NO_FIRST_NAMES and not _goes_on(prose, start + len(short)):
            return lead.start(), start + len(short)
    for start in places if short not in _NO_FIRST_NAMES else ():
        tail = _LAST.match(prose, start + len(short))
        if tail and not _is_inside(prose, start):
            return start, tail.end()
    return None


def _places(prose: str, word: str) -> Iterator[int]:
    """Where a word stands, perhaps as a part of a longer one."""
    at = prose.find(word)
    while at >= 0:
        yield at
        at = prose.find(word, at + len(word))


def _goes_on(prose: str, end: int) -> bool:
    return prose[end : end + 1].isalnum() or prose[end : end + 1] in {"_", "-"}


def _is_inside(prose: str, start: int) -> bool:
    before = prose[start - 1 : start]
    return before.isalnum() or before in {"_", "'", "\u2019", ".", "-"}
