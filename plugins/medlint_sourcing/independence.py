"""Check `one-sided`: those who sell a thing praise it, and nobody without an interest is heard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import (
    Check,
    Citation,
    Cues,
    Document,
    Hit,
    Match,
    citations,
    is_asked,
    is_negated,
    lazy_pattern,
    people_between,
    quotes,
    role_score,
    sentence_at,
    sentence_index,
    sentences,
    speakers,
    words_between,
)

CHECKABLE = frozenset({"journal", "doi", "pmid", "trial", "link", "footnote"})
"""Kinds of citation that let a reader check the benefit without believing the seller."""
TITLES = ("Dr", "Prof")
FLAT = -0.5
"""From this score on what a party says applies something to people, praise in other words: about three in four
sentences do (cross-validated on the labelled sentences)."""
VENTURE_CHARACTERS = 60
"""What somebody founded or runs is named so near the verb."""
MARK_CHARACTERS = 40
"""Words that overlap ("the company that sells") are marked as one, up to so many characters more."""
CHORUS = 2
"""So many quotations of parties, and of nobody else, are one-sided even without a word of praise."""
MORE_SENTENCES = 2
"""A quotation goes on for so many sentences behind the one that follows who says it."""
SHORT_WORDS = 8
"""A sentence of so few words ("The company agrees.") speaks of what the one before it says."""


_REGISTER = lazy_pattern(r"^(?:NCT|ISRCTN|ACTRN|EudraCT|ChiCTR)|clinicaltrials\.gov|isrctn\.com|trialregister")
_PERSON = lazy_pattern(
    r"\b(?:he|she|they|[A-Z][\w'\u2019-]+ [A-Z][\w'\u2019-]+|Dr|Prof\w*|experts?|critics?|[a-z]+(?:ists?|ors?|ians?"
    r"|ers|authorities))\b(?:, [^,]+,)? $"
)
_OFFICES = ("spokes", "director", "head", "chief", "chair", "president", "fellow", "who ", "author", "co-", "coauthor")
"""Roles that sellers have, too."""
_NO_SPEAKER = lazy_pattern(r"\b(?<!according )(?:to|at|in|into|near|outside|with|visited|left) $", re.IGNORECASE)
"""What makes a firm a place or a goal ("reported to the clinic"), not who speaks."""
_NO_VENTURE = lazy_pattern(r"\b(?:get|gets|getting|got|to|and|or|you|help|helps) $", re.IGNORECASE)
"""What makes a verb of founding an everyday one ("get started", "to set up a visit")."""
_NAME = lazy_pattern(r"[ -]names?\b")
_ECHOES = lazy_pattern(r"\b(?:agrees?|agreed|nods|nodded|says? the same|back(?:s|ed)? (?:him|her|them) up|concurs?)\b")
_FOUNDED = lazy_pattern(r" ([A-Z][\w&-]+)")
_UNNAMED = lazy_pattern(r"\b(?:an?|another|one|two|three|several)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_AGAIN = lazy_pattern(
    r"(?:Both|They|He|She|All(?: three)?|Each(?: of them)?) (?:also )?(?:says?|said|adds?|claims?|report)\b"
    r"|[^.!?]{3,160},[\u201d\"]? (?:he|she|they|both) (?:also )?(?:says?|said|adds?|added|claims?|claimed|reports?)\b"
)
"""How the next sentence goes on with what somebody says."""


class OneSidedOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Who has an interest, what they say, and what makes up for it.

    `parties`: who gains if a thing sells; the tag `kind` of an entry is `seller`, `own` ("our app", in
    a quotation), `firm` (which must say something), `post` (a founder, a chief executive: not of a body in
    `not-selling`) or `venture` (a verb that has one of `businesses` near it: "runs four drip bars").

    `saying`: verbs by which they speak. `praise`: what they say must hold one of these. `bad-news`: words of what no
    seller praises. `independent`: words that bring in somebody else, a doubt, or a disclosure. `roles`: what experts
    are; one who speaks and is no party is enough.
    """

    parties: Cues
    saying: Cues
    praise: Cues
    independent: Cues
    not_selling: Cues = ""
    bad_news: Cues = ""
    roles: Cues = ""
    businesses: Cues = ""


