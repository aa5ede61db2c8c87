"""Check `self-promotion`: what a provider offers in its own voice, and named firms that the text recommends."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from medlint.api import Check, Cues, Document, Match, lazy_pattern, metadata_values

from .brand_praise import PraiseOptions, find_praise
from .labels import is_declared, is_labelled
from .own_offers import OfferOptions, find_offers

_ABOUT = lazy_pattern(r"(?:about|who we are|our (?:team|story|mission)|contact)\b", 2)
_KINDS = ("page_type", "type", "layout", "template", "kind", "category")
"""Keys of metadata that tell of what kind a page is."""
_LONGEST = 60


class PromotionOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What promotes, and what makes it honest.

    `own`: offers in the text's own voice. `praise`: praise of a named firm or product. `label`, `statement`,
    `metadata`: a heading or line above, a sentence anywhere, and keys of front matter that declare advertising.
    `prescription`: medicines that may not be advertised to the public in the regions `strict-regions`: a finding in a
    sentence with one is of the rule's severity there, and says why.
    """

    own: OfferOptions
    praise: PraiseOptions
    label: Cues
    statement: Cues
    metadata: tuple[str, ...] = ()
    prescription: Cues = ""
    strict_regions: tuple[str, ...] = ("uk", "eu")


def find_promotion(document: Document, options: PromotionOptions) -> Iterator[Match]:
    """Matches for offers, then for praise of names that stands in no offer."""
    offers = tuple(find_offers(document, options.own))
    praise = (
        match
        for match in find_praise(document, options.praise)
        if not any(offer.start < match.end and match.start < offer.end for offer in offers)
    )
    found = (*offers, *praise)
    if not found or _is_open(document, options):
        return
    for match in found:
        if not is_labelled(document, document.block_at(match.start), options.label):
            yield _graded(document, match, options)


def _is_open(document: Document, options: PromotionOptions) -> bool:
    """Whether the text says that it is advertising, or is a provider's page about itself."""
    if is_declared(document, options.metadata, options.statement):
        return True
    kinds = metadata_values(document, _KINDS) if document.metadata else []
    if any(_ABOUT.match(kind) for kind in kinds):
        return True
    first, last = document.title
    if last == first or document.blocks[document.block_at(first)].kind not in {"title", "heading"}:
        return False
    return last - first <= _LONGEST and _ABOUT.match(document.prose, first, last) is not None


def _graded(document: Document, match: Match, options: PromotionOptions) -> Match:
    """The rule's severity for offers and for praise alike, one less for zeal alone."""
    mild = replace(match, step=min(match.step + 1, 0))
    if document.context.region not in options.strict_regions:
        return mild
    if not document.hits_between(options.prescription, max(match.start - 200, 0), match.end + 200):
        return mild
    return replace(match, step=0, note="Medicines on prescription may not be advertised to the public here.")


CHECK = Check("self-promotion", PromotionOptions, find_promotion)
"""The check, as the plugin registers it."""
