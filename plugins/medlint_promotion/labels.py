"""Whether a text, or what stands above a place in it, is declared to be advertising."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import Document, is_negated, lazy_pattern, metadata_values, section_of

_EMBED = lazy_pattern(
    r"[{<\[%\s]*(?P<end>/|end)?(?:ads?|advert\w*|sponsor\w*|promoted|promotion|paid[-_]\w+)\b(?![^\n]*/[%>}\s]*$)", 2
)

GIFT_CHARACTERS = 60
"""So near before a disclosure "for nothing" tells of a gift, and denies nothing."""
LABEL_CHARACTERS = 80
"""A label is no longer than this; a longer heading or paragraph that has such a word is about advertising."""


_SIGNED = lazy_pattern(
    r"\W*(?:(?i:paid (?:for )?by|sponsored by|by|from|for|in (?:association|partnership|collaboration) with"
    r"|brought to you by|supplied by|provided by|presented by|on behalf of|courtesy of) (?:the |our )?)?"
    r"[A-Z0-9][\w&'\u2019.-]*(?: (?:(?:of|and|the|for|&) )*[A-Z0-9][\w&'\u2019.-]*)*\W*"
)
"""Who paid, behind a label: "- paid for by Elm House", "| Elm House"."""


def is_declared(document: Document, metadata: tuple[str, ...], statement: str) -> bool:
    """Whether metadata (a key that says something) or a sentence anywhere declares the whole text."""
    if document.metadata and metadata_values(document, metadata):
        return True
    return any(not is_denied(document, hit.start) for hit in document.hits(statement))


def is_labelled(document: Document, block: int, label: str) -> bool:
    """Whether the block before a block, the heading of its section or the first block is nothing but a label."""
    if document.hits(label) and any(_is_label(document, number, label) for number in _above(document, block)):
        return True
    return bool(document.embeds) and _is_enclosed(document, block)


def _is_enclosed(document: Document, block: int) -> bool:
    """Whether a block stands between the two ends of a shortcode or component that is named after adverts."""
    start = document.source_span(document.blocks[block].start, document.blocks[block].start)[0]
    is_open = False
    for first, last in document.embeds:
        if first >= start:
            break
        found = _EMBED.match(document.source, first, last)
        if found is not None:
            is_open = not found["end"]
    return is_open


def is_denied(document: Document, start: int) -> bool:
    """Whether what begins at a prose offset is negated ("no affiliate links", "non-sponsored")."""
    is_free = document.prose.find("for nothing", max(start - GIFT_CHARACTERS, 0), start) >= 0
    denied = is_negated(document, start) and not is_free
    return denied or document.prose[max(start - 4, 0) : start].lower().endswith(("non-", "un"))


def _above(document: Document, block: int) -> Iterator[int]:
    if block > 0:
        yield block - 1
        yield 0
    heading = section_of(document, block).heading
    if heading >= 0:
        yield heading


def _is_label(document: Document, number: int, cues: str) -> bool:
    """Whether a block is nothing but a label such as "Advertisement", with or without the name of who paid."""
    block = document.blocks[number]
    if block.end - block.start > LABEL_CHARACTERS or block.hidden:
        return False
    return any(
        not any(ch.isalnum() for ch in document.prose[block.start : hit.start])
        and (
            not any(ch.isalnum() for ch in document.prose[hit.end : block.end])
            or _SIGNED.fullmatch(document.prose, hit.end, block.end)
        )
        for hit in document.hits_between(cues, block.start, block.end)
    )
