"""Addresses of sources that count their readers, and the same addresses without that."""

from __future__ import annotations

from medlint.api import Document, Edit, LinkFacts, lazy_pattern

_PUBLIC = (".gov", ".int", ".mil", ".gov.uk", ".nhs.uk", ".europa.eu")
_PART = lazy_pattern(r"([?&](?:amp;|#38;|#x26;)?)([^=&#\s\"'<>)]+)(=[^&#\s\"'<>)]*)?", 2)


def is_tracked(facts: LinkFacts) -> bool:
    """Whether the address has parameters that track its readers and leads to none of the public bodies."""
    return bool(facts.tracking) and facts.kind in {"evidence", "other"} and not facts.host.endswith(_PUBLIC)


def clean_address(document: Document, facts: LinkFacts) -> tuple[Edit, ...]:
    """One edit, in source offsets, that takes the tracking parameters out of the address."""
    link = facts.link
    written = document.source[link.href_start : link.href_end]
    question = written.find("?")
    if question < 0:
        return ()
    kept = list[str]()
    end = question
    for part in _PART.finditer(written, question):
        end = part.end()
        if part[2].lower() not in facts.tracking:
            kept.append(part[2] + (part[3] or ""))
    separator = "&amp;" if "&amp;" in written else "&"
    query = f"?{separator.join(kept)}" if kept else ""
    cleaned = written[:question] + query + written[end:]
    return (Edit(link.href_start, link.href_end, cleaned),) if cleaned != written else ()