def find_one_sided(document: Document, options: OneSidedOptions) -> Iterator[Match]:
    """One match a text, on the first words that show the interest of somebody who praises the thing."""
    if not document.hits(options.parties) or _is_heard(document, options):
        return
    quoting = [hit for hit in document.hits(options.parties) if _speaks(document, hit, options)]
    if not quoting or any(_is_checkable(document, item, quoting) for item in citations(document).items):
        return
    sellers = {sentence_index(document, hit.start) for hit in quoting if _is_seller(document, hit, options)}
    chorus = len(sellers) >= CHORUS or _are_several(document, quoting)
    chorus = chorus and not document.hits(options.bad_news)
    for hit in quoting:
        if (_praises(document, hit, options) or chorus) and not _others(document, options):
            others = document.hits_between(options.parties, hit.start, hit.end + MARK_CHARACTERS)
            end = max(other.end for other in others if other.start < hit.end)
            yield Match(hit.start, end, scope="document")
            return


def _is_checkable(document: Document, item: Citation, quoting: list[Hit]) -> bool:
    """Whether a citation lets a reader check the benefit: it is no paper of the seller's own.

    The entry of a register tells no result: it does not make up for a seller who is quoted.
    """
    if item.kind not in CHECKABLE:
        return False
    if _REGISTER.search(item.target):
        return not any(_is_quoting(document, *_spoken(document, hit)) for hit in quoting)
    sentence = sentence_at(document, item.start)
    names = _surnames(document, quoting)
    return sentence is None or not any(name in document.prose[sentence.start : sentence.end] for name in names)


def _surnames(document: Document, quoting: list[Hit]) -> set[str]:
    """The last names of the people in the sentences of parties."""
    places = filter(None, (sentence_at(document, hit.start) for hit in quoting))
    people = (name for place in places for name in people_between(document, place.start, place.end, []))
    return {document.prose[name.start : name.end].split()[-1] for name in people}


def _is_heard(document: Document, options: OneSidedOptions) -> bool:
    """Whether somebody without an interest, a doubt or a disclosure is heard anywhere in the text."""
    for hit in document.hits(options.independent):
        kind = document.tag(options.independent, hit, "kind")
        sentence = sentence_at(document, hit.start)
        if not kind or sentence is None:
            return True
        if kind == "voice" and document.hits_between(options.saying, hit.end, sentence.end):
            return True
        if kind == "person" and _PERSON.search(document.prose, sentence.start, hit.start):
            return True
    return False


def _is_seller(document: Document, hit: Hit, options: OneSidedOptions) -> bool:
    """Whether words say by themselves that somebody sells the thing."""
    return document.tag(options.parties, hit, "kind") in {"seller", "venture"}


def _are_several(document: Document, quoting: list[Hit]) -> bool:
    """Whether parties speak in quotation marks in two sentences or more: a chorus, whatever their words."""
    places = {sentence_index(document, hit.start) for hit in quoting}
    listed = sentences(document)
    return sum(_is_quoting(document, listed[n].start, listed[n].end) for n in places) >= CHORUS


def _praises(document: Document, hit: Hit, options: OneSidedOptions) -> bool:
    """Whether what somebody with an interest says, in this sentence or in a quotation beside it, is praise."""
    start, end = _spoken(document, hit)
    if any(not is_negated(document, word.start) for word in document.hits_between(options.praise, start, end)):
        return True
    if document.hits_between(options.bad_news, start, end):
        return False
    if _applies(document, start, end):
        return True
    names = _surnames(document, [hit])
    pairs = zip(quotes(document), speakers(document), strict=True) if names else ()
    own = (quote for quote, who in pairs if who and document.prose[who.start : who.end].split()[-1] in names)
    return any(_applies(document, quote.start, quote.end) for quote in own)


def _applies(document: Document, start: int, end: int) -> bool:
    """Whether a sentence of prose[start:end] applies something to people, in whatever words."""
    listed = sentences(document)[sentence_index(document, start) : sentence_index(document, end - 1) + 1]
    return any(role_score(document, one.start, "applies") >= FLAT for one in listed)


def _speaks(document: Document, hit: Hit, options: OneSidedOptions) -> bool:
    """Whether somebody with an interest says something: in this sentence, or in a quotation."""
    sentence = sentence_at(document, hit.start)
    if sentence is None or is_asked(document, hit.start):
        return False
    if document.blocks[sentence.block].kind in {"heading", "title", "footnote", "button", "link-title"}:
        return False
    kind = document.tag(options.parties, hit, "kind")
    if _is_idle(document, hit, kind):
        return False
    if kind == "own" and not _is_quoting(document, hit.start, hit.end):
        return False
    if kind == "venture" and not _is_of_business(document, hit, options):
        return False
    if kind not in {"seller", "own", "venture"} and document.hits_between(
        options.not_selling, sentence.start, sentence.end
    ):
        return False
    said = document.hits_between(options.saying, sentence.start, sentence.end)
    if said or _is_quoting(document, sentence.start, sentence.end):
        return True
    listed, number = sentences(document), sentence_index(document, sentence.start)
    following = listed[min(number + 1, len(listed) - 1)]
    return (
        following.block == sentence.block and _AGAIN.match(document.prose, following.start, following.end) is not None
    )


