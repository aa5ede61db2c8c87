"""Offers that a provider makes in its own voice: "At X Clinic, we provide ...", "our caring experts"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Cues, Document, Hit, Match, Sentence, hits_with_sentences, is_negated, lazy_pattern, quote_at

from .named_houses import HouseOptions, find_houses, is_house

_AT = lazy_pattern(
    r"(?:^|[,;:] |\b(?:and|but|so) |\b[Hh]ere )(?:[Aa]t|[Ff]rom all of us at) (?:the |our )?"
    r"[A-Z][\w&'’.-]*(?: (?:(?:of|and|for|the|&) )?[A-Z][\w&'’.-]*)*,? ?$"
)
_ACRONYM = lazy_pattern(r" [A-Z]{2,5},? ?$")
_RELATIVE = lazy_pattern(r"\b(?:that|which|what|how|all|ensure|to make sure|everything|anything|nothing) $")
_BARE = lazy_pattern(r"[a-z] $")
_NO_OBJECT = lazy_pattern(r"(?:[.,;)]|$| (?:to|is|are|was|for|in|at|and|or|with|on|by)\b)")
_HERE = lazy_pattern(r"\b[Hh]ere at (?:the |our )?\w[^.,]{2,40}, ?$|\b[Aa]t our [^.,]{2,40}, ?$")
_OWN = lazy_pattern(r"\b(?:we|us|our|I|my)\b", 2)
_ADVISES = lazy_pattern(
    r" (?:often |always |usually |also |strongly )?(?:recommend|suggest|advise|believe|think|know|found|find|are|were|"
    r"urge|ask|say|tell|encourage|want|hope|saw|looked|wrote|write|publish|studied|study)\b"
)
_SERVES = lazy_pattern(
    r" (?:also |now |only |always |gladly |still )?(?:fit|listen|whiten|plant|welcome|greet|pamper|mend|straighten"
    r"|polish|tailor|restore|have (?:\w+ ){1,3}(?:hygienists|dentists|nurses|therapists|doctors|surgeons"
    r"|specialists|chairs|rooms)"
    r"|take (?:the )?time|make (?:time|sure)|have been (?!(?:study|work|research|follow|recruit|test|ask|collect|watch"
    r"|try|wait|investigat|explor|analys|analyz|monitor|measur|track|see|find|develop|teach|us)ing\b)[a-z]+ing)\b"
)
"""What a house does for those who come to it, and no study."""
_ACTS = lazy_pattern(
    r" (?:also |now |only |always |gladly |still )?(?:treat|remove|seal|repair|replace|fix|correct|heal|perform|inject"
    r"|drain|lift|smooth|rejuvenate|rebuild|mix|blend|prepare|dispense|bleach|scan|screen|freeze|laser|infuse|cure|ease"
    r"|relieve|reverse|pair|tailor|craft|design|shape|match|bring|turn|get|put|keep|cover|sort|combine)\b"
)
"""What a house is said to do for those who have an illness or a blemish; whoever studies them does it in the past."""
_CREW = lazy_pattern(r"\b[Oo]ur (?:(?:very |highly |fully |well-?|ever-?|truly )?[a-z][\w'-]*,? (?:and )?){1,5}$")
_LAUDED = lazy_pattern(
    r"\b(?:friendly|caring|kind|gentle|warm|expert|experienced|skilled|trained|qualified|dedicated|award-winning"
    r"|patient"
    r"|passionate|attentive|talented|trusted|compassionate|professional|wonderful|world-class|smiling|discreet|devoted"
    r"|lovely|knowledgeable|certified|best|finest|top|brilliant|fantastic|cheerful|calm|hand-picked|handpicked)\b"
)
_PROCEDURE = lazy_pattern(
    r" (?:will |may |can |then |usually |also |always )*(?:put|place|insert|take|check|weigh|measure|clean|attach|fit"
    r"|remove|examine|explain|show|monitor|watch|ask|call|ring|phone|tell|contact|give you (?:an?|the|some)|stay|inject"
    r"|let you know|help you (?:to )?(?:get|sit|stand|lie|undress|change|dress|wash|move))\b"
)
"""What the staff of a ward do when somebody comes: told in a leaflet, and no offer."""
_YOU = lazy_pattern(r"\b(?:you|your|yours)\b", 2)
_HOUSE_AFTER = lazy_pattern(r" (?:the )?[A-Z][\w'’-]*(?: (?:(?:&|and|of) )?[A-Z][\w'’-]*)*")
_APPOSED = lazy_pattern(r"(?:.*[.!?] )?(?P<name>(?:[A-Z][\w'&-]* ?){1,4}), (?:the|an?|your) [^,.;]{3,70}, $")
"""A name with what it is behind it: "Little Steps, the practice with heart, "."""
LONGEST = 60
"""A longer name is not marked, only the offer after it; in characters."""
PLAIN = 3
"""So many severities less weighs what staff do, without a word of praise."""
REACH = 90
"""A service that is offered stands within so many characters after the offer."""


class OfferOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Which turns are offers, and what takes them out of the rule.

    `offers`: turns with a tag `kind`: `we` needs the provider's name right before it; `verb` that name, a service of
    `services` after it, or praise (`appraisals`) in its sentence; `people` (the provider's own) one of these or a
    reader who is addressed; `crew` "our" and praise before it and a reader after it; `crowd` the name; `lauded` a
    house behind it;
    `trust` and `creed` weigh less alone. `unless`: words in the sentence
    that show a study, a public service, a charity or a patient speaking; `bodies`: names, written with a capital, that
    do the same; `unless-document`: words that do it for the whole text. `attributed`: words by which the sentence gives
    the offer as what others say or warn of. `houses`: what speaks for a house by its name.
    """

    offers: Cues
    services: Cues
    appraisals: Cues
    unless: Cues
    bodies: tuple[Cues, ...] = ()
    unless_document: Cues = ""
    attributed: Cues
    houses: HouseOptions | None = None


