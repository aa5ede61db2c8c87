"""Citations that a reader can follow: links, identifiers, numbers in brackets, authors with a year, journals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from medlint.layers.dated_works import WORK_LEXICONS, find_dated_works
from medlint.layers.journals import JOURNAL_LEXICONS, find_journals
from medlint.layers.links import links
from medlint.layers.windows import around
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document

MARK_LEXICONS = (*JOURNAL_LEXICONS, *WORK_LEXICONS, "attributions", "named-studies", "study-identifiers")
"""The lexicons that this module reads."""


class Citation(Struct, frozen=True, gc=False):
    """A source: its kind (link, doi, pmid, trial, journal, footnote, named-source), prose span and target."""

    kind: str
    start: int
    end: int
    target: str


_DOI = lazy_pattern(r"10\.\d{4,9}/[^\s\"<>\]]*[\w/]")
_IDENTIFIER = lazy_pattern(
    r"(?:NCT\s?\d{8}|ISRCTN\s?\d{8}|ACTRN\d{14}|EudraCT(?: number)?:?\s+\d{4}-\d{6}-\d{2}|ChiCTR\w+"
    r"|PMID:?\s*\d{6,9}|PMC\d{5,9}"
    r"|CD\d{6}(?!\d)|arXiv:\s?\d{4}\.\d{4,5})"
)
_NUMBERED = lazy_pattern(r"\[\d{1,3}(?:\s?[-,;\u2013]\s?\d{1,3})*\]")
_ENDED = lazy_pattern(r"[.!?,;:)\"\u201d] $")
"""What may stand before a number that follows its sentence: not the line break before an entry of a list."""
_RAISED = lazy_pattern(
    r"(?<=[a-z.,;)\u201d\"])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+(?:[,\u207b\u2013][\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+)*"
)
_UNITS = lazy_pattern(r"(?:\b|\d)(?:[cmkd]?m|ft|in|sq|km)$")
_FLATTENED = lazy_pattern(
    r"(?<=[a-z][.,;)])\d{1,2}(?:[,\u2013-]\d{1,2})*(?=\s|$)"
    r"|(?<=[a-z]{4})\d{1,2}(?:[,\u2013-]\d{1,2})*(?=[.,;]?(?:\s|$))"
)
_GLUED = lazy_pattern(r"(?<=[a-z]{3})(?<!\b[Ff]ig)(?<!\b[Vv]ol)(?<!\b[Ss]ec)\.([1-9]\d?(?:[,\u2013-]\d{1,2})*)(?=\s|$)")
_GLUES = tuple(f".{digit}" for digit in range(1, 10))
_BETWEEN = lazy_pattern(r"(?<=[a-z][.!?] )\d{1,2}(?= [A-Z][a-z]|\s*(?:\n|$))")
_BRACKETED = lazy_pattern(r"\(([A-Z][^()\n]{1,90}?),? ((?:19|20)\d\d)[a-z]?(?:[;,:][^()\n]{0,90})?\)")
_YEAR = lazy_pattern(r"\((?:19|20)\d\d[a-z]?\)")
_OTHERS = lazy_pattern(
    r"\b([A-Z][\w'\u2019-]+),?(?: [A-Z]{1,3},?)? (?:et al\b\.?|and (?:colleagues|co-?workers|co-?authors|others)\b)"
    r"(?:,? \(?(?:19|20)\d\d\)?)?"
)
_VOLUME = lazy_pattern(r"(?:[A-Z][\w.&]*,? (?:[\w.&]+,? ){0,6})?(?:19|20)\d\d; ?(?:\d{1,4}|\(\d+\))(?:\(\w+\))?:")
"""A paper as reference lists print it: a journal, the year, the volume and the pages."""
_YEAR_AND_MORE = lazy_pattern(r"\d\d;")
_POINTED = lazy_pattern(
    r"\((?:see )?(?:ref(?:erence)?s?\.?|note|footnote) ?\d{1,3}[^()\n]{0,20}\)|\([A-Z]{4,}-\d{1,4}\)"
)
_IN_BRACKETS = lazy_pattern(r"(?<=[a-z] )\(\d{1,2}(?:\s?[,\u2013-]\s?\d{1,2})*\)")
_PROPER = lazy_pattern(
    r"\b[Tt]he ((?:[A-Z][\w'\u2019-]+ (?:(?:of|and|for|on|in) )?(?:the )?){1,7}"
    r"(?:Trial|Study|Survey|Cohort|Initiative|Registry))\b"
)
_REPORT = lazy_pattern(
    r"\b[Tt]he (?:[A-Z][\w'\u2019-]+ ){1,6}(?:Review|Report|Guidelines?|Audit|Census|Survey|Statement)"
    r",? (?:of|from|in)? ?\(?(?:19|20)\d\d"
)
_REPORTS = ("Review", "Report", "Guideline", "Audit", "Census", "Survey", "Statement")
_YEAR_FIRST = lazy_pattern(
    r"(?:19|20)\d\d (?<!\w\d\d\d\d )(?:[a-z-]+ ){0,2}(?:guidelines?|guidance|report|review|statement|survey|analysis"
    r"|audit|position|paper|advice|recommendations?|consensus|policy|standards?|opinion|update|study|trial"
    r"|count|census|edition)"
    r" (?:of|by|from) (?:the )?[A-Z][\w-]+ (?:(?:of|for|and) )?[A-Z][\w-]+"
)
_STUDIES = ("Trial", "Study", "Survey", "Cohort", "Initiative", "Registry")
_CALLS = (" called ", " named ", " known as ")
_CALLED = lazy_pattern(
    r"\b(?:study|trial|cohort),? (?:that is |was )?(?:called|named|known as) (?:the )?"
    r"([A-Z][\w-]*[A-Z][\w-]*(?: (?:study|trial))?)"
)
_MONTHS = frozenset(
    "January February March April May June July August September October November December Spring Summer Autumn Winter"
    " Since In By From Until Before After During Born Founded Approved".split()
)
_NO_AUTHORS = frozenset(
    ["He", "She", "They", "We", "It", "Patients", "People", "Doctors", "Friends", "Family", "Your", "My", "The"]
)


def find_marks(document: Document) -> Iterator[Citation]:
    """The citations of a document that are marks, in any order; some may overlap."""
    prose = document.prose
    yield from _links(document)
    yield from _identifiers(document)
    yield from _named(document)
    yield from _numbers(document)
    if "(" in prose and ("19" in prose or "20" in prose):
        yield from _authors_with_year(document)
        yield from (Citation("journal", *span, prose[slice(*span)]) for span in find_dated_works(document))
    if "(" in prose:
        yield from _pointed(document)
    if _YEAR_AND_MORE.search(prose):
        yield from (Citation("journal", *match.span(), match[0]) for match in _VOLUME.finditer(prose))
    for mark in (" et al", " and co", " and others"):
        for match in around(_OTHERS, prose, mark):
            others = match[0].endswith("others") and " " not in match[0].removesuffix(" and others")
            if match[1] not in _NO_AUTHORS and not others:
                yield Citation("named-source", *match.span(), match[0])


def _links(document: Document) -> Iterator[Citation]:
    """Links to evidence and to elsewhere that are no sales links, footnote marks, and links to a numbered note."""
    for facts in links(document):
        link = facts.link
        if link.block < 0 or link.place != "text" or link.hidden:
            continue
        if link.href.startswith("#") and link.text.strip("[]() ").isdigit():
            yield Citation("footnote", link.start, link.end, link.href)
        elif facts.kind in {"evidence", "other"} and facts.host:
            yield Citation("link", link.start, max(link.end, link.start + 1), link.href)
    for link in document.links:
        if link.element == "footnote" and link.block >= 0:
            start = max(link.start - 1, document.blocks[link.block].start)
            yield Citation("footnote", start, max(link.start, start + 1), link.href)


def _identifiers(document: Document) -> Iterator[Citation]:
    prose = document.prose
    at = prose.find("10.")
    while at >= 0:
        match = _DOI.match(prose, at)
        if match:
            yield Citation("doi", *match.span(), match[0])
        at = prose.find("10.", match.end() if match else at + 3)
    for hit in document.hits("study-identifiers"):
        match = _IDENTIFIER.match(prose, hit.start)
        if match:
            yield Citation("pmid" if match[0].startswith("PM") else "trial", *match.span(), match[0])


def _named(document: Document) -> Iterator[Citation]:
    """Journals by name, and well-known studies by theirs."""
    prose = document.prose
    for start, end in find_journals(document):
        yield Citation("journal", start, end, prose[start:end])
    for hit in document.hits("named-studies"):
        if any(ch.isupper() for ch in prose[hit.start : hit.end]):
            yield Citation("trial", hit.start, hit.end, prose[hit.start : hit.end])
    if "20" in prose or "19" in prose:
        reports = (match for noun in _REPORTS for match in around(_REPORT, prose, noun))
        for match in (*_YEAR_FIRST.finditer(prose), *reports):
            yield Citation("named-source", *match.span(), match[0])
    for match in (match for noun in _STUDIES for match in around(_PROPER, prose, noun)):
        yield Citation("trial", *match.span(1), match[1])
    for match in (match for word in _CALLS for match in around(_CALLED, prose, word)):
        yield Citation("trial", *match.span(1), match[1])


def _numbers(document: Document) -> Iterator[Citation]:
    """References by number: in square brackets, raised by their characters, or raised by markup and flattened here."""
    prose = document.prose
    if "[" in prose:
        for match in _NUMBERED.finditer(prose):
            before = prose[max(match.start() - 2, 0) : match.start()]
            if before and (
                not before[-1].isspace() or _is_word_end(before[0]) or _ends_sentence(document, match.start())
            ):
                yield Citation("footnote", *match.span(), match[0])
    if any(digit in prose for digit in "\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"):
        for match in _RAISED.finditer(prose):
            if not _UNITS.search(prose, max(match.start() - 4, 0), match.start()):
                yield Citation("footnote", *match.span(), match[0])
    if ". 1 " in prose:
        yield from _flattened_in_order(prose)
    if "<sup" not in document.source:
        yield from _glued(prose)
    else:
        for match in _FLATTENED.finditer(prose):
            yield Citation("footnote", *match.span(), match[0])


def _is_word_end(letter: str) -> bool:
    """Whether a word or a share ends with a character: a number in brackets after "by 31% " is a mark."""
    return letter.isalpha() or letter == "%"


def _ends_sentence(document: Document, start: int) -> bool:
    """Whether a number stands behind the stop of its sentence, in a paragraph that is no run of numbered entries."""
    block = document.blocks[document.block_at(start)]
    return document.prose[block.start] != "[" and _ENDED.match(document.prose, start - 2, start) is not None


def _flattened_in_order(prose: str) -> Iterator[Citation]:
    """Numbers between two sentences that count up from 1: raised marks of references in copied text."""
    marks = list(_BETWEEN.finditer(prose))
    counted = [match for number, match in enumerate(marks, 1) if int(match[0]) <= number]
    if [int(match[0]) for match in counted[:2]] == [1, 2]:
        yield from (Citation("footnote", *match.span(), match[0]) for match in counted)


def _glued(prose: str) -> Iterator[Citation]:
    """Numbers that hang on the stop of a sentence, in text copied without its raised marks: "less pain.3"."""
    for match in (match for glue in _GLUES for match in around(_GLUED, prose, glue, 4, 12)):
        yield Citation("footnote", *match.span(1), match[1])


def _pointed(document: Document) -> Iterator[Citation]:
    """As in "(see reference 4)" and "(KEYNOTE-189)"; "(4)" where the text has a list of references."""
    for match in _POINTED.finditer(document.prose):
        if match[0] != "(COVID-19)":
            yield Citation("trial" if match[0][1:5].isupper() else "footnote", *match.span(), match[0])
    if document.hits("reference-headings"):
        for match in _IN_BRACKETS.finditer(document.prose):
            yield Citation("footnote", *match.span(), match[0])


def _authors_with_year(document: Document) -> Iterator[Citation]:
    """As in "(Smith, 2020)", "(WHO, 2023)", "Smith and Jones (2019)", "Smith (2019) found"; no months, no places."""
    prose = document.prose
    for match in _BRACKETED.finditer(prose):
        words = match[1].rstrip(",").split()
        comma = prose[match.end(1)] == "," or len(words) > 1
        dated = {words[0], words[-1].strip(".,0123456789")} & _MONTHS
        if comma and not dated and not _is_place(document, match.start(1), match.end(1)):
            yield Citation("named-source", *match.span(), match[0][1:-1])
    for match in _YEAR.finditer(prose):
        *_, one, joint, two = "", "", "", *prose[max(match.start() - 50, 0) : match.start()].split()
        if joint in {"and", "&"} and one[:1].isupper() and two[:1].isupper():
            start = match.start() - 1 - len(two)
            yield Citation("named-source", start, match.end(), prose[start : match.end()])
        elif two[:1].isupper() and two.isalpha() and _reports(document, match.end()):
            start = match.start() - 1 - len(two)
            if two not in _MONTHS and not _is_place(document, start, match.start()):
                yield Citation("named-source", start, match.end(), prose[start : match.end()])


def _reports(document: Document, start: int) -> bool:
    """Whether a word of attribution comes next."""
    return any(hit.start == start + 1 for hit in document.hits_between("attributions", start, start + 20))


def _is_place(document: Document, start: int, end: int) -> bool:
    return any(
        document.tag("no-surnames", hit, "kind") in {"place", "date"} and hit.end - hit.start >= end - start - 1
        for hit in document.hits_between("no-surnames", start, end)
    )
