"""Check `unintroduced-source`: somebody speaks under a bare surname, and the text never said who that is."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import Check, Document, Match, lazy_pattern

from .bare_names import NAME_CHARACTERS, NO_FIRST_NAMES, UnintroducedOptions, find_bare_names

ROLE_CHARACTERS = 160
"""So far after a bare name its role may still be given ("Larkin, who runs the clinic")."""
LEAST_LETTERS = 5
"""Shorter names are alike by chance."""

_FIRST_NAME = lazy_pattern(
    r"(?:[A-Z\u00c0-\u017d][\w'\u2019-]*\.?|\b(?:de|van|von|al|bin|el|la|le|du|di|der|den|Mc|O'))[ \u00a0-]$"
)
_LATER_NAME = lazy_pattern(r",? (?:[A-Z][a-z]+,|MD\b|PhD\b|et al\b|and colleagues)")
_GOES_ON = lazy_pattern(
    r" (?:(?:de|van|von|der|del|di|da|du|le|el|al|bin|ten) ){0,2}"
    r"(?!University|Hospital|Clinic|Institute|Cent(?:re|er)|Street|House|Ltd|Inc|Foundation|Trust|Group"
    r"|Labs?\b|Says|Said|And|Scale|Test|Score|Index|Method|Disease|Syndrome)[A-Z][\w'\u2019-]*[a-z]\b"
)
"""A surname behind what is a first name then ("Elise Maas"); not the rest of the name of a body or a thing."""
_ROLE = lazy_pattern(r"(?: \w+)?, (?:an?|the|who|whose|of|from|at|one|\d\d|[a-z]+ologist|[a-z]+ (?:at|of|for|from))\b")
_APPOSED = lazy_pattern(
    r", (?:who|whose|\d\d\b|an? [a-z]|one of|the [a-z-]+ (?:[a-z-]+ ){0,3}(?:of|at|for|in|who|that) )"
)
_ASIDE = lazy_pattern(r"(?: \w+)?, (?:an?|the|who|whose|of|from|at|one|[a-z]+ (?:at|of|for|from))\b[^,.;:]{2,90},")
"""After "according to" a comma ends the clause, so that a role has a comma behind it too."""
_IS_ONE = lazy_pattern(
    r" (?:\((?:\d\d|an?|the|of|from|[a-z]+ologist)\b|(?:is|was) (?:an?|the|one of) [a-z][\w ,-]{3,60}"
    r"|(?:works|worked|practi[sc]es|practi[sc]ed|teaches|lives|runs|leads|heads|directs|owns|chairs) )"
)
"""What a sentence says that introduces somebody: "Larkin is a nurse", "Larkin runs the clinic"."""
_THEORY = lazy_pattern(
    r"['\u2019]s? (?:[A-Za-z-]+ ){0,3}(?:[Tt]heor(?:y|ies)|[Mm]odel|[Hh]ypothesis|[Ll]aws?|[Ss]tages|[Tt]axonomy"
    r"|[Hh]ierarchy|[Ff]ramework)\b"
)
"""What a name is known by: "Duvall's theory of families"."""
_ROLE_BEFORE = lazy_pattern(
    r"(?:^|[.!?]\s+|\n)(?:An?|As an?|Once an?|Himself an?|Herself an?) [a-z]"
    r"(?:(?! (?:is|are|was|were|has|have|had|can|may|will|does|did) )[^.!?;:,]){4,80}, $"
    r"|\b(?:an?|the|one|his|her|its|their|our|my|named|called|and|nurse|doctor|patient) (?:[a-z-]+ ){0,3}"
    r"(?:[a-z]{3,}(?:ist|ian|or|er|eon|rse|ent|ife|man|ant|ead|ief|air|ow|ate|GP)|named|called|chef|coach|judge|boss) $"
)
"""A role before a name: "A therapist in Lagos, Okafor ...", "the surgeon Larkin", "a man named Larkin"."""
_THING = lazy_pattern(
    r"\b(?:the|a|an|in|at|from|by the|of the|called|named|brand|firm|company|maker|drug|taking|takes|using) $"
)
TOLD_OF = 3
"""Somebody who was named so often before they say anything is a person of the story that is told (our estimate)."""
_FULL_NAME = lazy_pattern(r"\b[A-Z][\w'\u2019.-]* (?=([A-Z][\w'\u2019-]{4,}))")


def find_unintroduced(document: Document, options: UnintroducedOptions) -> Iterator[Match]:
    """One match for each person who speaks under a surname that has no first name, role or title anywhere."""
    seen: set[str] = set()
    for start, end in find_bare_names(document, options):
        name = document.prose[start:end]
        if name in seen or name.endswith(("'s", "\u2019s")):
            continue
        seen.add(name)
        known = _is_introduced(document, name, start) or _is_known(document, name, start, end, options)
        if not known and not _is_misspelt(document, name):
            lowered = _is_character(document, name, start) or _has_theory(document, name)
            yield Match(start, end, step=-int(lowered), fields={"name": name})


def _is_character(document: Document, name: str, start: int) -> bool:
    """Whether the text has told of somebody again and again before they speak: whom a story is about, not a source."""
    return sum(place < start for place in _places(document.prose, name)) >= TOLD_OF


def _has_theory(document: Document, name: str) -> bool:
    """Whether the text speaks of a theory or model by somebody's name: readers can find that."""
    return any(_THEORY.match(document.prose, place + len(name)) for place in _places(document.prose, name))


