"""Stock headings with slots: how a template is written, and whether a heading fits one of them.

No expression is compiled: templates are asked for words that they share, and compared piece by piece.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from math import prod

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
    choices = _CHOICE.findall(template)
    if prod(choice.count("|") + 1 for choice in choices) > MOST_SPELT:
        return f"stands for more than {MOST_SPELT} headings"
    if not any(SLOT in choice for choice in choices) and not _fault(_CHOICE.sub("", template), needs_slot=needs_slot):
        return ""  # What is right without the words of its choices is right with any of them.
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
    if not bare:
        return False
    asked = dict.fromkeys(template for words, template in _asked(templates) if words in bare)
    written = (bare,) if bare == text else (bare, text)
    return any(_fills(parts, one) for template in asked for parts in _parts(template) for one in written)


def openings(templates: tuple[str, ...]) -> frozenset[str]:
    """The words before the first slot of those templates that begin with at least two."""
    return frozenset(
        parts[0] for template in templates for parts in _parts(template) if parts[0].strip().count(" ") > 0
    )


@lru_cache(maxsize=64)
def _asked(templates: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Words without one of which no heading fits a template, and the template, which is spelt out only where they are.

    They are the longest that all of its headings share, or the alternatives of a choice, where these are longer.
    """
    return tuple((words, template) for template in templates for words in _shared(template))


def _shared(template: str) -> tuple[str, ...]:
    pieces = _CHOICE.split(plain(template))
    choices = [piece.split("|") for piece in pieces[1::2]]
    choices += [[words] for piece in pieces[::2] for words in piece.split(SLOT)]
    told = [choice for choice in choices if not any(SLOT in words for words in choice)]
    tight = [tuple(" ".join(words.split()).rstrip(".!?") for words in choice) for choice in told]
    return max(tight, key=lambda choice: min(map(len, choice)), default=("",))


@lru_cache(maxsize=256)
def _parts(template: str) -> tuple[tuple[str, ...], ...]:
    """The literal parts, before, between and behind the slots, of every heading that a template stands for."""
    return tuple(tuple(plain(one).rstrip(".!?").split(SLOT)) for one in spelt(template))


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
