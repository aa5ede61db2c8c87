"""Check `byline`: who wrote the text, or answers for it, and who checked it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Check, Cues, Document, Hit, Match, lazy_pattern, metadata_values, sentence_at

LONGEST_BYLINE = 90
"""A block that begins with "By" and is longer, in characters, is a sentence."""
OPENING = 14
"""In a longer block words about the page begin within so many characters."""
FIRST_BLOCKS, LAST_BLOCKS = 3, 3

_BY = lazy_pattern(r"(?:By|Words by|Author|Authors|From)\b:?\s+(?P<name>[^,;|\n]+)")
_WORD = r"[A-Z\u00c0-\u00de][\w'\u2019.-]*"
_NAME = lazy_pattern(
    rf"(?:(?:[Tt]he|Dr|Prof|Professor|Mr|Mrs|Ms)\.?\s+)?{_WORD}"
    rf"(?:\s+(?:(?:de|van|von|of|for|the|and|la|bin|al)\s+)*{_WORD})*"
)
_NAME_LINE = lazy_pattern(
    r"\W*(?!By |The |Our |Your |A |An |Posted|Updated|Published|Reviewed|Last |Next |Share |Read "
    r"|Health )(?:(?:Dr|Prof|Professor)\.? )?[A-Z\u00c0-\u00de][\w'\u2019-]+(?: [A-Z]\.)?(?: (?:de"
    r"|van|von|la|bin|al|der))*"
    r"(?: [A-Z\u00c0-\u00de][\w'\u2019-]+){1,2}(?:,? (?:MD|RN|PhD|MPH|DO|RD|NP|GP|FRCP)\b)*"
    r"(?:(?:,| [|\u2013\u2014-]) (?:[a-z][\w-]+ ?){1,5}|,? (?:Special (?:for|to)|for) [A-Z][\w ]{1,30})?\W*"
)
_PAGE = lazy_pattern(
    r"\b(?:[Tt]his|[Tt]hese|[Oo]ur) (?:\w+ )?(?:page|leaflet|article|guide|booklet|information|text|fact ?sheet|post)\b"
)
_ABOUT = lazy_pattern(r"About (?:the )?[A-Z][\w&'\u2019.-]+(?: [\w&'\u2019.-]+){0,8}:?\s*")
_SIGNED = lazy_pattern(
    r"(?:Write|Email|E-mail|Contact)(?: to)? [A-Z][^@\n]{3,50} at [^\n]{5,50}"
    r"|(?:--|[\u2013\u2014-])\s*[A-Z][\w'\u2019.-]+ [A-Z][^.!?]{2,60}|[\w.+-]+@[\w.-]+\.\w+\W*"
    r"|About (?:the )?[A-Z][\w&'\u2019.-]+(?: [\w&'\u2019.-]+){0,8}:?\s*"
)
_TEAM = lazy_pattern(r" the (?:[a-z-]+ ){0,4}[a-z-]+(?:,| at| of| in| for) (?:the )?[A-Z]")
_MARKED = lazy_pattern(
    r"(?:itemprop\s*=\s*[\"']?author|class\s*=\s*[\"'][^\"']*\b(?:byline|author-name|article-author|post-author)\b)"
    r"[^<>]*>(?:\s*<[^<>]+>)*\s*(?:[Bb]y\s+)?(?:<[^<>]+>\s*)*(?P<name>[A-Z][^<>\n]{3,60})"
)
_LABEL = lazy_pattern(r"(?:by|of|:)?[\s:]*", re.IGNORECASE)


class BylineOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`authors`, `reviewers`: keys of front matter or page metadata; `authored`, `reviewed`: words before a name.

    `nobody`: names that name nobody (lower case); so does one of `desks` with nothing but `desk-words` before it.
    `reviewer`: a reviewer must be named too. `stated`: only a byline in the
    metadata that names nobody counts, not that there is none. `min-words`: shorter
    texts, and those without a title, are parts of a page and left alone. `abouts`: headings over a passage about who
    wrote it. `types`: values of the key `type` for which an institution answers (press releases).
    """

    authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    authored: Cues
    reviewed: Cues
    abouts: Cues = ""
    nobody: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    desk_words: tuple[str, ...] = ()
    reviewer: bool = False
    stated: bool = False
    min_words: int = 0
    types: tuple[str, ...] = ()


