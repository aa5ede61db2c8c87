"""Whether a study has been checked by other experts, as far as its sources tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medlint.layers.designs import Known
from medlint.layers.sentences import sentences
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document

_UNREVIEWED = frozenset({"server", "preprint", "abstract"})
_JOURNAL_KINDS = frozenset({"journal", "doi", "pmid"})
_PREPRINT = lazy_pattern(
    r"(?:med|bio|psy|ar)r?xiv|researchsquare|ssrn\.com|preprint|10\.(?:1101|21203|2139|31234)/", re.IGNORECASE
)
_INDEXED = lazy_pattern(r"doi\.org/10\.|pubmed|ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi", re.IGNORECASE)


def peer_review(document: Document, first: int, last: int) -> Known:
    """What the sentences `first` to `last` tell: a preprint or an abstract has had no review, a journal's paper has."""
    listed = sentences(document)
    start, end = listed[first].start, listed[last].end
    if any(
        document.tag("unreviewed-sources", hit, "kind") in _UNREVIEWED
        for hit in document.hits_between("unreviewed-sources", start, end)
    ):
        return "no"
    if "citations" not in document.knowledge.layers:
        return "unknown"
    covering = document.layer("citations").by_sentence
    sources = [item for number in range(first, last + 1) for item in covering.get(number, ())]
    if any(_PREPRINT.search(item.target) for item in sources):
        return "no"
    known = any(item.kind in _JOURNAL_KINDS or _INDEXED.search(item.target) for item in sources)
    return "yes" if known else "unknown"
