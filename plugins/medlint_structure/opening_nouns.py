"""A section or text that opens with "That swelling" or "Such grains", of which nothing was said before."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import Block, Document, Match, lazy_pattern, quote_at, sections

from .places import content_words, heading_of, title_of

STEM = 5
"""Two words are of one family if so many of their first letters agree."""
_VERB = (
    r"(?P<verb>is|are|was|were|has|have|had|can|may|might|must|will|would|should|could|do|does|did|also|then|usually"
    r"|often|soon|always|never|rarely|seldom|mostly|go(?:es)?|come|comes|turn|turns|pass|passes|fade|fades|last|lasts"
    r"|need|needs|make|makes|made|kept|keep|keeps|help|helps|show|shows|grow|grows|shrink|shrinks|came|went|took|takes"
    r"|take|cause|causes|hold|holds|contain|contains|appear|appears|happen|happens|cost|costs|hide|hides|get|gets"
    r"|heal|heals|settle|settles|clear|clears|disappear|disappears)\b"
)
_POINTING = lazy_pattern(rf"(?P<word>That|Those|Such) (?P<noun>[a-z]{{3,}}(?: [a-z]{{3,}})?) {_VERB}")
_TROUBLE = lazy_pattern(
    r"(?P<word>This|These) (?P<noun>(?:[a-z]{3,} )?(?:leaks?|lumps?|swellings?|bruis(?:e|es|ing)|pains?|aches?"
    r"|itch(?:ing)?|discomfort|bleeding|discharge|soreness|stiffness|tiredness|weakness|numbness|cough|fever|nausea|redness|tingling"
    r"|dizziness|fears?|worr(?:y|ies)|concerns?|feelings?|doubts?|hopes|wishes|thoughts|mistakes?|delays?|errors?"
    rf"|grains?|oils?|plants?|insects?|bites?|stings?|spots?|blisters?|wounds?|cuts?|burns?|scars?)) {_VERB}"
)
_SUCH = lazy_pattern(
    r"(?P<word>Such|Those) (?P<noun>[a-z]{3,}(?<!s)s) (?!who|that|with|whose|which|of|from|as|in|and|or)[a-z]"
)
_TWO = lazy_pattern(r"(?P<word>The) (?P<noun>former|latter)\b")
_ACTIVITY = lazy_pattern(
    r"\s*(?:[A-Z][a-z]+ing|When|How|What|Where|Why|Who|On|In|At|After|Before|During|For|With|Is|Are|Can|Do|Does|Should)\b"
)
"""A heading that names something to do, or asks, and no thing."""
_THIS = lazy_pattern(
    rf"(?P<word>This|These) (?P<noun>[a-z]{{4,}}) (?:{_VERB}|(?:ends|starts|begins|stops|pays|covers|empties|numbs"
    r"|relaxes|loosens|softens|kills|soothes|dries|opens|closes|fills|protects|lowers|raises|relieves|eases|widens|shows|tells|keeps"
    r"|holds|lifts|warms|cools|dissolves|melts|wears|leaves|runs|goes|comes|costs|hurts|stings|itches)\b)"
)
_CLASSES = frozenset(
    "condition conditions disease diseases illness illnesses disorder problem problems issue issues treatment"
    " treatments medicine medicines drug drugs device devices procedure operation method methods approach"
    " technique process change changes question questions topic advice information team service services programme"
    " group study trial step steps stage test tests scan scans leaflet website video series news story project"
    " list table figure picture chapter system plan option options decision risk risks symptoms signs side"
    " reaction reactions number numbers people is was includes means depends helps happens usually often also"
    " makes explains gives shows describes tablet tablets pill pills cream creams syrup implant implants patch"
    " spray inhaler vaccine vaccines jab painkiller antibiotic supplement herb tea diet mask splint brace"
    " injection capsule ointment gel oil lotion organ gland muscle nerve bone joint virus bacterium germ protein"
    " hormone vitamin mineral plant infection cancer tumour tumor surgeon doctor nurse expert hospital clinic unit"
    " ward machine lens camera app hernia vessel tube valve pump stent graft food fruit drink exercise sport"
    " surgery therapy medication remedy vitamins".split()
)
"""General words, of which a heading may well name the thing; and verbs."""
_NO_NOUN = frozenset(
    "said being this that way day days time times year years week weeks month months morning night evening all who"
    " which sort kind much many few one ones not people things thing page pages text article guide leaflet section part"
    " feeling alone makes which what when where why how being having with very little well good bad could would should"
    " does did will may might must can has have had was were are also then often usually never always means depends"
    " changed leaves leads brings comes goes said sounds looks seems".split()
)
"""Words behind "That" or "Such" that are no thing of which one speaks again, or no noun."""
_PAIR = lazy_pattern(r" (?:or|and|versus|vs\.?) |/")
_PLURAL = lazy_pattern(r"(?:[^s]s|people|children|women|men)$")


def find_opening_nouns(document: Document, empty: tuple[str, ...]) -> Iterator[Match]:
    """One match for each section whose first words point back to a thing that no heading and no title names."""
    if document.format == "text":
        return
    for section in sections(document):
        first = section.first + (section.heading >= 0)
        if section.heading < 0 or first >= section.last or document.blocks[first].kind != "paragraph":
            continue
        found = _opening(document, document.blocks[first])
        heading = document.blocks[section.heading]
        step = 0
        if found is None and _ACTIVITY.match(document.prose, heading.start, heading.end):
            found, step = _loose(document, document.blocks[first]), -1
        if found is not None and not _is_named(document, *found, empty):
            words = document.prose[slice(*found)].split()
            yield Match(*found, step=step, fields={"missing": " ".join(words[1:])})


def _loose(document: Document, block: Block) -> tuple[int, int] | None:
    """The span of "This allowance", which a heading that names something to do, or asks, does not name."""
    found = _THIS.match(document.prose, block.start, block.end)
    if found is None or found["noun"] in _CLASSES or not _NO_NOUN.isdisjoint([found["noun"]]):
        return None
    return block.start, found.end("noun")


def _opening(document: Document, block: Block) -> tuple[int, int] | None:
    """The span of the demonstrative and its noun with which a block opens; none for a conjunction ("That men ...")."""
    if quote_at(document, block.start) is not None or block.hidden:
        return None
    found = _POINTING.match(document.prose, block.start, block.end)
    for pattern in (_TROUBLE, _SUCH, _TWO):
        found = found or pattern.match(document.prose, block.start, block.end)
    if found is None or not _NO_NOUN.isdisjoint(found["noun"].split()):
        return None
    plural = _PLURAL.search(found["noun"]) is not None
    if (found["word"] == "That" and plural) or (found["word"] == "Those" and not plural):
        return None
    return block.start, found.end("noun")


def _is_named(document: Document, start: int, end: int, empty: tuple[str, ...]) -> bool:
    """Whether the heading over a reference or the title shares a word with it."""
    nouns = {word[:STEM] for word in document.prose[start:end].lower().split()[1:]}
    heading, title = heading_of(document, start), title_of(document)
    spans = [title] if title is not None else []
    spans += [(heading.start, heading.end)] if heading is not None else []
    if nouns & {"forme", "latte"}:
        return any(_PAIR.search(document.prose, *span) for span in spans)
    named = (word for span in spans for word in content_words(document, *span, empty))
    return any(word[:STEM] in nouns for word in named)
