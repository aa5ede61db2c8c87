"""Where somebody speaks under a surname and nothing else: before or behind a verb of saying, after "according to"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import (
    Cues,
    Document,
    Hit,
    Sentence,
    lazy_pattern,
    people_between,
    quote_at,
    quotes,
    sentence_at,
    sentence_index,
    sentences,
)

NAME_CHARACTERS = 60
"""A name and what stands between it and its verb are shorter."""

_BIG = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0106\u010c\u0110\u0141\u015a\u0160\u0179\u017b\u017d"
_SMALL = "a-z\u00df-\u00f6\u00f8-\u00ff\u0101-\u017f"
_PART = rf"[{_BIG}][{_SMALL}'\u2019]*(?:[{_BIG}][{_SMALL}]+)?[{_SMALL}]"
SURNAME = (
    rf"(?P<name>(?:(?:[Dd]e|[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]el|[Dd]i|[Dd]a|[Dd]u|[Ll]e|[Tt]en|[Tt]er) ){{0,2}}"
    rf"{_PART}(?:-{_PART})?)"
)
"""An expression for one surname, with its particles."""
_BEFORE = lazy_pattern(
    r"(?:^|[\s\"'\u201c\u201d\u2019(])(?P<lead>(?:(?!(?:[Vv]an|[Vv]on|[Dd]e|[Dd]i|[Dd]u|[Ll]e) )"
    r"[\w.&'\u2019-]*[ ,:;\u2014\u2013]+)?)"
    rf"{SURNAME}(?: (?:also|later|now|then|further|has|had|who|still|once|often|[a-z]+ly|(?:him|her)self))?\s$"
)
_AFTER = lazy_pattern(
    rf"^\s(?:Mr\.?|Mrs\.?|Ms\.?|Miss)?\s?{SURNAME}"
    rf"(?P<next>\s*[,.;:!?]|\s*$|\s+(?:in|on|at|after|during|when|last|this)\b| and {_PART}(?=[,.;:]|\s*$))"
)
_AGE = lazy_pattern(r"\d+-?(?:year|month|week|day)s?-old$")
"""Who a name is of: "10-year-old Layla"."""
_NO_START = lazy_pattern(
    rf"^(?:[{_BIG}][\w.'\u2019-]*|[Mm]ac|al|bin|el|la|and|&|of|at|from|in|for|the|to|by|with|an?|its|his|her|their|our"
    r"|my|your|this|that|editor|co-author)$"
)
_TITLES = frozenset({"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss"})
_LINKING = frozenset(
    "but and as that when while if because though although which whom what how why where than then so yet since until"
    " whether says said told like or not only even also still now meanwhile today yesterday once".split()
)
"""Small words that may stand before a name; any other word with a small letter there says what the person is."""
_SAYING = lazy_pattern(r" that\b|[,.:;\"\u201c\u201d]| [\"\u201c]|$")
_INSTANCES = lazy_pattern(r",? (?:such as|like|including)\b| to (?:be|have)\b")
"""What instances follow is a noun ("Certain objects, such as a prism"), and "Long thought to be lost" no speech."""
_TO_SOMEBODY = frozenset("told tells assures assured reassures reassured prefers preferred credits credited".split())
"""Behind these verbs stands who hears it, not who says it."""
_PLURAL = lazy_pattern(
    r"(?:tion|ment|ness|ity|ism|ismus|ologists?|ologies|ists|icians|ology|itis|osis|ance|ence|emia|uria|pathy|plasia"
    r"|algia|ectomy|scopy|graphy|genesis|lysis|therapy)$"
)
"""Endings of words that are no surnames: at the head of a sentence every noun has a capital."""
NO_FIRST_NAMES = frozenset(
    "But And Yet So As If When While Then Still Now That Although However Because Today Yesterday"
    " Since After Before Later Even Also Or For From With By Like Unlike To Says Said Asked Mr Mr. Mrs Mrs. Ms Ms. Miss"
    " What How Why Where Recently Meanwhile Only Here There In On At".split()
)
"""Words with a capital that stand before a surname and are no first name."""
_HE_SAID = lazy_pattern(
    r"(?<![\w'\u2019-])(?:[Hh]e|[Ss]he)(?: (?:also|later|now|then|has|had|once|often|[a-z]+ly)){0,2} $"
)
_HE_BEHIND = lazy_pattern(r" (?:he|she)\b")
_OPENS_WITH = lazy_pattern(
    rf"\W*{SURNAME} (?:(?:is|was|has|had|does|did|never|always|still|often|also|[a-z]+ly) [a-z]"
    r"|(?P<verb>[a-z]{2,}(?:s|ed)"
    r"|slept|went|came|took|made|got|kept|felt|left|lost|found|knew|saw|sat|stood|ran|ate|drank|wore|woke|began|gave|held"
    r"|spent|bought|brought|thought|fell|met|paid|sold|wrote|grew|put|let|cut|quit|drove|rode|flew|swam|sang|swore)\b)"
)
"""A sentence that begins with one capitalised word and its verb: "Osei was more guarded", "Reyes skips lunch"."""
_MARK = lazy_pattern(r"[\"\u201c\u201d]")
_NO_NAMES = frozenset(
    "Nobody Everyone Everybody Somebody Someone Nothing Everything Something Anyone Anybody He She It This That There"
    " They We You Who What Each Every Another One Neither Either Much More Most Less Life Work Time Home Mum Dad"
    " Mom Certain Such Same".split()
)
_ANTECEDENT_SENTENCES = 2
"""He or she is somebody of the same sentence or of so many before it in the paragraph."""
_KINDS = frozenset({"paragraph", "quote", "item", "title", "heading"})


class UnintroducedOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`speaking`: verbs of saying that people do; those with the tag `things` count before "that" or a quotation.

    `sources`: words before a name that is a source ("according to").
    `known`: words and names that are no surnames of people who need introducing: places, bodies, brands, months,
    people whom every reader knows. `things`: words for things and groups, which are no names at the head of a
    sentence.
    """

    speaking: Cues
    sources: Cues = ""
    known: Cues = ""
    things: Cues = ""


