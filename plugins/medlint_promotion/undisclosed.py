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
    quote_at,
    sentence_at,
)

from .brand_praise import PraiseOptions, find_praise
from .labels import is_denied
from .link_disclosure import is_disclosed
from .link_residue import ResidueOptions, find_residue
from .own_disclosures import OwnDisclosureOptions, discloses_interest
from .own_offers import OfferOptions, find_offers, find_voices
from .pushed_names import PushOptions, find_pushed, find_urged
from .repeated_keyword import KeywordOptions, find_keywords
from .sales_talk import SalesOptions, find_sales_talk

_OF = lazy_pattern(r" (?:of|at) (?:the )?[A-Z]")
_FIRM = lazy_pattern(
    r"(?: the)? [A-Z]|(?: [\w'\u2019-]+){0,4}? (?:clinic|company|firm|brand|business|spa|practice|start-?up|shop|studio"
    r"|gym|salon|app|pharmacy|chain|retreat|lab|label|store|website|centre|center|line|course|programme|program)s?\b"
)
_FREE = lazy_pattern(
    r"[^.!?]{3,50}\b(?:for nothing|for free|free|at no cost|at no charge|to (?:try|test|review|keep))\b"
)
SURE = 3
"""With so many kinds of sign a text sells without doubt."""
RESEARCH_WORDS = 100
"""A text with a word of research in so many words tells of a study."""
_COUPON = lazy_pattern(
    r"\b(?:codes?|vouchers?|coupons?|[Rr]eaders|this (?:page|post|article))\b|\b[A-Z]{3,12}\d{1,3}\b"
)
CALL = "a call to buy"
HOUSE = "a house of its own"
"""It tells beside a seller, and counts beside a call in the text's own voice."""
ALONE = frozenset({"a paid link", "a discount for readers", "an offer of its own", "a name that is pushed"})
"""Each of these shows an interest by itself, though not beyond doubt."""

EARNS = frozenset({"a paid link", "a discount for readers"})
"""By these the author earns."""


class InterestOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What shows an interest, and what discloses it.

    Signs: `link-kinds`: links of these kinds that no words beside them disclose; `own`: offers in the text's own voice;
    `pressure`: calls to buy or book; `gifts`: what the maker gave or paid; `sellers`: words by which a source turns out
    to be a seller; `keywords`: search phrases; `residue`: link texts that were injected; `praise`: praise of a name. A
    text with `least` different kinds of sign shows an interest, if one of them is an offer, a selling link or a call;
    a link by which the author earns (`paid-kinds`), a discount for readers, an offer or a name that is pushed (`push`)
    does so alone. `houses`: words on the text's own house, which count beside a seller. A name that a
    call to buy speaks of and the text repeats is a sign, and so are the words of those who bought it (`customers`).

    Disclosed by `disclosed`.
    """

    link_kinds: tuple[str, ...] = ("affiliate", "commercial")
    paid_kinds: tuple[str, ...] = ("affiliate",)
    own: OfferOptions
    pressure: SalesOptions
    gifts: Cues
    sellers: Cues = ""
    praise: PraiseOptions
    keywords: KeywordOptions
    residue: ResidueOptions
    push: PushOptions
    houses: Cues = ""
    customers: Cues = ""
    least: int = 2
    disclosed: OwnDisclosureOptions


def find_undisclosed(document: Document, options: InterestOptions) -> Iterator[Match]:
    """At most one match, on the title, that names the signs."""
    telling = _named(_telling_signs(document, options))
    if not telling or discloses_interest(document, options.disclosed):
        return
    signs = {**telling, **_named(_other_signs(document, options, telling.get(CALL, ())))}
    if not _is_enough(document, signs, options):
        return
    related = tuple(Related(start, end, name) for name, spans in signs.items() for start, end in spans[:2])
    yield Match(
        *document.title,
        scope="document",
        step=_step(signs, telling),
        related=related,
        fields={"signs": _listed(tuple(signs))},
    )


def _step(signs: Mapping[str, object], telling: Mapping[str, object]) -> int:
    """Sure with many signs, with two of which each tells, with a gift, a link that pays or a discount for readers."""
    sure = len(signs) >= SURE or len(telling) > 1 or ("a gift" in signs and len(signs) > 1)
    sure = sure or not EARNS.isdisjoint(signs)
    return 0 if sure else -1


def _named(signs: Iterable[tuple[str, Iterable[tuple[int, int]]]]) -> dict[str, tuple[tuple[int, int], ...]]:
    """The places of each kind of sign, without the kinds that there are none of."""
    return {name: places for name, found in signs if (places := tuple(found))}


def _telling_signs(document: Document, options: InterestOptions) -> Iterator[tuple[str, Iterable[tuple[int, int]]]]:
    """The signs of which a text that sells has one at least."""
    yield "an offer of its own", ((m.start, m.end) for m in find_offers(document, options.own) if m.step == 0)
    yield "a paid link", _selling_links(document, options, paid=True)
    yield "a link that sells", _selling_links(document, options, paid=False)
    found = find_sales_talk(document, options.pressure)
    calls = tuple((m.start, m.end) for m in found if m.step >= 0)
    yield "a discount for readers", (call for call in calls if _COUPON.search(document.prose, *call))
    yield CALL, (call for call in calls if not _COUPON.search(document.prose, *call))
    yield "a name that is pushed", find_pushed(document, options.push)
    if document.hits(options.houses) and any(_sellers(document, options)):
        yield HOUSE, _houses(document, options)


def _houses(document: Document, options: InterestOptions) -> Iterator[tuple[int, int]]:
    """The text's own rooms, where nobody else speaks of them and no study was done in them."""
    research = len(document.hits(options.own.unless))
    if research >= SURE and research * RESEARCH_WORDS >= document.words:
        return
    for hit, sentence in hits_with_sentences(document, options.houses):
        if not _is_told(document, hit) and not document.hits_between(
            options.own.attributed, sentence.start, sentence.end
        ):
            yield hit.start, hit.end