def find_offers(document: Document, options: OfferOptions) -> Iterator[Match]:
    """One match for each offer in the text's own voice, the first of a sentence."""
    if document.hits(options.unless_document):
        return
    done = set[int]()
    for hit, sentence in hits_with_sentences(document, options.offers):
        if sentence.start in done or _is_excused(document, hit.start, sentence, options):
            continue
        step = _step(document, hit, sentence, options)
        if step is None:
            continue
        done.add(sentence.start)
        yield Match(_begin(document, hit, sentence), hit.end, step=step)
    for match, sentence in find_houses(document, options.houses) if options.houses else ():
        if sentence.start not in done and not _is_excused(document, match.start, sentence, options):
            yield match


def find_voices(document: Document, options: OfferOptions) -> Iterator[tuple[int, int]]:
    """The spans of "At X Clinic, we" and the like: a house that speaks in the text's own voice, whatever it says."""
    for hit, sentence in hits_with_sentences(document, options.offers):
        if document.tag(options.offers, hit, "kind") not in {"we", "people"}:
            continue
        named = _AT.search(document.prose[sentence.start : hit.start])
        if named and is_house(named[0]) and not _is_excused(document, hit.start, sentence, options):
            yield _begin(document, hit, sentence), hit.end


def _is_excused(document: Document, start: int, sentence: Sentence, options: OfferOptions) -> bool:
    block = document.blocks[sentence.block]
    is_quoted = _is_cited(document, sentence) if block.kind == "quote" else quote_at(document, start) is not None
    if is_quoted or is_negated(document, start):
        return True
    words = (options.unless, options.attributed)
    if any(document.hits_between(name, sentence.start, sentence.end) for name in words):
        return True
    bodies = (hit for name in options.bodies for hit in document.hits_between(name, sentence.start, sentence.end))
    return any(document.prose[body.start].isupper() and body.start != start for body in bodies)


def _is_cited(document: Document, sentence: Sentence) -> bool:
    """Whether a block quotation is somebody else's words: introduced, signed, or in no house's own name."""
    if not _AT.match(document.prose[sentence.start : sentence.end].partition(",")[0]):
        return True
    first = last = sentence.block
    group = document.blocks[first].group
    while first > 0 and document.blocks[first - 1].group == group:
        first -= 1
    while last + 1 < len(document.blocks) and document.blocks[last + 1].group == group:
        last += 1
    before = document.blocks[first - 1] if first else None
    introduced = before is not None and document.prose[before.start : before.end].rstrip().endswith((":", ","))
    signature = document.prose[document.blocks[last].start : document.blocks[last].end]
    return introduced or signature.lstrip().startswith(("-", "\u2013", "\u2014", "Source", "From"))