def _is_idle(document: Document, hit: Hit, kind: str) -> bool:
    """Whether words of interest name nobody here: "the brand name", "reported to the clinic", "get started"."""
    if _NAME.match(document.prose, hit.end):
        return True
    before = document.prose[max(hit.start - VENTURE_CHARACTERS, 0) : hit.start]
    if kind == "firm" and hit.phrase.startswith(("the ", "its ", "their ", "our ")):
        return _NO_SPEAKER.search(before) is not None
    return kind == "venture" and _NO_VENTURE.search(before) is not None


def _is_of_business(document: Document, hit: Hit, options: OneSidedOptions) -> bool:
    """Whether a business stands near a verb of founding or owning, before it or behind it, in its sentence."""
    sentence = sentence_at(document, hit.start)
    first, last = (sentence.start, sentence.end) if sentence else (0, len(document.prose))
    span = max(hit.start - VENTURE_CHARACTERS, first), min(hit.end + VENTURE_CHARACTERS, last)
    if document.hits_between(options.businesses, *span):
        return True
    named = _FOUNDED.match(document.prose, hit.end, last)
    places = (found.start() for found in re.finditer(rf"\b{named[1]}\b", document.prose)) if named else ()
    spans = ((max(at - VENTURE_CHARACTERS, 0), at + VENTURE_CHARACTERS) for at in places)
    return any(document.hits_between(options.businesses, *span) for span in spans)


def _spoken(document: Document, hit: Hit) -> tuple[int, int]:
    """The sentence of a party; with the next one if that quotes, and the one before if it quotes or this is short."""
    number = sentence_index(document, hit.start)
    listed = sentences(document)
    own, before, following = listed[number], listed[max(number - 1, 0)], listed[min(number + 1, len(listed) - 1)]
    short = words_between(document, own.start, own.end) <= SHORT_WORDS or _ECHOES.search(
        document.prose, own.start, own.end
    )
    leads = before.block == own.block and (bool(short) or _is_quoting(document, before.start, before.end))
    goes_on = following.block == own.block and (
        _is_quoting(document, following.start, following.end)
        or _AGAIN.match(document.prose, following.start) is not None
    )
    end = following.end if goes_on else own.end
    for one in listed[number + 2 : number + 2 + MORE_SENTENCES] if goes_on else ():
        if one.block != own.block or not _is_quoting(document, one.start, one.end):
            break
        end = one.end
    return before.start if leads else own.start, end


def _is_quoting(document: Document, start: int, end: int) -> bool:
    return any(quote.start < end and start < quote.end for quote in quotes(document))


def _others(document: Document, options: OneSidedOptions) -> bool:
    """Whether an expert speaks in the text who is no party: with a title, or a role in the sentence of the name."""
    if any(_is_outside(document, hit, options) for hit in document.hits(options.roles)):
        return True
    own = _surnames(document, [hit for hit in document.hits(options.parties) if _speaks(document, hit, options)])
    for speaker in filter(None, speakers(document)):
        places = (sentence_at(document, at) for at in (speaker.start, speaker.introduced[0]))
        known = [place for place in places if place]
        if document.prose[speaker.start : speaker.end].split()[-1] in own:
            continue
        if any(document.hits_between(options.parties, place.start, place.end) for place in known):
            continue
        titled = document.prose[slice(*speaker.introduced)].startswith(TITLES)
        if titled or any(document.hits_between(options.roles, place.start, place.end) for place in known):
            return True
    return _are_named(document, options, own)


def _is_outside(document: Document, role: Hit, options: OneSidedOptions) -> bool:
    """Whether an unnamed expert says something in a sentence without a party: "a rheumatologist says that"."""
    sentence = sentence_at(document, role.start)
    if sentence is None or role.phrase.startswith(_OFFICES):
        return False
    if not _UNNAMED.search(document.prose, sentence.start, role.start):
        return False
    if document.hits_between(options.parties, sentence.start, sentence.end):
        return False
    return bool(document.hits_between(options.saying, role.end, sentence.end))


def _are_named(document: Document, options: OneSidedOptions, own: set[str]) -> bool:
    """Whether a named body or expert, none of the parties' `own`, is a source in a sentence without a party."""
    parties = set(own)
    for item in citations(document).items:
        place = sentence_at(document, item.start)
        if item.kind != "named-source" or place is None:
            continue
        last = item.target.split()[-1]
        if document.hits_between(options.parties, place.start, place.end):
            parties.add(last)
        elif last not in parties:
            return True
    return False


CHECK = Check("one-sided", OneSidedOptions, find_one_sided, needs=("parties",))
