"""Whether words tell a reader that a link is paid for: in it, beside it, above it, or for the whole text."""

from __future__ import annotations

from msgspec import Struct

from medlint.api import Cues, Document, Link, sentence_at

from .labels import is_declared, is_denied, is_labelled


class DisclosureOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What discloses a link.

    `near`: words in the link's own sentence (tag `counts = "no"`: words that only look like it); `statement`: sentences
    anywhere in the text; `label`: a line or heading above that declares what follows an advert; `metadata`: keys of
    front matter or page metadata that say something.
    """

    near: Cues
    statement: Cues
    label: Cues
    metadata: tuple[str, ...] = ()


def is_disclosed(document: Document, link: Link, options: DisclosureOptions) -> bool:
    """Whether the words disclose a link; what is hidden from readers discloses nothing."""
    if is_declared(document, options.metadata, options.statement):
        return True
    if link.block < 0:
        return False
    start, end = _surroundings(document, link)
    for hit in document.hits_between(options.near, start, end):
        if document.tag(options.near, hit, "counts") != "no" and not is_denied(document, hit.start):
            return True
    return is_labelled(document, link.block, options.label)


def _surroundings(document: Document, link: Link) -> tuple[int, int]:
    """The sentences in which the link begins and ends, and a remark in brackets after it."""
    first, last = sentence_at(document, link.start), sentence_at(document, max(link.end - 1, link.start))
    start = first.start if first else link.start
    end = last.end if last else link.end
    block = document.blocks[link.block]
    remark = document.prose[end : end + 2].lstrip()
    if remark[:1] in {"(", "["}:
        close = document.prose.find(")" if remark[0] == "(" else "]", end, block.end)
        end = max(end, close + 1)
    return start, min(end, block.end)