def find_bare_names(document: Document, options: UnintroducedOptions) -> Iterator[tuple[int, int]]:
    """The prose spans of surnames without first name, role or academic title that speak, in order."""
    return iter(
        sorted({*_speakers(document, options), *_named_after(document, options), *_spoken_of(document, options)})
    )


def _speakers(document: Document, options: UnintroducedOptions) -> Iterator[tuple[int, int]]:
    """Right before a verb of saying, or right after one that follows a quotation."""
    for verb in document.hits(options.speaking):
        sentence, quote = sentence_at(document, verb.start), quote_at(document, verb.start)
        if sentence is None or document.blocks[sentence.block].kind not in _KINDS:
            continue
        if quote is not None and quote.inner_start < verb.start < quote.inner_end:
            continue
        if document.prose[verb.start].isupper():
            continue
        things = bool(document.tag(options.speaking, verb, "things"))
        yield from _straight(document, verb, sentence, things=things)
        yield from _inverted(document, verb)


def _straight(document: Document, verb: Hit, sentence: Sentence, *, things: bool) -> Iterator[tuple[int, int]]:
    """As in: Larkin says that ..."""
    if (things and not _SAYING.match(document.prose, verb.end)) or _INSTANCES.match(document.prose, verb.end):
        return
    found = _BEFORE.search(document.prose[max(sentence.start, verb.start - NAME_CHARACTERS) : verb.start])
    if found is None or _PLURAL.search(found["name"]):
        return
    start = verb.start - (found.end() - found.start("name"))
    if _is_bare(found["lead"]) and not _is_plain_word(document, start, found["name"]):
        yield start, start + len(found["name"])


def _is_plain_word(document: Document, start: int, name: str) -> bool:
    """Whether a capital is only that of a sentence's head: a word in -ing or -ly, or one that the text writes small.

    "Swelling continues", "Certain objects", "Terrestrial objects": no list holds all of them.
    """
    sentence = sentence_at(document, start)
    if sentence is None or document.prose[sentence.start : start].strip("\"'\u201c\u2018( "):
        return False
    if name in _NO_NAMES or (name.endswith(("ing", "ly", "ed")) and not name.endswith(("Ling", "Ming", "ley", "eed"))):
        return True
    return _stands_in(document, name.lower())


def _stands_in(document: Document, word: str) -> bool:
    """Whether a text holds a word as a whole, in small letters and joined to no other by a hyphen."""
    plain = word.isascii() and word.isalpha()
    return any(
        _is_whole(document.prose, at, word)
        for at in (document.places_of(word) if plain else _places(document.prose, word))
    )