def _is_misspelt(document: Document, name: str) -> bool:
    """Whether a surname is nearly one that stands with a first name: Ellwood for Elwood, Aggrawal for Aggarwal."""
    if len(name) < LEAST_LETTERS:
        return False
    full = {found[1] for found in _FULL_NAME.finditer(document.prose)}
    return any(_is_nearly(name, other) for other in full if other[0] == name[0])


def _is_nearly(name: str, other: str) -> bool:
    """Whether two names differ by one letter too many or by the order of their letters."""
    if name == other or abs(len(name) - len(other)) > 1:
        return False
    if len(name) == len(other):
        return sorted(name) == sorted(other)
    short, long = sorted((name, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _is_introduced(document: Document, name: str, start: int) -> bool:
    """Whether a first name, an initial or a title stands before the surname somewhere, or a role beside it."""
    prose = document.prose
    for place in (*_places(prose, name), *_places(prose, _small(name))):
        if prose[place - 1 : place].isalnum():
            continue
        lead = max(place - NAME_CHARACTERS, 0)
        first = _FIRST_NAME.search(prose, lead, place)
        if first and first[0].split()[0] not in NO_FIRST_NAMES:
            return True
        if _GOES_ON.match(prose, place + len(name)):
            return True
        if _LATER_NAME.match(prose, place + len(name)) or _IS_ONE.match(prose, place + len(name)):
            return True
        if place != start and _APPOSED.match(prose, place + len(name), place + len(name) + ROLE_CHARACTERS):
            return True
        if _ROLE_BEFORE.search(prose, max(place - ROLE_CHARACTERS, 0), place):
            return True
    after = start + len(name)
    role = _ASIDE if prose[max(start - 3, 0) : start] in {"to ", "of "} else _ROLE
    return role.match(prose, after, after + ROLE_CHARACTERS) is not None


def _is_known(document: Document, name: str, start: int, end: int, options: UnintroducedOptions) -> bool:
    """Whether the name is no surname: listed, used like a thing's or a place's, or a common word of the text."""
    if any(hit.start <= start < hit.end for hit in document.hits_between(options.known, start, end + 40)):
        return True
    prose = document.prose
    if any(_THING.search(prose, max(place - NAME_CHARACTERS, 0), place) for place in _places(prose, name)):
        return True
    if " " not in name and next(_places(prose, _small(name)), None) is not None and name[1].isupper():
        return True
    return any(not prose[place - 1 : place].isalnum() for place in _places(prose, name.lower()))


def _small(name: str) -> str:
    """A name with a small first letter, as particles and brands have it within a sentence."""
    return name[0].lower() + name[1:]


def _places(prose: str, name: str) -> Iterator[int]:
    """Where a name stands that no further letter follows."""
    at = prose.find(name)
    while at >= 0:
        if not prose[at + len(name) : at + len(name) + 1].isalnum():
            yield at
        at = prose.find(name, at + len(name))


CHECK = Check("unintroduced-source", UnintroducedOptions, find_unintroduced, frozenset({"name"}))
