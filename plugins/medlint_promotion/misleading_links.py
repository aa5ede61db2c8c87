"""Links whose text promises another place than the one they lead to."""

from __future__ import annotations

from medlint.api import Cues, Document, LinkFacts, lazy_pattern

_ADDRESS = lazy_pattern(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#:]\S*)?$", 2)
_GENERIC = frozenset({"co", "com", "org", "net", "ac", "gov", "edu", "nhs", "gob", "gouv"})
SELLING = frozenset({"affiliate", "commercial", "shortener"})


def misleads(document: Document, facts: LinkFacts, sources: tuple[Cues, ...], names: tuple[Cues, ...]) -> str:
    """What the text of a link promises though the link leads elsewhere; "" if it promises nothing or keeps it.

    An address as text must be the target's own (the same name under another ending will do). A source (a word of
    `sources`, a name of `names` written with a capital) must not turn out to be a shop.
    """
    written = _written(document, facts)
    address = _ADDRESS.match(written)
    if address and facts.kind not in {"evidence", "internal"}:
        return "" if _is_same(address[1].lower(), facts.host) else address[1]
    if facts.kind not in SELLING or facts.kind == "shortener":
        return ""
    link = facts.link
    for name in (*names, *sources):
        for hit in document.hits_between(name, link.start, link.end):
            if name in sources or document.prose[hit.start].isupper():
                return document.prose[hit.start : hit.end]
    return ""


def _written(document: Document, facts: LinkFacts) -> str:
    """The text of the link as it is written; addresses are opaque in prose."""
    link = facts.link
    if link.element != "anchor" or link.end - link.start != 1 or link.block < 0:
        return link.text.strip()
    first, last = document.source_span(link.start, link.end)
    return document.source[first:last].strip()


def _is_same(written: str, host: str) -> bool:
    """Whether two hosts have the same name ("bbc" in bbc.co.uk and bbc.com), or one is part of the other."""
    if not host or host.endswith(f".{written}") or written.endswith(f".{host}") or written == host:
        return True
    return _name(written) == _name(host)


def _name(host: str) -> str:
    parts = host.split(".")[:-1]
    while len(parts) > 1 and parts[-1] in _GENERIC:
        parts.pop()
    return parts[-1] if parts else host
