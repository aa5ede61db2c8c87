"""Check `unintroduced-source`: somebody speaks under a bare surname, and the text never said who that is."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Check, Cues, Document, Hit, Match, Sentence, lazy_pattern, quote_at, sentence_at

ROLE_CHARACTERS = 160
"""So far after a bare name its role may still be given ("Larkin, who runs the clinic")."""
NAME_CHARACTERS = 60
"""A name and what stands between it and its verb are shorter."""

_SURNAME = r"(?P<name>[A-Z][a-z'\u2019]*(?:[A-Z][a-z]+)?[a-z](?:-[A-Z][a-z]+)?)"
_BEFORE = lazy_pattern(
    r"(?:^|[\s\"'\u201c\u201d\u2019(])(?P<lead>[\w.&'\u2019-]*[ ,]*)"
    rf"{_SURNAME}(?: (?:also|later|now|then|further|has|had|who))?\s$"
)
_AFTER = lazy_pattern(rf"^\s{_SURNAME}(?P<next>\s*[,.;:!?]|\s*$|\s+(?:in|on|at|after|during|when|last|this)\b)")
_NO_START = lazy_pattern(
    r"^(?:[A-Z][\w.'\u2019-]*|de|van|von|al|bin|el|la|le|du|di|der|den|and|&|of|at|from|in|for|the|to|by|with"
    r"|editor|co-author)$"
)
_SAYING = lazy_pattern(r" that\b|[,.:;\"\u201c\u201d]| [\"\u201c]")
_OF_THINGS = frozenset(
    "estimates estimated recommends confirms added adds suggests observed observes reports states stated notes noted"
    " claims writes".split()
)
"""Verbs that are said of things too ("Fibre adds bulk"): after a name they count with "that" or a quotation."""
_FIRST_NAME = lazy_pattern(r"(?:[A-Z][\w'\u2019-]*\.?|\b(?:de|van|von|al|bin|el|la|le|du|di|der|den|Mc|O'))[ \u00a0-]$")
_LATER_NAME = lazy_pattern(r",? (?:[A-Z][a-z]+,|MD\b|PhD\b|et al\b|and colleagues)")
_ROLE = lazy_pattern(r"(?: \w+)?, (?:an?|the|who|whose|of|from|at|one|\d\d|[a-z]+ologist|[a-z]+ (?:at|of|for|from))\b")
_ASIDE = lazy_pattern(r"(?: \w+)?, (?:an?|the|who|whose|of|from|at|one|[a-z]+ (?:at|of|for|from))\b[^,.;:]{2,90},")
"""After "according to" a comma ends the clause, so that a role has a comma behind it too."""
_NO_FIRST_NAMES = frozenset(
    "But And Yet So As If When While Then Still Now That Although However Because Today Yesterday"
    " Since After Before Later Even Also Or For From With By Like Unlike To Says Said Asked".split()
)
_THING = lazy_pattern(
    r"\b(?:the|a|an|in|at|from|by the|of the|called|named|brand|firm|company|maker|drug|taking|takes|using) $"
)
_FULL_NAME = lazy_pattern(r"\b[A-Z][\w'\u2019.-]* (?=([A-Z][\w'\u2019-]{4,}))")
LEAST_LETTERS = 5
"""Shorter names are alike by chance."""
_KINDS = frozenset({"paragraph", "quote", "item", "title", "heading"})


class UnintroducedOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`speaking`: verbs of saying that people do. `sources`: words before a name that is a source ("according to").

    `known`: words and names that are no surnames of people who need introducing: places, bodies, brands, months,
    people whom every reader knows.
    """

    speaking: Cues
    sources: Cues = ""
    known: Cues = ""


def find_unintroduced(document: Document, options: UnintroducedOptions) -> Iterator[Match]:
    """One match for each person who speaks under a surname that has no first name or title anywhere."""
    seen: set[str] = set()
    for start, end in sorted({*_speakers(document, options), *_named_after(document, options)}):
        name = document.prose[start:end]
        if name in seen or name.endswith(("'s", "\u2019s")):
            continue
        seen.add(name)
        known = _is_introduced(document, name, start) or _is_known(document, name, start, end, options)
        if not known and not _is_misspelt(document, name):
            yield Match(start, end, fields={"name": name})


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


