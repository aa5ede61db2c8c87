"""Check `link`: links that sell, hide, mislead or track, and that neither the markup nor the words mark as such."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Check, Cues, Document, Edit, LinkFacts, Match, Related, links, place_of

from .link_disclosure import DisclosureOptions, is_disclosed
from .link_farms import Farm, FarmOptions, find_farms
from .tracked_citations import clean_address, is_tracked

LONG_TEXT = 60
"""A link text longer than this is not marked: the address is."""
_IN_MARKDOWN = "Say so in the link's own words, for instance “(affiliate link)”, or leave the link out."


class LinkOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Which links must be marked, and what counts as a mark.

    `kinds`: link kinds that must be marked. `weak`: kinds that count one severity lower; `campaign` among them stands
    for addresses that only carry campaign parameters. `rel`: tokens of which one is enough. `disclosure`: words that
    are a mark in texts that cannot carry `rel`; in HTML they lower the severity. `markdown-rel`: the site's build adds
    `rel` to Markdown links itself. `nav`: look at navigation too.

    `hidden`: links that readers cannot see. `sources`, `names`: words that promise a source, in the text of a link that
    leads to a seller. `farm`: how many links to one host are too many. `tracking`: addresses in lists of references
    that count their readers.
    """

    kinds: tuple[str, ...] = ("affiliate", "commercial")
    weak: tuple[str, ...] = ("shortener", "campaign")
    rel: tuple[str, ...] = ("sponsored", "nofollow")
    disclosure: DisclosureOptions
    markdown_rel: bool = False
    nav: bool = False
    hidden: bool = True
    sources: tuple[Cues, ...] = ()
    names: tuple[Cues, ...] = ()
    farm: FarmOptions = FarmOptions()
    tracking: bool = True


def find_unmarked_links(document: Document, options: LinkOptions) -> Iterator[Match]:
    """At most one match for each link, for the gravest thing that is wrong with it."""
    if not document.links:
        return
    found = links(document)
    farms = find_farms(document, found, options.farm)
    for facts in found:
        if facts.link.place == "nav" and not options.nav:
            continue
        match = _concealed(document, facts, options) or _unmarked(document, facts, options)
        farm = farms.get(facts.link.source_start)
        if match is None and farm is not None:
            match = _farmed(document, facts, farm)
        if match is None and options.tracking:
            match = _tracked(document, facts)
        if match is not None:
            yield match


def _concealed(document: Document, facts: LinkFacts, options: LinkOptions) -> Match | None:
    """A link that readers cannot see, or whose text names another place."""
    if not facts.host or facts.kind in {"evidence", "internal"}:
        return None
    from .hidden_links import hidden_by
    from .misleading_links import SELLING, misleads

    step = int(facts.kind in SELLING)
    how = hidden_by(document, facts.link) if options.hidden else ""
    if how:
        problem = f"a link to {facts.host} that readers cannot see ({how})"
        return _match(document, facts, problem, step=step, suggestion="Take the link out, or let readers see it.")
    promised = misleads(document, facts, options.sources, options.names)
    if not promised:
        return None
    problem = f"a link whose text promises “{promised}”, while it leads to {facts.host}"
    return _match(document, facts, problem, step=step, suggestion="Let the text say where the link leads.")


def _unmarked(document: Document, facts: LinkFacts, options: LinkOptions) -> Match | None:
    """A link that must be marked and is not."""
    link = facts.link
    strong = facts.kind in options.kinds
    if not strong and facts.kind not in options.weak and not (facts.campaign and "campaign" in options.weak):
        return None
    if set(link.rel) & set(options.rel) or (link.markup != "html" and options.markdown_rel):
        return None
    told = is_disclosed(document, link, options.disclosure)
    if told and link.markup != "html":
        return None
    because = facts.because if facts.kind != "other" else f"the campaign parameter “{facts.campaign}”"
    note = "The words disclose it; search engines need it in the markup." if told else ""
    if facts.kind == "shortener":
        note = "The short address hides where the link leads."
    problem = f"a commercial link that nothing marks as one: {because}"
    step = -int(told) - int(not strong)
    if link.markup != "html" or link.element not in {"anchor", "area", "form"}:
        return _match(document, facts, problem, step=step, note=note, suggestion=_IN_MARKDOWN)
    from .tags import rel_edit

    return _match(
        document, facts, problem, step=step, note=note, edits=rel_edit(document.source, link), safe=True,
        suggestion='Add rel="sponsored" to the link and tell readers, or leave the link out.',
    )  # fmt: skip


def _farmed(document: Document, facts: LinkFacts, farm: Farm) -> Match:
    """The first of many links to one host; the others are named beside it."""
    how = "with words that buyers search for" if farm.searched else "that sells"
    problem = f"one of {len(farm.links)} links to {facts.host} {how}"
    others = (other.link for other in farm.links[1:] if other.link.end > other.link.start)
    related = tuple(Related(link.start, link.end, "another link to it") for link in others)
    return _match(
        document, facts, problem, step=0 if farm.searched else -1, related=related,
        suggestion="Keep the one link that a reader needs, with a text that says where it leads.",
    )  # fmt: skip


def _tracked(document: Document, facts: LinkFacts) -> Match | None:
    if not is_tracked(facts) or place_of(document, facts.link) != "references":
        return None
    problem = f"a citation whose address tracks its readers: “{facts.tracking[0]}”"
    return _match(
        document, facts, problem, step=-1, edits=clean_address(document, facts),
        suggestion="Cite the address without what stands after the question mark, or the DOI.",
    )  # fmt: skip


def _match(
    document: Document, facts: LinkFacts, problem: str, *, step: int, suggestion: str, note: str = "",
    edits: tuple[Edit, ...] = (), safe: bool = False, related: tuple[Related, ...] = (),
) -> Match:  # fmt: skip
    start, end = _marked(document, facts)
    return Match(
        start, end, step=step, note=note, suggestion=suggestion, edits=edits, safe=safe and bool(edits),
        related=related, fields={"problem": problem, "because": facts.because, "host": facts.host}, in_source=True,
    )  # fmt: skip


def _marked(document: Document, facts: LinkFacts) -> tuple[int, int]:
    """The source span of the link's text, or of its address where there is none to speak of."""
    link = facts.link
    if link.block >= 0 and link.element != "autolink" and 0 < link.end - link.start <= LONG_TEXT and not link.hidden:
        return document.source_span(link.start, link.end)
    return link.href_start, link.href_end


CHECK = Check(
    "link",
    LinkOptions,
    find_unmarked_links,
    {"problem": "what is wrong with the link", "because": "what decided its kind", "host": "where it leads"},
)