def _other_signs(
    document: Document, options: InterestOptions, calls: tuple[tuple[int, int], ...]
) -> Iterator[tuple[str, Iterable[tuple[int, int]]]]:
    yield "a name that readers are told to buy", find_urged(document, calls, options.pressure.acts, options.push)
    yield "the words of a customer", _praised_by_customers(document, options) if calls else ()
    yield "a gift", ((hit.start, hit.end) for hit in document.hits(options.gifts) if _is_gift(document, hit, options))
    yield "a source that sells", ((hit.start, hit.end) for hit in _sellers(document, options))
    yield "a search phrase", ((m.start, m.end) for m in find_keywords(document, options.keywords))
    yield "an injected link", ((m.start, m.end) for m in find_residue(document, options.residue) if m.step == 0)
    yield HOUSE, (*_houses(document, options), *find_voices(document, options.own))
    yield "praise", ((m.start, m.end) for m in find_praise(document, options.praise))


def _praised_by_customers(document: Document, options: InterestOptions) -> Iterator[tuple[int, int]]:
    """Words for those who bought something, beside a quotation in their sentence."""
    for hit, sentence in hits_with_sentences(document, options.customers):
        quoted = (quote_at(document, at) for at in (sentence.start + 1, sentence.end - 2))
        if any(quoted) and quote_at(document, hit.start) is None:
            yield hit.start, hit.end


def _selling_links(document: Document, options: InterestOptions, *, paid: bool) -> Iterator[tuple[int, int]]:
    for facts in links(document):
        link = facts.link
        if facts.kind not in options.link_kinds or (facts.kind in options.paid_kinds) is not paid:
            continue
        if link.place != "nav" and not is_disclosed(document, link, options.disclosed.links):
            yield link.start, max(link.end, link.start)


def _sellers(document: Document, options: InterestOptions) -> Iterator[Hit]:
    """Words that make a source a seller; a post counts with the name of a firm behind it, a verb with a firm."""
    for hit in document.hits(options.sellers):
        kind = document.tag(options.sellers, hit, "kind")
        wanted = {"post": _OF, "venture": _FIRM}.get(kind)
        if kind == "seller" or (wanted is not None and wanted.match(document.prose, hit.end)):
            yield hit


def _is_enough(document: Document, signs: Mapping[str, tuple[tuple[int, int], ...]], options: InterestOptions) -> bool:
    """Whether the signs belong together: a source that sells gains by calls in the seller's own voice only."""
    if len(signs) < options.least:
        return not ALONE.isdisjoint(signs)
    if set(signs) != {CALL, "a source that sells"}:
        return True
    voice = options.pressure.voice
    return any(document.hits_between(voice, *span) or _lures(document, span[0], options) for span in signs[CALL])


def _lures(document: Document, start: int, options: InterestOptions) -> bool:
    """Whether the sentence of a call holds out what the buyer saves."""
    sentence, acts = sentence_at(document, start), options.pressure.acts
    if sentence is None:
        return False
    found = document.hits_between(acts, sentence.start, sentence.end)
    return any(document.tag(acts, hit, "kind") == "lure" for hit in found)


def _is_gift(document: Document, hit: Hit, options: InterestOptions) -> bool:
    """Whether the text itself had it for nothing; with the tag `then`, if the words after it say so."""
    if document.tag(options.gifts, hit, "then") and not _FREE.match(document.prose, hit.end):
        return False
    return not _is_told(document, hit)


def _is_told(document: Document, hit: Hit) -> bool:
    return is_denied(document, hit.start) or quote_at(document, hit.start) is not None


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


CHECK = Check("undisclosed-interest", InterestOptions, find_undisclosed, {"signs": "what shows that the text sells"})
"""The check, as the plugin registers it."""
