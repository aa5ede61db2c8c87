"""Stock headings with slots: how a template is written, and whether a heading fits one of them.

No expression is compiled: templates are looked up by their first or last word, and compared piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from medlint.api import lazy_pattern

SLOT = "{}"
SLOT_CHARACTERS = 70
"""A slot takes at most so many characters: what is put in is a search phrase, not a sentence."""
MOST_SLOTS = 3
"""More slots make a template that fits anything, and matching costs the product of their lengths."""
MOST_SPELT = 200
"""A template with more combinations of its alternatives than this is a slip of its author."""

_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011\u2013\u2014\u00a0", "''\"\"---- ")
_CHOICE = lazy_pattern(r"\(([^()]*\|[^()]*)\)")


def plain(text: str) -> str:
    """A heading or template in lower case, with one shape of quotation marks and dashes; as long as it was."""
    lowered = text.translate(_PLAIN).lower()
    return lowered if len(lowered) == len(text) else text.translate(_PLAIN)


def spelt(template: str) -> tuple[str, ...]:
    """The templates that one with alternatives `(a|b|)` stands for, with single spaces."""
    pieces = _CHOICE.split(template)
    choices = [piece.split("|") if number % 2 else [piece] for number, piece in enumerate(pieces)]
    return tuple(dict.fromkeys(" ".join("".join(parts).split()) for parts in product(*choices)))


def template_fault(template: str, *, needs_slot: bool) -> str:
    """What is wrong with a template, or nothing."""
    count = 1
    for choice in _CHOICE.findall(template):
        count *= choice.count("|") + 1
    if count > MOST_SPELT:
        return f"stands for more than {MOST_SPELT} headings"
    return next(filter(None, (_fault(one, needs_slot=needs_slot) for one in spelt(template))), "")


def _fault(template: str, *, needs_slot: bool) -> str:
    if needs_slot and SLOT not in template:
        return f"needs a slot {SLOT}"
    if not any(ch.isalnum() for ch in template.replace(SLOT, "")):
        return "needs words beside its slot"
    if template.count(SLOT) > MOST_SLOTS:
        return f"has more than {MOST_SLOTS} slots"
    return "has two slots side by side" if SLOT + SLOT in template.replace(" ", "") else ""


def fits(templates: tuple[str, ...], text: str) -> bool:
    """Whether a heading, as `plain` gives it, fits one of the templates; a stop may end it."""
    text = text.strip()
    bare = text[:-1] if text[-1:] in {".", "!", "?"} else text
    words = bare.split()
    if not words:
        return False
    index = _index(templates)
    keys = ((words[0], ""), ("", words[-1]), ("", ""))
    return any(_fills(parts, one) for key in keys for parts in index.get(key, ()) for one in (bare, text))


def openings(templates: tuple[str, ...]) -> frozenset[str]:
    """The words before the first slot of those templates that begin with at least two."""
    return frozenset(
        parts[0] for group in _index(templates).values() for parts in group if parts[0].strip().count(" ") > 0
    )


@lru_cache(maxsize=64)
def _index(templates: tuple[str, ...]) -> Mapping[tuple[str, str], Sequence[tuple[str, ...]]]:
    """The literal parts of every template, by its first word or, where a slot comes first, its last word."""
    index: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for parts in _parts(templates):
        first, last = parts[0].split(" ", 1)[0], parts[-1].rsplit(" ", 1)[-1]
        whole_first, whole_last = " " in parts[0] or len(parts) == 1, " " in parts[-1]
        key = (first, "") if first and whole_first else ("", last) if last and whole_last else ("", "")
        index.setdefault(key, []).append(parts)
    return index


def _parts(templates: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for template in templates:
        for one in spelt(template):
            yield tuple(plain(one).rstrip(".!?").split(SLOT))


def _fills(parts: tuple[str, ...], text: str) -> bool:
    """Whether a text is the parts in order, with one to `SLOT_CHARACTERS` characters in every slot between them."""
    if len(parts) == 1:
        return text == parts[0]
    if not text.startswith(parts[0]) or not text.endswith(parts[-1]):
        return False
    return _rest_fills(parts[1:], text, len(parts[0]))


def _rest_fills(parts: tuple[str, ...], text: str, at: int) -> bool:
    if len(parts) == 1:
        return _is_slot(text, at, len(text) - len(parts[0]))
    found = text.find(parts[0], at + 1)
    while found >= 0:
        if _is_slot(text, at, found) and _rest_fills(parts[1:], text, found + len(parts[0])):
            return True
        found = text.find(parts[0], found + 1)
    return False


def _is_slot(text: str, start: int, end: int) -> bool:
    return 0 < end - start <= SLOT_CHARACTERS and not text[start].isspace()
