"""Who stands at a verb of saying: a name, he or she, or somebody whom the text does not name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from medlint.layers.names import NAME, has_title, introduction
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

UTTERANCE_LEXICONS = ("no-surnames", "speaker-introductions", "speaking-verbs")
"""The lexicons that this module reads."""
SUBJECT_CHARACTERS = 260
"""A subject with its apposition reaches at most so far back from its verb."""
NAME_CHARACTERS = 160
"""A name with the role before it reaches at most so far behind its verb."""
PERSON_BLOCKS = 3
"""He or she is somebody of this paragraph or one of so many before it."""
MOST_NAMES = 3
"""A person without a title has at most so many names besides the first."""

_ADVERB = r"(?: (?:also|later|now|then|further|has|had|have|often|once|recently|still|simply|always|would|\w+ly)){0,2}"
_POST = r"(?:,? (?:MD|M\.D\.|PhD|Ph\.D\.?|RN|MBBS|DO|FRCP|MPH|DPhil|FACP|MSc|DrPH|PharmD|RD)(?![\w.]))*"
_ASIDE = (
    r"(?:, (?:[a-z\d\u201c\"])[^;:]{0,170}?,|(?:,? \([^()]{1,90}\))"
    r"| (?:of|at|from|with|and) [^,;:.]{1,80}(?:,[^,;:.]{1,60},)?| who [^,;:.]{1,60})"
)
_DIRECT = lazy_pattern(rf"(?P<name>{NAME}){_POST},?{_ADVERB} $")
_DISTANT = lazy_pattern(rf"(?P<name>{NAME}){_POST}{_ASIDE},?{_ADVERB} $")
_PRONOUN = lazy_pattern(rf"(?<![\w'\u2019-])(?P<name>[Hh]e|[Ss]he){_ADVERB} $")
_UNNAMED = lazy_pattern(
    r"(?<![\w'\u2019-])(?P<name>I|[Ww]e|[Tt]hey|[Yy]ou|[Ii]t"
    r"|(?:[Tt]he|[Aa]n?|[Oo]ne|[Mm]y|[Hh]is|[Hh]er) [a-z][^,;:.]{0,60})"
    rf"{_ADVERB} $"
)
_ROLE = r"(?:[a-z][\w'\u2019-]*,? ){0,7}?|[A-Z]{2,6} (?:[a-z]+ ){1,2}"
_INVERTED = lazy_pattern(rf"[ ,]{{1,2}}(?P<role>{_ROLE})(?P<name>{NAME})")
_INVERTED_PRONOUN = lazy_pattern(r" (?P<name>he|she)\b")
_INVERTED_UNNAMED = lazy_pattern(r" (?P<name>I|we|they|(?:the|an?|one|my|his|her) [a-z][\w-]*)\b")
_PERSON = lazy_pattern(NAME)
_THING = lazy_pattern(
    r"\b(?:University|Hospital|Institut\w*|College|School|Cent(?:re|er)|Foundation|Society|Trust|NHS|Academy|Council"
    r"|Department|Association|Journal|Street|Health|Medicine|Medical|Clinic|United|New|South|North|West|East|Review"
    r"|Organi[sz]ation|Agency|Ministry|Act|Service|Lancet|Research|Study|Trial|Group|Inc|Ltd|Company|Road|Union"
    r"|San|Los|Las|Mount|Lake|Fort|Port|Cross|Shield|County|City|States?|Kingdom|Islands?|Valley|River|Park|Square"
    r"|House|Office|Bank|Fund|Program(?:me)?|Network|Alliance|Committee|Commission|Board|Bureau|Authority|Federation"
    r"|Church|Long|Covid|COVID|Virus|Fever|Diabetes|Therapy|Diet|Mental|Public|National|Royal|World|Disease|Syndrome|Survey|Report|Guide|Times|News|Post|Vitamin|Hepatitis|Type|Phase|Ward|Unit)\b"
)
_NO_ROLE = frozenset(
    "in on at that during when about after before last this to from as if it is was because while and he she they we"
    " you there with by for me us him them reporters not how why what whether where than".split()
)
_BEHIND = frozenset("of at for from in to with by on near over than like".split())


class Mention(Struct, frozen=True, gc=False):
    """Who is at a verb of saying: prose span, and whether that is a name, he or she, or somebody not named."""

    start: int
    end: int
    kind: Literal["name", "pronoun", "unnamed"]


def subject_before(document: Document, verb: Hit, floor: int) -> Mention | None:
    """The subject that stands before a verb, not before `floor`: "Dr Patel, who was not involved, says"."""
    floor = max(floor, verb.start - SUBJECT_CHARACTERS)
    text = document.prose[floor : verb.start]
    for pattern, kind in ((_PRONOUN, "pronoun"), (_DIRECT, "name"), (_DISTANT, "name"), (_UNNAMED, "unnamed")):
        found = pattern.search(text)
        if found is None:
            continue
        if kind != "name":
            return Mention(floor + found.start("name"), floor + found.end("name"), kind)  # type: ignore[arg-type]
        name = as_name(document, floor + found.start("name"), floor + found.end("name"))
        if name and not _is_object(document, floor + found.start("name")):
            return name
    return None


def subject_after(document: Document, verb: Hit, ceiling: int) -> Mention | None:
    """The subject that stands behind a verb, or the name behind "according to": "said lead author Ana Larkin"."""
    end = min(ceiling, verb.end + NAME_CHARACTERS)
    for pattern, kind in ((_INVERTED_PRONOUN, "pronoun"), (_INVERTED, "name"), (_INVERTED_UNNAMED, "unnamed")):
        found = pattern.match(document.prose, verb.end, end)
        if found is None:
            continue
        if kind != "name":
            return Mention(*found.span("name"), kind)  # type: ignore[arg-type]
        role = found["role"].replace(",", "").split()
        if not _NO_ROLE.intersection(role) and not (role and role[-1] in _BEHIND):
            name = as_name(document, *found.span("name"))
            if name:
                return name
    return None


def as_name(document: Document, start: int, end: int) -> Mention | None:
    """prose[start:end] as a name, without small words before it ("But Ana Larkin"); None if nothing remains."""
    if document.prose[end - 2 : end] in {"'s", "\u2019s"}:
        end -= 2
    while start < end:
        space = document.prose.find(" ", start, end)
        word_end = end if space < 0 else space
        if not _is_word(document, start, word_end):
            return Mention(start, end, "name")
        start = word_end + 1
    return None


def _is_word(document: Document, start: int, end: int) -> bool:
    """Whether one capitalised word never speaks: a small word at the head of a sentence, a place, a day."""
    return any(
        hit.start == start and hit.end >= end and document.tag("no-surnames", hit, "kind") in {"word", "place", "date"}
        for hit in document.hits_between("no-surnames", start, end + 1)
    )


def _is_object(document: Document, start: int) -> bool:
    """Whether a preposition stands before the name, which makes it part of somebody else's description."""
    words = document.prose[max(start - 14, 0) : start].split()
    if words and words[-1] == "the":
        words.pop()
    return bool(words) and words[-1].lower() in _BEHIND


