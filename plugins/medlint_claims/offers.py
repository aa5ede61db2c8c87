"""Whether a document is the page of somebody who sells what it praises: an offer of their own, and a price."""

from __future__ import annotations

import re

from medlint.api import Cues, Document, lazy_pattern, quote_at

_OURS = lazy_pattern(r"\b(?:ours?|we (?:offer|sell|use|make|treat|give|post|ship|deliver|press|mix))\b", re.IGNORECASE)
_PRICE = lazy_pattern(
    r"[$\u20ac\u00a3] ?\d|\b\d[\d.,]* ?(?:euros?|pounds|dollars|francs|kronor|USD|EUR|GBP)\b", re.IGNORECASE
)


def is_offer(document: Document, offers: Cues) -> bool:
    """Whether a text says "our", outside quotations, and names a price or has one of `offers`: words that sell."""
    if not offers or not (sells(document, offers) or _PRICE.search(document.prose)):
        return False
    return any(quote_at(document, ours.start()) is None for ours in _OURS.finditer(document.prose))


def sells(document: Document, cues: Cues) -> bool:
    """Whether a text has words that sell by themselves.

    Words with the tag `then` sell only before a price, a code or a number to ring ("use", "type", "call"): alone they
    are everybody's.
    """
    return any(not document.tag(cues, hit, "then") for hit in document.hits(cues))
