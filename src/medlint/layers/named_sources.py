"""Sources that are named: health bodies, institutions that did research, and experts with a name and a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from medlint.layers.citation_marks import Citation
from medlint.layers.sections import section_of
from medlint.layers.sentences import Sentence, sentence_at, sentences
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document

NAME_LEXICONS = ("attributions", "expert-roles", "institutions", "named-bodies", "reference-headings", "source-lines")
"""The lexicons that this module reads."""
LONGEST_ACRONYM = 5
"""Names of bodies up to this length are acronyms (WHO, NICE): in lower case they are other words."""
ATTRIBUTION_WORDS = 14
"""A body is the source of what stands beside a word of attribution at most so many words away."""

_WORDS = r"[A-Z][\w'\u2019-]+(?: (?:[A-Z]\.|de|van|von|al|bin|[A-Z][\w'\u2019-]+))"
_NAME = _WORDS + "{1,3}"
_ROLE = (
    r"(?:[A-Za-z][a-z-]+(?:ologist|iatrist|iatrician|edist)|professor|[Rr]esearcher|[Ss]cientist|[Ss]urgeon|[Dd]ietitian"
    r"|[Dd]ietician|[Nn]utritionist|[Pp]hysiotherapist|[Pp]harmacist|doctor|[Pp]hysician|[Nn]urse|[Mm]idwife|[Dd]entist|GP"
    r"|consultant|lecturer|investigator"
    r"|co-?author|author|director|head|chief|chair|president|fellow|epidemiologist|statistician|therapist)"
)
_PLACE = (
    r"(?:University|Hospital|Institut(?:et?)?|College|School|Centre|Center"
    r"|Foundation|Society|Trust|NHS|Academy|Council|Federation|Association|Union|League|Alliance|Agency|Ministry"
    r"|Commission|Committee|Organi[sz]ation|Authority|Task Force)"
)
_TITLED = (
    lazy_pattern(rf"\b(?:Drs?|Prof|Professor|Sir|Dame)\.? (?P<name>(?:[A-Z]\. ){{0,2}}{_WORDS}{{0,3}})"),
    lazy_pattern(rf"(?P<name>{_NAME}),? (?:MD|PhD|RN|MBBS|DO|FRCP)\b"),
)
_TITLES = ("Dr", "Prof", "Sir ", "Dame ", "MD", "PhD", "RN", "MBBS", "FRCP")
_DEGREES = ("MD", "PhD", "RN", "MBBS", "DO", "FRCP")
_TWO_NAMES = lazy_pattern(r"[A-Z](?=[\w'\u2019-]+ (?:[A-Z]|(?:de|van|von|al|bin)\b))")
_BEFORE_COMMA = lazy_pattern(r"[A-Z][\w'\u2019.-]*, [a-zP]")
_ROLE_ENDS = ("ist ", "ian ", "or ", "er ", "on ", "rse ", "ife ", "GP ", "ant ", "ead ", "ief ", "air ", "ent ", "ow ")
_PLACES = (
    *("University", "Hospital", "Institut", "College", "School", "Centre", "Center", "Foundation", "Society", "Trust"),
    *("NHS", "Academy", "Council", "Federation", "Association", "Union", "League", "Alliance", "Agency", "Ministry"),
    *("Commission", "Committee", "Organisation", "Organization", "Authority", "Task Force"),
)
_EXPERTS = (
    lazy_pattern(
        rf"\b(?P<name>{_NAME}), (?:who|whose|an?|the|one|[Pp]rofessor|[a-z]+)\b[^.;]{{0,80}}?"
        rf"(?:\b{_ROLE}\b|{_PLACE}|\b(?:runs|leads|led|heads|studies)\b)"
    ),
    lazy_pattern(rf"\b{_ROLE} (?P<name>{_NAME})"),
    lazy_pattern(rf"\b(?P<name>{_NAME}) (?:of|from|at) (?:the )?(?:[A-Z][\w'\u2019-]+ )*{_PLACE}\b"),
)
_INSTITUTION = lazy_pattern(
    rf"\b(?:ETH|EPFL|Inserm|Charit\u00e9|Caltech|MIT|Max Planck)\b"
    rf"|(?:[A-Z][\w'\u2019.-]+ )+{_PLACE}\b(?: (?:of|for|in) [A-Z][\w-]+)?"
    rf"|\b{_PLACE} (?:of|for) (?:the )?[A-Z][\w-]+"
)
_GUIDELINE = lazy_pattern(r"\b(?:NG|CG|TA|QS|PH|DG|IPG)\d{1,4}\b")
_PAPER = lazy_pattern(r"\b[A-Z][\w'\u2019-]+,? [^\n]{0,300}?\b(?:19|20)\d\d\b")
_WORD = lazy_pattern(r"\w+")


def find_named(document: Document) -> Iterator[Citation]:
    """The citations of a document that are names, in any order; some may overlap."""
    yield from _bodies(document)
    yield from _institutions(document)
    yield from _experts(document)
    yield from _printed(document)


def is_source_line(document: Document, block: int) -> bool:
    """Whether a block says of itself that it gives sources ("Source: ...", a reference list, a note)."""
    return document.blocks[block].kind == "footnote" or _opens(document, document.blocks[block].start)


def _opens(document: Document, start: int) -> bool:
    """Whether words that announce a source stand at `start`, perhaps behind a bracket."""
    return any(hit.start - start <= 1 for hit in document.hits_between("source-lines", start, start + 40))


def _bodies(document: Document) -> Iterator[Citation]:
    for hit in document.hits("named-bodies"):
        written = document.prose[hit.start : hit.end]
        proper = (
            written.isupper()
            if len(written) <= LONGEST_ACRONYM
            else written[0].isupper() or (" " in written and written[written.rfind(" ") + 1].isupper())
        )
        if proper and _speaks(document, hit.start, hit.end):
            yield Citation("named-source", hit.start, hit.end, written)


def _printed(document: Document) -> Iterator[Citation]:
    """Papers with names and a year on a line of sources, and the lines below the heading of a list of them."""
    blocks = document.blocks
    lines = {document.block_at(hit.start) for hit in document.hits("source-lines")}
    lines = {number for number in lines if _opens(document, blocks[number].start)}
    for hit in document.hits("reference-headings"):
        number = document.block_at(hit.start)
        if blocks[number].kind == "heading" and hit.start == blocks[number].start:
            lines.update(range(number + 1, section_of(document, number).last))
    for number in sorted(lines):
        match = _PAPER.search(document.prose, blocks[number].start, blocks[number].end)
        if match:
            yield Citation("named-source", *match.span(), match[0])


def _speaks(document: Document, start: int, end: int) -> bool:
    """Whether a body at prose[start:end] is given as a source.

    It is in brackets, on a line of sources, before a guideline's number, beside a word of attribution, and in a
    sentence that leads to something with a colon.
    """
    sentence = sentence_at(document, start)
    if sentence is None:
        return False
    before = document.prose[sentence.start : start]
    if before.count("(") > before.count(")") or _GUIDELINE.search(document.prose, end, min(end + 20, sentence.end)):
        return True
    for hit in document.hits_between("attributions", sentence.start, sentence.end):
        near, far = (hit.end, start) if hit.end <= start else (end, hit.start)
        if len(_WORD.findall(document.prose, near, far)) <= ATTRIBUTION_WORDS:
            return True
    leads = document.prose[sentence.start : sentence.end].rstrip().endswith(":")
    return leads or is_source_line(document, sentence.block) or _opens(document, sentence.start)


def _institutions(document: Document) -> Iterator[Citation]:
    """Universities and hospitals by name, in a sentence that says who found or says something."""
    seen = -1
    for hit in document.hits("institutions"):
        sentence = sentence_at(document, hit.start)
        if sentence is None or sentence.start == seen:
            continue
        seen = sentence.start
        if document.hits_between("attributions", sentence.start, sentence.end):
            for match in _INSTITUTION.finditer(document.prose, sentence.start, sentence.end):
                yield Citation("named-source", *match.span(), match[0])


def _experts(document: Document) -> Iterator[Citation]:
    """People with a name and a role to whom something is attributed; later their surname will do for the role."""
    surnames: set[str] = set()
    for sentence in _attributed(document):
        text = document.prose[sentence.start : sentence.end]
        for pattern in _patterns_for(document, sentence, text):
            for match in pattern.finditer(text):
                surnames.add(match["name"].split()[-1])
                yield Citation(
                    "named-source", sentence.start + match.start(), sentence.start + match.end(), match["name"]
                )
        for word in _spoken_of(surnames, text):
            start = sentence.start + text.index(word)
            yield Citation("named-source", start, start + len(word), word)


def _patterns_for(document: Document, sentence: Sentence, text: str) -> Iterator[re.Pattern[str]]:
    """The expressions worth trying on a sentence: a title, a role or an institution must stand in it."""
    titled, graduate = _TITLED
    if any(map(text.__contains__, _TITLES)):
        yield titled
        if any(map(text.__contains__, _DEGREES)):
            yield graduate
    cues = ("expert-roles", "institutions")
    if not any(document.hits_between(cue, sentence.start, sentence.end) for cue in cues):
        return
    names = [match.start() for match in _TWO_NAMES.finditer(text)]
    described, called, placed = _EXPERTS
    if names and _BEFORE_COMMA.search(text):
        yield described
    if any(text.endswith(_ROLE_ENDS, 0, start) for start in names):
        yield called
    if names and any(map(text.__contains__, _PLACES)):
        yield placed


def _spoken_of(surnames: set[str], text: str) -> Iterator[str]:
    """The surnames that stand in a text as words of their own."""
    if any(name in text for name in surnames):
        yield from surnames.intersection(_WORD.findall(text))


def _attributed(document: Document) -> Iterator[Sentence]:
    """The sentences that have a word of attribution, in order."""
    hits = document.hits("attributions")
    if not hits:
        return
    at = 0
    for sentence in sentences(document):
        while at < len(hits) and hits[at].start < sentence.start:
            at += 1
        if at < len(hits) and hits[at].end <= sentence.end:
            yield sentence