def find_missing_byline(document: Document, options: BylineOptions) -> Iterator[Match]:
    """At most one match, on the title, that says whose name is missing."""
    if document.words < options.min_words or document.embeds or not _has_title(document):
        return
    if options.stated and not metadata_values(document, options.authors):
        return
    if any(value.lower().replace("-", " ") in options.types for value in metadata_values(document, ("type",))):
        return
    reviewed = _is_named(document, options.reviewers, options.reviewed, options)
    authored = (
        _is_named(document, options.authors, options.authored, options)
        or _has_byline(document, options)
        or _has_name_line(document)
        or bool(document.hits(options.abouts))
        or _is_signed(document)
        or _is_marked(document, options)
    )
    missing = "" if authored or (reviewed and not options.reviewer) else "an author or organisation"
    if (options.reviewer or _is_for_patients(document)) and not reviewed:
        missing = f"{missing} and a medical reviewer" if missing else "a medical reviewer"
    if missing:
        yield Match(*document.title, scope="document", fields={"missing": missing})


def _is_for_patients(document: Document) -> bool:
    """Whether the front matter says that a text is information for patients, which somebody must have checked."""
    if not document.metadata:
        return False
    return any(value.lower() in _PATIENTS for value in metadata_values(document, ("profile", "page_profile")))


_PATIENTS = frozenset(("patient-info", "patient info", "patient information", "patient-information"))


def _has_title(document: Document) -> bool:
    block = document.blocks[document.block_at(document.title[0])] if document.blocks else None
    return block is not None and (block.kind == "title" or (block.kind == "heading" and block.level <= 1))


def _is_named(document: Document, keys: tuple[str, ...], cues: str, options: BylineOptions) -> bool:
    """Whether the metadata name somebody under one of `keys`, or the text after one of `cues`."""
    if any(not _is_nobody(value, options) for value in metadata_values(document, keys)):
        return True
    for hit in document.hits(cues):
        if not _is_about_page(document, hit):
            continue
        label = _LABEL.match(document.prose, hit.end)
        name = _NAME.match(document.prose, label.end() if label else hit.end)
        team = _TEAM.match(document.prose, hit.end) if name is None else None
        if (name is not None and not _is_nobody(name[0].strip(" ."), options)) or team is not None:
            return True
    return False


def _is_nobody(name: str, options: BylineOptions) -> bool:
    """Whether a byline names neither a person nor a body: "admin", or a desk of no house ("Wellness Desk")."""
    low = name.lower().strip(" .")
    if low in options.nobody:
        return True
    *most, last = low.removeprefix("the ").split() or [""]
    return last in options.desks and all(word in options.desk_words for word in most)


def _is_about_page(document: Document, hit: Hit) -> bool:
    """Whether words such as "written by" are about the page: they open a block or a sentence, or the line is short."""
    block = document.blocks[document.block_at(hit.start)]
    if hit.start - block.start <= OPENING or block.end - block.start <= LONGEST_BYLINE:
        return True
    sentence = sentence_at(document, hit.start)
    opens = sentence is not None and not any(ch.isalnum() for ch in document.prose[sentence.start : hit.start])
    return opens or _PAGE.search(document.prose, block.start, hit.start) is not None


def _has_name_line(document: Document) -> bool:
    """Whether one of the first blocks below the title is a name and nothing else, or a name with a role."""
    first = document.block_at(document.title[0])
    for block in document.blocks[first + 1 : first + 1 + FIRST_BLOCKS]:
        short = block.kind == "paragraph" and not block.hidden and block.end - block.start <= LONGEST_BYLINE
        if short and _NAME_LINE.fullmatch(document.prose, block.start, block.end):
            return True
    return False


def _is_signed(document: Document) -> bool:
    """Whether the text ends with a name behind a dash or a mail address, or with what an institution says of itself."""
    blocks = [block for block in document.blocks if not block.hidden]
    half = len(blocks) // 2
    return any(
        block.end - block.start <= LONGEST_BYLINE
        and (_SIGNED if number >= len(blocks) - LAST_BLOCKS else _ABOUT).fullmatch(
            document.prose, block.start, block.end
        )
        for number, block in enumerate(blocks)
        if number >= half
    )


def _is_marked(document: Document, options: BylineOptions) -> bool:
    """Whether a web page marks somebody as its author: `rel="author"`, `itemprop="author"`, a byline class."""
    if document.format != "html":
        return False
    if any("author" in link.rel and not _is_nobody(link.text, options) for link in document.links):
        return True
    return any(not _is_nobody(found["name"], options) for found in _MARKED.finditer(document.source))


def _has_byline(document: Document, options: BylineOptions) -> bool:
    """Whether a short block says "By" and a name of two words or more."""
    for block in document.blocks:
        if (
            block.end - block.start > LONGEST_BYLINE
            or block.hidden
            or document.prose[block.start : block.start + 1] not in "BWAF"
        ):
            continue
        found = _BY.match(document.prose, block.start, block.end)
        name = _NAME.match(found["name"]) if found else None
        if name is not None and " " in name[0].strip() and not _is_nobody(name[0].strip(), options):
            return True
    return False


CHECK = Check("byline", BylineOptions, find_missing_byline, {"missing": "what is missing"})
