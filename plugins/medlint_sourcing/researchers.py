"""Studies that a text tells of through those who did them: nameless researchers, and "the study" without any before."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Document, Hit, Sentence, lazy_pattern, people_between, sentence_at

BEFORE_CHARACTERS = 50
"""The words that single out a noun stand at most so far before it."""
GAP_CHARACTERS = 90
"""Where researchers work is said in at most so many characters between them and their verb."""
EITHER = (" either ", " one of ")
"""Right behind what was done they tell groups apart: "were given either salt or a blend"."""
HANDLED_CHARACTERS = 80
"""People stand before what was done with them, with where they were found, in so many characters."""

_GAP = lazy_pattern(
    r"(?:,? (?:at|in|from|of|with|based|led|across|around|who|working)\b[^.;:()?!\"\u201c\u201d]*?)?,?"
    r"(?: (?:also|then|even|now|later|recently|first|once|simply|[a-z]+ly)){0,3} "
)
"""What may stand between researchers and what they did: where they work, adverbs."""
_AMONG = lazy_pattern(r"(?: who)?(?: (?:in|on|at|from|with|of|who|aged|over|under)\b[^.,;:]{1,60})? ")
_SINGLED_OUT = lazy_pattern(
    r"\b(?i:the|these|those|this|that|its|our|his|her|their|your|my|whose|no|not|few|which|what|many|most|other|by|for"
    r"|of|with|to|from|and|or|help|helps|let|lets|ask|asked|tell|told|if|until|before|after|among)(?: [a-z-]+){0,2} $"
    r"|\w['\u2019]s(?: [a-z-]+){0,2} $"
    r"|\b[a-z]+ed (?:several|many|some|numerous|two|three) $"
)
"""Words before researchers that say which ones are meant, or make them no subject."""
_LEAD = lazy_pattern(
    r"(?:(?:\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome|[Tt]wo|[Tt]hree) )?"
    r"(?:(?:[A-Z][a-z]+|[a-z]{3,}|US|UK)(?:-[a-z]+)? ){0,2})$"
)
_COUNT = lazy_pattern(
    r"\b(?:\d[\d,]*|a (?:hundred|thousand|dozen)|(?:hundreds|thousands|dozens) of) (?:[a-z-]+ ){0,3}"
    r"[a-z]+(?:s|en|ople)\b"
)
_BYGONE = lazy_pattern(
    r"had (?:to|more|fewer|less|no|enough"
    r"|(?:not |even |long |already |yet |only |just )*(?:[a-z]+ed|known|been|found|seen|thought|held))\b"
)
"""What had been found, or had to be done, is told as what led up to something: "By then scientists had observed"."""
_DEFINITE = lazy_pattern(r"(?:^|[\s(\u2014])(?P<lead>(?i:the|these|this|that) (?:same |new |study['\u2019]s )?)$")
_OPENS = lazy_pattern(r"(?:^|[,;:\u2014]) ?(?:(?i:but|and|so|yet|then|when|while|as|that) )?$")
_ADVERBS = lazy_pattern(
    r"(?: (?:also|then|even|now|later|themselves|itself|concerned|in question|alone|has|have|had|[a-z]+ly)){0,2} "
)


class Told(Struct, frozen=True, gc=False):
    """Words that tell of a study: their prose span, and whether it may have been named before."""

    start: int
    end: int
    again: str = ""


def find_doers(document: Document, doers: str, doings: str) -> Iterator[Told]:
    """The spans from nameless researchers to the verb of what they did or found, in order."""
    for noun in document.hits(doers):
        sentence = sentence_at(document, noun.start)
        if sentence is None:
            continue
        before = document.prose[max(sentence.start, noun.start - BEFORE_CHARACTERS) : noun.start]
        if _SINGLED_OUT.search(before):
            continue
        verb = _doing(document, noun, sentence, doings)
        if verb is None:
            continue
        if next(people_between(document, noun.end, verb.start, []), None) is not None:
            continue
        if document.tag(doers, noun, "crowd") and not _COUNT.search(document.prose, noun.end, sentence.end):
            continue
        lead = _LEAD.search(before)
        start = noun.start - (len(lead[0]) if lead else 0)
        end = verb.end if document.prose.count(" ", noun.end, verb.start) <= 1 else noun.end
        yield Told(start, end, "told" if document.tag(doings, verb, "told") else "")


def _doing(document: Document, noun: Hit, sentence: Sentence, doings: str) -> Hit | None:
    """The verb behind researchers of which nothing but their place and adverbs parts them."""
    for verb in document.hits_between(doings, noun.end, min(noun.end + GAP_CHARACTERS, sentence.end)):
        if _GAP.fullmatch(document.prose, noun.end, verb.start) and not _BYGONE.match(document.prose, verb.start):
            return verb
    return None


def find_spoken_of(document: Document, nouns: str, verbs: str) -> Iterator[Told]:
    """The spans of "the study ran", "the scientists think": a definite subject at the head of a clause, in order."""
    for noun in document.hits(nouns):
        sentence = sentence_at(document, noun.start)
        if sentence is None:
            continue
        floor = max(sentence.start, noun.start - BEFORE_CHARACTERS)
        lead = _DEFINITE.search(document.prose[floor : noun.start])
        if lead is None or not _OPENS.search(document.prose[floor : floor + lead.start("lead")].rstrip()):
            continue
        gap = _ADVERBS.match(document.prose, noun.end)
        verb = next((hit for hit in document.hits_between(verbs, noun.end, noun.end + 50)
                     if gap and hit.start == gap.end()), None)  # fmt: skip
        if verb:
            yield Told(floor + lead.start("lead"), verb.end, "again")


def find_handled(document: Document, people: str, handlings: str, arms: str) -> Iterator[Told]:
    """The spans of "students were asked", where words that tell groups apart stand in the same paragraph."""
    for verb in document.hits(handlings):
        sentence = sentence_at(document, verb.start)
        if sentence is None:
            continue
        floor = max(sentence.start, verb.start - HANDLED_CHARACTERS)
        near = [
            hit
            for hit in document.hits_between(people, floor, verb.start)
            if _AMONG.fullmatch(document.prose, hit.end, verb.start)
        ]
        end = document.blocks[sentence.block].end
        split = document.prose.startswith(EITHER, verb.end) or document.prose.endswith(EITHER[0].rstrip(), 0, verb.end)
        parted = split or document.hits_between(arms, verb.end, end)
        if near and parted:
            yield Told(near[-1].start, verb.end)