def last_person(document: Document, offset: int, quoted: list[tuple[int, int]]) -> Mention | None:
    """The last person named before an offset with two names or a title, outside the spans of quotations."""
    last = document.block_at(offset)
    for number in range(last, max(last - PERSON_BLOCKS, 0) - 1, -1):
        block = document.blocks[number]
        for match in reversed(list(_PERSON.finditer(document.prose, block.start, min(block.end, offset)))):
            if any(start <= match.start() < end for start, end in quoted):
                continue
            name = as_name(document, *match.span())
            if name and _is_person(document, name) and not any(start <= name.start < end for start, end in quoted):
                return name
    return None


def people_between(
    document: Document, start: int, end: int, quoted: list[tuple[int, int]], *, sure: bool = False
) -> Iterator[Mention]:
    """The people named in prose[start:end] outside the spans of quotations, in order.

    They have two names or a title, a first name that is known, or a surname that stands elsewhere with a first name;
    `sure`: only those with a title or a first name that is known, as in headings, where other words have capitals too.
    """
    for match in _PERSON.finditer(document.prose, start, end):
        if any(left <= match.start() < right for left, right in quoted):
            continue
        name = as_name(document, *match.span())
        if name and (_is_known_person(document, name) or (not sure and _is_somebody(document, name))):
            yield name


def _is_known_person(document: Document, name: Mention) -> bool:
    """Whether a name has a title, or begins with a first name that is known."""
    if has_title(document.prose[name.start : name.end]):
        return True
    hits = document.hits_between("no-surnames", name.start, name.end)
    first = any(hit.start == name.start and document.tag("no-surnames", hit, "kind") == "first" for hit in hits)
    return first and _THING.search(document.prose, name.start, name.end) is None


def _is_somebody(document: Document, name: Mention) -> bool:
    """Whether a name without a title is of a person: two names or more, or one that stands in full elsewhere."""
    text = document.prose[name.start : name.end]
    if _THING.search(text) or text.count(" ") > MOST_NAMES:
        return False
    if " " in text:
        return True
    if any(document.tag("no-surnames", hit, "kind") == "body"
           for hit in document.hits_between("no-surnames", name.start, name.end)):  # fmt: skip
        return False
    where = introduction(document, text)
    return where is not None and _THING.search(document.prose, *where) is None


def _is_person(document: Document, name: Mention) -> bool:
    """Whether a name is of a person, who does something: two names or a title, no body, nobody's attribute."""
    text = document.prose[name.start : name.end]
    person = has_title(text) or 1 <= text.count(" ") <= MOST_NAMES
    if not person or _THING.search(text) or _is_object(document, name.start):
        return False
    return document.prose[name.start - 1 : name.start] != "("
