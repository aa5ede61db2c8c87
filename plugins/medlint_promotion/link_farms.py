"""Many links from one text to one seller, or with the words that buyers search for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from medlint.api import Cues, Document, LinkFacts

_PUBLIC = (".org", ".edu", ".gov", ".int", ".mil", ".nhs.uk", ".ac.uk")
MOST_WORDS = 7
"""A link text of more words is a description."""


class FarmOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """How many links make a farm.

    `seller`: so many links to one host that sells; `anchors`: so many to one host, whatever it is, with a link text
    that is a search phrase (one with a strong word of `heads`) or that is the same each time. 0 turns either off.
    """

    seller: int = 4
    anchors: int = 3
    heads: Cues = ""


class Farm(Struct, frozen=True):
    """The links to one host, the first of which gets the finding; `searched`: their texts are search phrases."""

    links: tuple[LinkFacts, ...]
    searched: bool


def find_farms(document: Document, found: Iterable[LinkFacts], options: FarmOptions) -> Mapping[int, Farm]:
    """The farms of a text, by the source offset at which the first link of each begins."""
    hosts: dict[str, list[LinkFacts]] = {}
    for facts in found:
        if facts.host and facts.kind not in {"evidence", "internal"} and facts.link.place != "nav":
            hosts.setdefault(facts.host, []).append(facts)
    farms = (_farm(document, links, options) for links in hosts.values())
    return {farm.links[0].link.source_start: farm for farm in farms if farm is not None}


def _farm(document: Document, links: list[LinkFacts], options: FarmOptions) -> Farm | None:
    searched = tuple(facts for facts in links if _is_search_phrase(document, facts, options.heads))
    if options.anchors and len(searched) >= options.anchors and not links[0].host.endswith(_PUBLIC):
        return Farm(searched, searched=True)
    selling = tuple(facts for facts in links if facts.kind in {"affiliate", "commercial"})
    if options.seller and len({facts.link.source_start for facts in selling}) >= options.seller:
        return Farm(selling, searched=False)
    return None


def _is_search_phrase(document: Document, facts: LinkFacts, heads: Cues) -> bool:
    link = facts.link
    if not 1 < len(link.text.split()) <= MOST_WORDS or link.block < 0:
        return False
    found = document.hits_between(heads, link.start, link.end)
    return any(document.tag(heads, hit, "kind") == "strong" for hit in found) or len(found) > 1
