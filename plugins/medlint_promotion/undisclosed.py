"""Check `undisclosed-interest`: signs that a text sells what it recommends, and nowhere a word on who gains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Related,
    hits_with_sentences,
    lazy_pattern,
    links,
    metadata_values,
    quote_at,
)

from .brand_praise import PraiseOptions, find_praise
from .labels import is_denied, is_labelled
from .link_disclosure import DisclosureOptions, is_disclosed
from .link_residue import ResidueOptions, find_residue
from .own_offers import OfferOptions, find_offers
from .repeated_keyword import KeywordOptions, find_keywords
from .sales_talk import SalesOptions, find_sales_talk

_OF = lazy_pattern(r" (?:of|at) (?:the )?[A-Z]")
SURE = 3
"""With so many kinds of sign a text sells without doubt."""
LEAD_BLOCKS = 3
"""A label for the whole text stands among so many blocks from its beginning."""


class InterestOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What shows an interest, and what discloses it.

    Signs: `link-kinds`: links of these kinds that no words beside them disclose; `own`: offers in the text's own voice;
    `pressure`: calls to buy or book; `gifts`: what the maker gave or paid; `sellers`: words by which a source turns out
    to be a seller; `keywords`: search phrases; `residue`: link texts that were injected; `praise`: praise of a name. A
    text with `least` different kinds of sign shows an interest, if one of them is an offer, a selling link or a call.

    Disclosed by: `disclosures`: sentences on who paid or gains (not after one of the words `others`: who paid for a
    study is another matter); `links`: what discloses links; `label`: an advert's label at the top; `metadata`: keys
    that say something.
    """

    link_kinds: tuple[str, ...] = ("affiliate", "commercial")
    own: OfferOptions
    pressure: SalesOptions
    gifts: Cues
    sellers: Cues = ""
    praise: PraiseOptions
    keywords: KeywordOptions
    residue: ResidueOptions
    least: int = 2
    disclosures: Cues
    others: Cues = ""
    links: DisclosureOptions
    metadata: tuple[str, ...] = ()


def find_undisclosed(document: Document, options: InterestOptions) -> Iterator[Match]:
    """At most one match, on the title, that names the signs."""
    telling = _named(_telling_signs(document, options))
    if not telling or _is_disclosed(document, options):
        return
    signs = {**telling, **_named(_other_signs(document, options))}
    if not _is_enough(document, signs, options):
        return
    related = tuple(Related(start, end, name) for name, spans in signs.items() for start, end in spans[:2])
    yield Match(
        *document.title,
        scope="document",
        step=0 if len(signs) >= SURE or len(telling) > 1 or "a gift" in signs else -1,
        related=related,
        fields={"signs": _listed(tuple(signs))},
    )


def _named(signs: Iterable[tuple[str, Iterable[tuple[int, int]]]]) -> dict[str, tuple[tuple[int, int], ...]]:
    """The places of each kind of sign, without the kinds that there are none of."""
    return {name: places for name, found in signs if (places := tuple(found))}


def _telling_signs(document: Document, options: InterestOptions) -> Iterator[tuple[str, Iterable[tuple[int, int]]]]:
    """The signs of which a text that sells has one at least."""
    yield "an offer of its own", ((m.start, m.end) for m in find_offers(document, options.own) if m.step == 0)
    yield "a link that sells", _selling_links(document, options)
    calls = find_sales_talk(document, options.pressure)
    yield "a call to buy", ((m.start, m.end) for m in calls if m.step >= -1)


def _other_signs(document: Document, options: InterestOptions) -> Iterator[tuple[str, Iterable[tuple[int, int]]]]:
    yield "a gift", ((hit.start, hit.end) for hit in document.hits(options.gifts) if not _is_told(document, hit))
    yield "a source that sells", ((hit.start, hit.end) for hit in _sellers(document, options))
    yield "a search phrase", ((m.start, m.end) for m in find_keywords(document, options.keywords))
    yield "an injected link", ((m.start, m.end) for m in find_residue(document, options.residue) if m.step == 0)
    yield "praise", ((m.start, m.end) for m in find_praise(document, options.praise))


def _selling_links(document: Document, options: InterestOptions) -> Iterator[tuple[int, int]]:
    for facts in links(document):
        link = facts.link
        if facts.kind in options.link_kinds and link.place != "nav" and not is_disclosed(document, link, options.links):
            yield link.start, max(link.end, link.start)


def _sellers(document: Document, options: InterestOptions) -> Iterator[Hit]:
    """Words that make a source a seller; a post counts with the name of a firm behind it."""
    for hit in document.hits(options.sellers):
        kind = document.tag(options.sellers, hit, "kind")
        if kind in {"seller", "venture"} or (kind == "post" and _OF.match(document.prose, hit.end)):
            yield hit


def _is_enough(document: Document, signs: Mapping[str, tuple[tuple[int, int], ...]], options: InterestOptions) -> bool:
    """Whether the signs belong together: a source that sells gains by calls in the seller's own voice only."""
    if len(signs) < options.least:
        return False
    if set(signs) != {"a call to buy", "a source that sells"}:
        return True
    return any(document.hits_between(options.pressure.voice, *span) for span in signs["a call to buy"])


def _is_told(document: Document, hit: Hit) -> bool:
    return is_denied(document, hit.start) or quote_at(document, hit.start) is not None


def _is_disclosed(document: Document, options: InterestOptions) -> bool:
    """Whether a reader would learn of the interest: from metadata, a label at the top, or a sentence anywhere."""
    if document.metadata and metadata_values(document, (*options.metadata, *options.links.metadata)):
        return True
    first = min(LEAD_BLOCKS, len(document.blocks))
    if any(is_labelled(document, number, options.links.label) for number in range(1, first)):
        return True
    return any(
        not document.hits_between(options.others, sentence.start, hit.start)
        and not is_denied(document, hit.start)
        and quote_at(document, hit.start) is None
        for hit, sentence in hits_with_sentences(document, options.disclosures)
    )


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


CHECK = Check("undisclosed-interest", InterestOptions, find_undisclosed, {"signs": "what shows that the text sells"})
"""The check, as the plugin registers it."""
