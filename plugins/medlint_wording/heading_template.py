"""Check `heading-template`: headings made from a stock pattern with a slot, such as "The Ultimate Guide To {}"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from medlint.api import BlockKind, Check, Document, Match, OptionError

SLOT = "{}"
SLOT_CHARACTERS = 70
"""A slot takes at most so many characters: what is put in is a search phrase, not a sentence."""
MOST_SLOTS = 3
"""More slots make a template that fits anything, and matching costs the product of their lengths."""
LONGEST_HEADING = 300
"""A longer block is no heading, whatever it is marked as."""

_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011\u2013\u2014\u00a0", "''\"\"---- ")


class TemplateOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`templates`: headings with one to three slots `{}`.

    Case and the shape of quotation marks and dashes do not matter; a stop at the end is allowed. `weak`: templates that
    are common in honest writing too; they count one severity lower. `unless`: headings that are left alone, with or
    without a slot. `blocks`: where headings stand.
    """

    templates: tuple[str, ...]
    weak: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    blocks: tuple[BlockKind, ...] = ("heading", "title")

    def __post_init__(self) -> None:
        """Refuse a template without a slot, without words, with too many slots, or with slots side by side."""
        for name in ("templates", "weak", "unless"):
            for number, template in enumerate(getattr(self, name)):
                fault = _fault(template, needs_slot=name != "unless")
                if fault:
                    raise OptionError(f"{name}[{number}]", f"the template {template!r} {fault}")


def find_templates(document: Document, options: TemplateOptions) -> Iterator[Match]:
    """One match for each heading that fits a template."""
    spans = [(b.start, b.end) for b in document.blocks if b.kind in options.blocks and not b.hidden]
    for start, end in spans:
        if end - start > LONGEST_HEADING:
            continue
        text = document.prose[start:end].translate(_PLAIN).lower()
        if options.unless and _fits(options.unless, text):
            continue
        if _fits(options.templates, text):
            yield Match(start, end)
        elif options.weak and _fits(options.weak, text):
            yield Match(start, end, step=-1)


def _fault(template: str, *, needs_slot: bool) -> str:
    """What is wrong with a template, or nothing."""
    if needs_slot and SLOT not in template:
        return f"needs a slot {SLOT}"
    if not any(ch.isalnum() for ch in template.replace(SLOT, "")):
        return "needs words beside its slot"
    if template.count(SLOT) > MOST_SLOTS:
        return f"has more than {MOST_SLOTS} slots"
    return "has two slots side by side" if SLOT + SLOT in template.replace(" ", "") else ""


def _fits(templates: tuple[str, ...], text: str) -> bool:
    return _expression(templates).fullmatch(text) is not None


@lru_cache(maxsize=64)
def _expression(templates: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all templates, of lower-case text; slots are bounded, so a heading costs bounded time.

    Compiled once per rule: a few hundred templates take milliseconds, and every document asks again.
    """
    slot = rf"\S.{{0,{SLOT_CHARACTERS - 1}}}?"
    plain = (template.translate(_PLAIN).lower() for template in templates)
    parts = (slot.join(re.escape(part) for part in template.split(SLOT)) for template in plain)
    return re.compile(rf"(?:{'|'.join(parts)})[.!?]?")


CHECK = Check("heading-template", TemplateOptions, find_templates)
