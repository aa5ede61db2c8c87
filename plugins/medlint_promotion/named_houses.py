"""Houses that a text names and speaks for: "Trust X to ...", "X's surgeons ... you", "our laboratory, X, can ..."."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Cues, Document, Hit, Match, Sentence, hits_with_sentences, is_negated, lazy_pattern, quote_at

_NAME = r"(?:[A-Z][\w'’-]*(?: (?:(?:&|and|of) )?[A-Z][\w'’-]*)+|[A-Z][a-z]+[A-Z]\w*)"
_NAME_AFTER = lazy_pattern(rf" (?:(?:the|our)(?: [a-z][\w-]*){{1,4}} at )?(?:the )?({_NAME})")
_AT_NAME = lazy_pattern(r" (?:here )?at (?:the )?([A-Z][\w'’-]*(?: (?:(?:&|and|of) )?[A-Z][\w'’-]*)*)")
_APPOSED = lazy_pattern(r", ([A-Z][\w'’&-]*(?: [A-Z][\w'’&-]*){0,3}), ")
_NAME_BEFORE = lazy_pattern(rf"(?:^|[ \"(])({_NAME})$")
_OURS = lazy_pattern(r"\b(?:we|us|our|ours)\b", 2)
_YOU = lazy_pattern(r"\b(?:you|your|yours)\b", 2)
_HOUSE = lazy_pattern(
    r"&|\b(?:\w*[a-z](?:Clinics?|Care|Health|Labs?)|Clinics?|Cent(?:re|er)s?|Dental|Health|Wellness|Therap(?:y|ies|ists)|"
    r"Hearing|Physio\w*|Coaching|Care|Medical|Spa|Labs?|Optics|Opticians|Vision|Aesthetics?|Pharmacy|Practice|Studios?|"
    r"Institute|Group|Surgery|Smiles?|Dentists?|Orthodontics|Rehab|Recovery|Fertility|Skin|Minds?|Rooms|House|Retreat|Private|Partners|Associates|Specialists|Experts|Company|Co|Ltd|Doctors|Surgeons|Podiatr\w*|Osteo\w*|Feet|Footworks|Corner|Talkers|Nutrition|Fitness|Gym|Pilates|Yoga|\w+care|\w*[Dd]entistry|Optometr\w*|Hydrotherapy)\b"
)
LONGEST = 60
"""A longer stretch is not marked, only the words that led to it; in characters."""


class HouseOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What leads to a named house, and what it promises.

    `cues`: words with a tag `kind`: `entrust` tells readers to go to a house whose name follows, `us` to come to it,
    `leave` hands them over to somebody; `with` stands at the beginning of a sentence before its name; `at` follows
    "we"; `owned` are its people after its name; `own` are the text's own people or rooms before its name. `promises`:
    words by which a house woos its readers.
    """

    cues: Cues
    promises: Cues


def is_house(name: str) -> bool:
    """Whether a name has a word that providers call themselves by, or an ampersand."""
    return _HOUSE.search(name) is not None


def find_houses(document: Document, options: HouseOptions) -> Iterator[tuple[Match, Sentence]]:
    """One match, with its sentence, for each sentence that speaks for a house it names."""
    done = -1
    for hit, sentence in hits_with_sentences(document, options.cues):
        if hit.start < done:
            continue
        span = _span(document, hit, sentence, options)
        if span is not None and quote_at(document, hit.start) is None and not is_negated(document, hit.start):
            done = sentence.end
            start, end = span
            yield Match(start, end if end - start <= LONGEST else hit.end, step=-1), sentence


def _span(document: Document, hit: Hit, sentence: Sentence, options: HouseOptions) -> tuple[int, int] | None:
    """From the cue to the name, if the sentence speaks for that house."""
    kind = document.tag(options.cues, hit, "kind")
    if kind == "owned":
        return _owned(document, hit, sentence, options)
    if kind == "own":
        return _own(document, hit, sentence)
    if kind == "with" and hit.start != sentence.start:
        return None
    named = _NAME_AFTER.match(document.prose, hit.end, sentence.end)
    if named is not None and kind == "us":
        speaks = is_house(named[1]) or _woos(document, named.end(), sentence, options)
        return (hit.start, named.end()) if speaks else None
    if named is None or not (kind == "leave" or is_house(named[1])):
        return None
    if kind == "at":
        return (hit.start, named.end()) if _YOU.search(document.prose, named.end(), sentence.end) else None
    woos = _woos(document, named.end(), sentence, options)
    return (hit.start, named.end()) if woos else None


def _owned(document: Document, hit: Hit, sentence: Sentence, options: HouseOptions) -> tuple[int, int] | None:
    """The house's people after its name: they must woo a reader."""
    named = _NAME_BEFORE.search(document.prose, sentence.start, hit.start)
    if named is None or not is_house(named[1]):
        return None
    if not document.hits_between(options.promises, sentence.start, sentence.end):
        return None
    return (named.start(1), hit.end) if _YOU.search(document.prose, hit.end, sentence.end) else None


def _own(document: Document, hit: Hit, sentence: Sentence) -> tuple[int, int] | None:
    """The text's own people "at X"; its own rooms with a name beside them if they are for the reader."""
    named = _AT_NAME.match(document.prose, hit.end, sentence.end)
    if named and not named[1].isupper():
        return hit.start, named.end()
    apposed = _APPOSED.match(document.prose, hit.end, sentence.end)
    if apposed and _YOU.search(document.prose, apposed.end(), sentence.end):
        return hit.start, apposed.end(1)
    return None


def _woos(document: Document, start: int, sentence: Sentence, options: HouseOptions) -> bool:
    """Whether what follows speaks as the house ("our doctors") or promises the reader something."""
    if _OURS.search(document.prose, start, sentence.end):
        return True
    return bool(document.hits_between(options.promises, sentence.start, sentence.end))
