"""Check `link`: links to places that sell or pay for the visit, which neither the markup nor the words mark as such."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import (
    Check,
    Cues,
    Document,
    Edit,
    Hit,
    Link,
    LinkFacts,
    Match,
    is_negated,
    links,
    section_of,
    sentence_at,
)

from .tags import rel_edit

LONG_TEXT = 60
"""A link text longer than this is not marked: the address is."""
LABEL_CHARACTERS = 40


class LinkOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Which links must be marked, and what counts as a mark.

    `kinds`: link kinds that must be marked. `weak`: kinds that count one severity lower; `campaign` among them stands
    for addresses that only carry campaign parameters. `rel`: tokens of which one is enough. `near`: words that disclose
    in the link's own sentence; `statement`: sentences anywhere in the text that disclose its links; `label`: a line or
    heading that declares what follows an advert; `metadata`: keys of front matter that do the same. Words are the mark
    in texts that cannot carry `rel`; in HTML they lower the severity. `markdown-rel`: the site's build adds `rel` to
    Markdown links itself. `nav`: look at navigation too.
    """

    kinds: tuple[str, ...] = ("affiliate", "commercial")
    weak: tuple[str, ...] = ("shortener", "campaign")
    rel: tuple[str, ...] = ("sponsored", "nofollow")
    near: Cues
    statement: Cues
    label: Cues
    metadata: tuple[str, ...] = ()
    markdown_rel: bool = False
    nav: bool = False


def find_unmarked_links(document: Document, options: LinkOptions) -> Iterator[Match]:
    """One match for each link that should be marked and is not."""
    if not document.links:
        return
    for facts in links(document):
        link = facts.link
        strong = facts.kind in options.kinds
        if not strong and facts.kind not in options.weak and not (facts.campaign and "campaign" in options.weak):
            continue
        if (link.place == "nav" and not options.nav) or set(link.rel) & set(options.rel):
            continue
        if link.markup != "html" and options.markdown_rel:
            continue
        told = _is_disclosed(document, link, options)
        if told and link.markup != "html":
            continue
        yield _match(document, facts, step=-int(told) - int(not strong), told=told)


def _is_disclosed(document: Document, link: Link, options: LinkOptions) -> bool:
    """Whether words tell the reader that the link is paid for: in it, beside it, above it, or for the whole text."""
    if any(document.metadata.get(key) for key in options.metadata):
        return True
    if any(not _is_denied(document, hit.start) for hit in document.hits(options.statement)):
        return True
    if link.block < 0:
        return False
    start, end = _surroundings(document, link)
    told = (hit for hit in document.hits_between(options.near, start, end) if _counts(document, options.near, hit))
    if any(not _is_denied(document, hit.start) for hit in told):
        return True
    return any(_is_label(document, number, options.label) for number in _above(document, link.block))


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


def _counts(document: Document, cues: str, hit: Hit) -> bool:
    return document.tag(cues, hit, "counts") != "no"


def _is_denied(document: Document, start: int) -> bool:
    return is_negated(document, start) or document.prose[max(start - 4, 0) : start].lower().endswith(("non-", "un"))


def _above(document: Document, block: int) -> Iterator[int]:
    """The block before the link's, and the heading of its section."""
    if block > 0:
        yield block - 1
    heading = section_of(document, block).heading
    if heading >= 0:
        yield heading


def _is_label(document: Document, number: int, cues: str) -> bool:
    """Whether a block is nothing but a label such as "Advertisement"."""
    block = document.blocks[number]
    if block.end - block.start > LABEL_CHARACTERS:
        return False
    return any(
        not any(ch.isalnum() for ch in document.prose[block.start : hit.start] + document.prose[hit.end : block.end])
        for hit in document.hits_between(cues, block.start, block.end)
    )


def _match(document: Document, facts: LinkFacts, *, step: int, told: bool) -> Match:
    link = facts.link
    start, end = _marked(document, link)
    note = "The words disclose it; search engines need it in the markup." if told else ""
    if facts.kind == "shortener":
        note = "The short address hides where the link leads."
    edits: tuple[Edit, ...] = ()
    suggestion = "Say so in the link's own words, for instance “(affiliate link)”, or leave the link out."
    if link.markup == "html" and link.element in {"anchor", "area", "form"}:
        edits = rel_edit(document.source, link)
        suggestion = 'Add rel="sponsored" to the link and tell readers, or leave the link out.'
    because = facts.because if facts.kind != "other" else f"the campaign parameter “{facts.campaign}”"
    return Match(
        start, end, step=step, note=note, suggestion=suggestion, edits=edits, safe=bool(edits),
        fields={"because": because, "host": facts.host}, in_source=True,
    )  # fmt: skip


def _marked(document: Document, link: Link) -> tuple[int, int]:
    """The source span of the link's text, or of its address where there is none to speak of."""
    if link.block >= 0 and link.element != "autolink" and 0 < link.end - link.start <= LONG_TEXT and not link.hidden:
        return document.source_span(link.start, link.end)
    return link.href_start, link.href_end


CHECK = Check(
    "link", LinkOptions, find_unmarked_links, {"because": "what tells that it is paid for", "host": "where it leads"}
)