def _step(document: Document, hit: Hit, sentence: Sentence, options: OfferOptions) -> int | None:
    """How sure it is that a provider offers something (0: sure); None if nothing speaks for it."""
    kind = document.tag(options.offers, hit, "kind")
    if kind == "verb" and _is_relative(document, hit, sentence):
        return None
    if kind == "crowd":
        return 0 if _names_provider(document, sentence, hit) else None
    if kind == "crew":
        return _praises_crew(document, hit, sentence, options)
    if kind == "lauded":
        named = _HOUSE_AFTER.match(document.prose, hit.end, sentence.end)
        return 0 if named and is_house(named[0]) else None
    if kind == "trust":
        return 0 if document.prose[hit.end : hit.end + 1] == ":" else -1
    if kind not in {"we", "verb", "people", "staff", "pride"}:
        return -2 if kind == "creed" else 0
    if kind != "we" and _names_provider(document, sentence, hit):
        return 0
    praised = bool(document.hits_between(options.appraisals, sentence.start, sentence.end))
    served = _is_served(document, hit, sentence, options, praised=praised)
    if kind == "we":
        named = _AT.search(document.prose[sentence.start : hit.start])
        if not named or _ACRONYM.search(named[0]):
            return None
        return 0 if served else _woos(document, hit, sentence, named[0])
    if kind in {"people", "staff"}:
        addressed = _YOU.search(document.prose, sentence.start, sentence.end) is not None
        counts = (addressed or praised) and (served or kind == "people")
        if counts and not praised and _PROCEDURE.match(document.prose, hit.end, sentence.end):
            return -PLAIN
        return int(praised and (addressed or served)) - 1 if counts else None
    return int(praised) - 1 if served else None


def _praises_crew(document: Document, hit: Hit, sentence: Sentence, options: OfferOptions) -> int | None:
    """One severity less where "our", words of praise and a reader who is addressed stand about those who work there."""
    before = document.prose[max(sentence.start, hit.start - REACH) : hit.start]
    owned = _CREW.search(before)
    if owned is None or _YOU.search(document.prose, hit.end, sentence.end) is None:
        return None
    lauded = _LAUDED.search(owned[0]) or document.hits_between(options.appraisals, hit.end, sentence.end)
    return -1 if lauded else None


def _is_relative(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether "we provide" only says which things are meant ("any care that we provide"), or what is aimed at."""
    before = document.prose[sentence.start : hit.start]
    if _RELATIVE.search(before):
        return True
    return bool(_BARE.search(before)) and _NO_OBJECT.match(document.prose, hit.end, sentence.end) is not None


def _woos(document: Document, hit: Hit, sentence: Sentence, name: str) -> int | None:
    """One severity less where a named house tells readers what it does for them, not what it advises or found."""
    told = _ADVISES.match(document.prose, hit.end, sentence.end) is None
    if is_house(name) and any(acts.match(document.prose, hit.end, sentence.end) for acts in (_SERVES, _ACTS)):
        return -1
    return -1 if told and is_house(name) and _YOU.search(document.prose, hit.end, sentence.end) else None


def _is_served(document: Document, hit: Hit, sentence: Sentence, options: OfferOptions, *, praised: bool) -> bool:
    """Whether a service is named after the words; a weak one counts beside praise."""
    found = document.hits_between(options.services, hit.end, min(hit.end + REACH, sentence.end))
    return any(praised or not document.tag(options.services, service, "weak") for service in found)


def _names_provider(document: Document, sentence: Sentence, hit: Hit) -> bool:
    before = document.prose[sentence.start : hit.start]
    at = _AT.search(before)
    if at and _ACRONYM.search(at[0]):
        return False
    return bool(at or _HERE.search(before)) or (not _OWN.search(before) and _is_named(before))


def _is_named(before: str) -> bool:
    """Whether a name of several words stands right before ("Lakeside Clinic has helped ...")."""
    named = _APPOSED.match(before)
    words = (named["name"] if named else before).rstrip(" ,").split(" ")[-2:]
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _begin(document: Document, hit: Hit, sentence: Sentence) -> int:
    """Where "At X Clinic, we ..." begins, if it does so; else where the offer begins."""
    found = _AT.search(document.prose[sentence.start : hit.start])
    crew = None if found else _CREW.search(document.prose[max(sentence.start, hit.start - LONGEST) : hit.start])
    if crew is not None:
        return hit.start - len(crew[0])
    if found is None or hit.end - sentence.start - found.start() > LONGEST:
        return hit.start
    return sentence.start + found.start() + len(found[0]) - len(found[0].lstrip(",;: "))