def _places(prose: str, word: str) -> Iterator[int]:
    at = prose.find(word)
    while at >= 0:
        yield at
        at = prose.find(word, at + 1)


def _is_whole(prose: str, at: int, word: str) -> bool:
    around = prose[max(at - 1, 0) : at] + prose[at + len(word) : at + len(word) + 1]
    return prose.startswith(word, at) and not any(char.isalnum() or char in "_-" for char in around)


def _is_bare(lead: str) -> bool:
    """Whether the word before a name is no part of it, and does not say what the person is ("surgeon Larkin")."""
    word = lead.rstrip(" ,:;\u2014\u2013")
    if lead.rstrip().endswith((",", ":", ";", "\u2014", "\u2013")):
        return not word.endswith(("'s", "\u2019s"))
    if not word or word in _TITLES or word in NO_FIRST_NAMES:
        return True
    if _NO_START.match(word) or word.endswith((".", "'s", "\u2019s", "&")):
        return False
    return word in _LINKING or word.endswith("ly") or not (word[0].isalpha() or _AGE.match(word))


def _inverted(document: Document, verb: Hit) -> Iterator[tuple[int, int]]:
    """As in: "...," says Larkin."""
    before = document.prose[max(verb.start - 3, 0) : verb.start].rstrip()
    if document.prose[verb.start : verb.end].lower() in _TO_SOMEBODY:
        return
    if before.endswith(('"', "\u201d", "'", "\u2019", ",")):
        after = _AFTER.match(document.prose[verb.end : verb.end + NAME_CHARACTERS])
        if after:
            yield verb.end + after.start("name"), verb.end + after.end("name")


def _named_after(document: Document, options: UnintroducedOptions) -> Iterator[tuple[int, int]]:
    """As in: According to Brandt, ..."""
    for hit in document.hits(options.sources):
        after = _AFTER.match(document.prose[hit.end : hit.end + NAME_CHARACTERS])
        if after and (after["next"].strip()[:1] in {",", ".", ""} or after["next"].startswith(" and ")):
            yield hit.end + after.start("name"), hit.end + after.end("name")


def _spoken_of(document: Document, options: UnintroducedOptions) -> Iterator[tuple[int, int]]:
    """As in: Osei was more guarded. "I would wait," he said. Nobody else is named in the paragraph."""
    listed = sentences(document)
    for verb in document.hits(options.speaking):
        before = document.prose[max(verb.start - NAME_CHARACTERS, 0) : verb.start]
        if not (_HE_SAID.search(before) or _HE_BEHIND.match(document.prose, verb.end)):
            continue
        number = sentence_index(document, verb.start)
        said = listed[number]
        if not (_MARK.search(document.prose, said.start, said.end) or document.prose.startswith("told", verb.start)):
            continue
        for place in reversed(listed[max(number - _ANTECEDENT_SENTENCES, 0) : number]):
            if place.block != said.block or document.blocks[place.block].kind not in _KINDS:
                break
            found = _OPENS_WITH.match(document.prose, place.start, place.end)
            if found and not _is_thing(document, found, options):
                if _is_only_one(document, found.start("name"), verb.start):
                    yield found.span("name")
                break


def _is_only_one(document: Document, start: int, end: int) -> bool:
    """Whether he or she at `end` can only be who stands at `start`: nobody else is named in the paragraph, or before.

    In plain text, whose paragraphs are short, the paragraph before counts, too.
    """
    number = document.block_at(start)
    floor = document.blocks[max(number - 1, 0) if document.format == "text" else number].start
    inside = [(quote.start, quote.end) for quote in quotes(document) if quote.start < end]
    others = people_between(document, floor, end, inside)
    return quote_at(document, start) is None and all(other.start == start for other in others)


def _is_thing(document: Document, found: re.Match[str], options: UnintroducedOptions) -> bool:
    """Whether what opens a sentence is a pronoun, a thing, a group or a word that no name ends in."""
    name, verb = found["name"], found["verb"] or "is"
    if name in _NO_NAMES or _PLURAL.search(name) or name.endswith("ing"):
        return True
    if name.endswith("s") and not verb.endswith("s"):
        return True
    start, end = found.span("name")
    return bool(document.hits_between(options.things, start, end))
