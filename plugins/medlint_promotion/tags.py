"""The edit that marks an HTML link as paid for."""

from __future__ import annotations

import re

from medlint.api import Edit, Link, lazy_pattern

_NAME = lazy_pattern(r"<[a-z]+", re.IGNORECASE)
_ATTRIBUTE = lazy_pattern(r"""\s*([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?[\s/]*""")

MARK = "sponsored"


def rel_edit(source: str, link: Link) -> tuple[Edit, ...]:
    """One edit, in source offsets, that adds the token to the link's `rel`; none where the tag is not as expected."""
    opening = _NAME.match(source, link.source_start)
    if opening is None:
        return ()
    at = opening.end()
    while attribute := _ATTRIBUTE.match(source, at):
        at = attribute.end()
        if attribute[1].lower() == "rel":
            return _extended(attribute)
    return (Edit(opening.end(), opening.end(), f' rel="{MARK}"'),)


def _extended(attribute: re.Match[str]) -> tuple[Edit, ...]:
    """The edit of a `rel` that is there already, whatever its quotes."""
    if attribute[2] is None:
        return (Edit(attribute.end(1), attribute.end(1), f'="{MARK}"'),)
    value = attribute[2].strip("\"'")
    return (Edit(attribute.start(2), attribute.end(2), f'"{f"{value} {MARK}".strip()}"'),)
