"""Check `review-date`: when the text was published, and whether somebody looked at it again in the last years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from medlint.api import Check, Cues, Document, Match, Related, lazy_pattern, metadata_values

from .dates import find_dates

AFTER_CUE = 60
"""A date belongs to words such as "last reviewed" if it begins within so many characters after them."""
OPENING_CHARACTERS = 12
"""Such words open a block if they begin within so many characters."""
LINE_CHARACTERS = 120
"""A block up to this length is a line about the page."""
DATELINE_CHARACTERS = 80
"""A block up to this length that holds a date is a dateline, where it is one of the first or last `DATELINE_BLOCKS`."""
DATELINE_BLOCKS = 6


_DASH = lazy_pattern(r"[)\]]?\s*(?:[-\u2013\u2014]|:|/PRN|\()")
_AGO = lazy_pattern(
    r"\b(?:updated|published|posted|reviewed)\W+(?:an?|\d+|one|two|three) (?:minute|hour|day|week|month)s? ago\b",
    re.IGNORECASE,
)
_TIME = lazy_pattern(
    r"<time\b[^<>]*\bdatetime\s*=\s*[\"']?(?:19|20)\d\d-\d\d|itemprop\s*=\s*[\"']?date(?:Published|Modified)"
)


class ReviewOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """`months`: how old the last review may be. `reviewed`, `published`: keys of front matter or page metadata.

    `due`: keys of the date by which the next review is due; `review-cues`, `publication-cues`, `due-cues`: words before
    a date in the text; `written-cues`: the same for leaflets, which count as reviewed when they are written.
    `stated`: only a review that the text itself dates counts, not that there is none. `min-words`: shorter texts are
    left alone, as are those without a title, which are parts of a page.
    """

    reviewed: tuple[str, ...]
    published: tuple[str, ...]
    review_cues: Cues
    publication_cues: Cues
    due: tuple[str, ...] = ()
    due_cues: Cues = ""
    written_cues: Cues = ""
    months: int = 36
    stated: bool = False
    min_words: int = 0


def find_stale_date(document: Document, options: ReviewOptions) -> Iterator[Match]:
    """At most one match, on the title: there is no date, or the newest review is too old."""
    if document.words < options.min_words or document.embeds or not _has_title(document):
        return
    reviews = [
        *_metadata_dates(document, options.reviewed),
        *_dates_after(document, options.review_cues, options.due_cues),
        *(written := list(_dates_after(document, options.written_cues))),
    ]
    due = [*_metadata_dates(document, options.due), *_dates_after(document, options.due_cues)]
    if due and max(due)[0] < document.context.today and (not reviews or max(reviews)[0] < max(due)[0]):
        told = f"was due for a review in {max(due)[0]:%B %Y}"
        yield Match(*document.title, scope="document", fields={"state": told})
    elif reviews:
        day, start, end = max(reviews)
        if _months(day, document.context.today) > options.months:
            done = "written" if max(reviews) in written else "last reviewed"
            told = f"was {done} in {day:%B %Y}, more than {options.months} months ago"
            place = (Related(start, end, "the newest date of a review"),) if end > start else ()
            yield Match(*document.title, scope="document", fields={"state": told}, related=place)
    elif not options.stated and not due and not _is_dated(document, options):
        yield Match(*document.title, scope="document", fields={"state": "has no date of publication or review"})


def _is_dated(document: Document, options: ReviewOptions) -> bool:
    return bool(
        _metadata_dates(document, options.published)
        or list(_dates_after(document, options.publication_cues))
        or _has_dateline(document)
        or any(_AGO.search(document.prose, block.start, block.end) for block in document.blocks[:DATELINE_BLOCKS])
        or (document.format == "html" and _TIME.search(document.source) is not None)
    )


def _metadata_dates(document: Document, keys: tuple[str, ...]) -> list[tuple[date, int, int]]:
    """Dates under some keys of the metadata, without a place in the prose."""
    values = metadata_values(document, keys)
    return [(day, 0, 0) for value in values for day, _, _ in find_dates(value)]


def _dates_after(document: Document, cues: str, unless: str = "") -> Iterator[tuple[date, int, int]]:
    """Dates that follow one of the cues in its block, with their prose spans.

    Cues that overlap one of `unless` ("review due" holds "review") are left out. The cue opens its block, or the block
    is short: elsewhere it is some study that was published or updated.
    """
    for hit in document.hits(cues):
        block = document.blocks[document.block_at(hit.start)]
        if any(other.start < hit.end and hit.start < other.end for other in document.hits(unless)):
            continue
        if hit.start - block.start > OPENING_CHARACTERS and block.end - block.start > LINE_CHARACTERS:
            continue
        end = min(block.end, hit.end + AFTER_CUE)
        for day, first, last in find_dates(document.prose[hit.end : end]):
            yield day, hit.end + first, hit.end + last


def _has_dateline(document: Document) -> bool:
    """Whether a short block near the edges is a date, or one of the first begins with place and date, and a dash."""
    for block in (*document.blocks[:DATELINE_BLOCKS], *document.blocks[-DATELINE_BLOCKS:]):
        if block.kind not in {"paragraph", "heading"} or block.hidden or block.start == document.title[0]:
            continue
        short = block.end - block.start <= DATELINE_CHARACTERS
        text = document.prose[block.start : min(block.end, block.start + DATELINE_CHARACTERS)]
        found = next(find_dates(text, years=False), None)
        if found is not None and (short or _DASH.match(text, found[2])):
            return True
    return False


def _has_title(document: Document) -> bool:
    block = document.blocks[document.block_at(document.title[0])] if document.blocks else None
    return block is not None and (block.kind == "title" or (block.kind == "heading" and block.level <= 1))


def _months(day: date, today: date) -> int:
    """Whole months from a day to another; negative if it lies ahead."""
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)


CHECK = Check("review-date", ReviewOptions, find_stale_date, {"state": "what was found about its age"})
