"""Links from a word as written to the words that a spinner may have replaced by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from medlint_spun.stops import STOPS

from .counting import FIRST_WORD, Counts
from .inflections import inflect
from .thesauri import MOBY, POINTER, SYNSET, WordNet, wordnet_links

LEAST_HEALTH, LEAST_GENERAL = 60, 250
MOST = 48  # originals kept for a word, closest link and commonest first
_RARE_FLOW = 9.0
_SHORTEST = 3


class Links(NamedTuple):
    """`sources[word]`: {identifier of an original: kind of link}; 4 is added where Moby has the link."""

    sources: dict[str, dict[int, int]]


def build_links(counts: Counts, net: WordNet, moby: Mapping[str, list[str]]) -> Links:
    """Every single-word link whose original is common enough to be missed."""
    originals = {
        word: ident
        for ident, word in enumerate(counts.words)
        if ident >= FIRST_WORD
        and len(word) >= _SHORTEST
        and word not in STOPS
        and (counts.health[ident] >= LEAST_HEALTH or counts.general[ident] >= LEAST_GENERAL)
    }
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for source, original, kind in _forms(net, moby):
        ident = originals.get(original, 0)
        if ident and source != original and len(source) >= _SHORTEST and source not in STOPS:
            if counts.idents.get(source) == ident:
                continue
            found[source][ident] = found[source].get(ident, 0) | (4 if kind == MOBY else kind)
    links = Links({source: _closest(links) for source, links in sorted(found.items()) if source.isalpha()})
    flows = inflow(counts, links)
    return Links({s: f for s, f in links.sources.items() if s in counts.idents or flows[s][0] >= _RARE_FLOW})


def _closest(links: dict[int, int]) -> dict[int, int]:
    # identifiers run by frequency, so the smaller is the commoner
    order = sorted(links, key=lambda ident: (-(links[ident] & 3), ident))
    return {ident: links[ident] for ident in sorted(order[:MOST])}


def _forms(net: WordNet, moby: Mapping[str, list[str]]) -> Iterator[tuple[str, str, int]]:
    for link in wordnet_links(net):
        if " " not in link.one and " " not in link.other:
            for pair in _pairs(link.one, link.other, link.pos, link.other_pos):
                yield *pair, link.kind
                yield pair[1], pair[0], link.kind
    parts = defaultdict(set)
    for lemma, pos in net.senses:
        parts[lemma].add(pos)
    for head, others in moby.items():
        for other in others:
            if " " in head or " " in other:
                continue
            for pos in (parts[head] & parts[other]) or ("r",):
                for pair in _pairs(head, other, pos, pos):
                    yield *pair, MOBY
                    yield pair[1], pair[0], MOBY


def _pairs(one: str, other: str, pos: str, other_pos: str) -> Iterable[tuple[str, str]]:
    if pos == other_pos:
        return zip((f for _, f in inflect(one, pos)), (f for _, f in inflect(other, pos)), strict=False)
    if {pos, other_pos} == {"n", "v"}:  # the wrong part of speech: a noun for -ing or -ed and back
        return [
            (a, b)
            for k, a in inflect(one, pos)
            for m, b in inflect(other, other_pos)
            if k != "s" and m != "s" and (k == "pl") <= (m == "0")
        ]
    return [(one, other)]


def kinds_of(mask: int) -> tuple[bool, bool, bool]:
    """(same synset, one pointer away, Moby) of a link."""
    return (mask & 3) == SYNSET, bool(mask & 3 == POINTER), bool(mask & 4)


def inflow(counts: Counts, links: Links) -> dict[str, tuple[float, float, float]]:
    """For each source, how often a spinner would write it: its originals' counts, each over the words linked to it.

    Three figures: over all links, over synsets alone, over Moby alone.
    """
    degree: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for found in links.sources.values():
        for ident, mask in found.items():
            for n, is_so in enumerate((True, (mask & 3) == SYNSET, mask & 4)):
                degree[ident][n] += bool(is_so)
    flows = {}
    for source, found in links.sources.items():
        sums = [0.0, 0.0, 0.0]
        for ident, mask in found.items():
            count = counts.health[ident] + 0.3 * counts.general[ident]
            for n, is_so in enumerate((True, (mask & 3) == SYNSET, mask & 4)):
                if is_so:
                    sums[n] += count / degree[ident][n]
        flows[source] = (sums[0], sums[1], sums[2])
    return flows