def _speakers(document: Document, options: UnintroducedOptions) -> Iterator[tuple[int, int]]:
    """The spans of bare names right before a verb of saying, or right after one that follows a quotation."""
    for verb in document.hits(options.speaking):
        sentence, quote = sentence_at(document, verb.start), quote_at(document, verb.start)
        if sentence is None or document.blocks[sentence.block].kind not in _KINDS:
            continue
        if quote is not None and quote.inner_start < verb.start < quote.inner_end:
            continue
        if document.prose[verb.start].isupper():
            continue
        yield from _straight(document, verb, sentence)
        yield from _inverted(document, verb)


def _straight(document: Document, verb: Hit, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """As in: Larkin says that ..."""
    if document.prose[verb.start : verb.end].lower() in _OF_THINGS and not _SAYING.match(document.prose, verb.end):
        return
    found = _BEFORE.search(document.prose[max(sentence.start, verb.start - NAME_CHARACTERS) : verb.start])
    if found is None:
        return
    lead = found["lead"].rstrip()
    opens = lead.endswith(",") or lead in _NO_FIRST_NAMES or not _NO_START.match(lead or "x")
    if opens and not lead.endswith((".", "'s", "&")):
        start = verb.start - (found.end() - found.start("name"))
        yield start, start + len(found["name"])


def _inverted(document: Document, verb: Hit) -> Iterator[tuple[int, int]]:
    """As in: "...," says Larkin."""
    before = document.prose[max(verb.start - 3, 0) : verb.start].rstrip()
    if before.endswith(('"', "\u201d", "'", "\u2019", ",")):
        after = _AFTER.match(document.prose[verb.end : verb.end + NAME_CHARACTERS])
        if after:
            yield verb.end + after.start("name"), verb.end + after.end("name")


def _named_after(document: Document, options: UnintroducedOptions) -> Iterator[tuple[int, int]]:
    """As in: According to Brandt, ..."""
    for hit in document.hits(options.sources):
        after = _AFTER.match(document.prose[hit.end : hit.end + NAME_CHARACTERS])
        if after and after["next"].strip() in {",", "."}:
            yield hit.end + after.start("name"), hit.end + after.end("name")


def _is_introduced(document: Document, name: str, start: int) -> bool:
    """Whether a first name, an initial or a title stands before the surname somewhere, or a role after this mention."""
    for place in _places(document.prose, name):
        first = _FIRST_NAME.search(document.prose, max(place - NAME_CHARACTERS, 0), place)
        if first and first[0].split()[0] not in _NO_FIRST_NAMES:
            return True
        if _LATER_NAME.match(document.prose, place + len(name)) and not document.prose[place - 1 : place].isalnum():
            return True
    after = start + len(name)
    role = _ASIDE if document.prose[max(start - 3, 0) : start] == "to " else _ROLE
    return role.match(document.prose, after, after + ROLE_CHARACTERS) is not None


def _is_known(document: Document, name: str, start: int, end: int, options: UnintroducedOptions) -> bool:
    """Whether the name is no surname: listed, used like a thing's or a place's, or a common word of the text."""
    if any(hit.start <= start < hit.end for hit in document.hits_between(options.known, start, end + 40)):
        return True
    prose = document.prose
    if any(_THING.search(prose, max(place - NAME_CHARACTERS, 0), place) for place in _places(prose, name)):
        return True
    return any(not prose[place - 1 : place].isalnum() for place in _places(prose, name.lower()))


def _places(prose: str, name: str) -> Iterator[int]:
    """Where a name stands that no further letter follows."""
    at = prose.find(name)
    while at >= 0:
        if not prose[at + len(name) : at + len(name) + 1].isalnum():
            yield at
        at = prose.find(name, at + len(name))


CHECK = Check("unintroduced-source", UnintroducedOptions, find_unintroduced, frozenset({"name"}))
