"""What medlint understood of a text: the object of `medlint inspect --format json`, and the same for people.

All offsets are source offsets. What is not known is null, never a guess: the `speaker` of a sentence in which nobody
who is named is quoted, and `spun` where no plugin reads for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from medlint.document import Document
from medlint.layers.caveats import caveats
from medlint.layers.citations import citations, citations_for
from medlint.layers.claims import Claim, claims
from medlint.layers.links import links
from medlint.layers.sentences import Sentence, sentences
from medlint.layers.speakers import speaker_of
from medlint.layers.spun import spun_text
from medlint.layers.studies import studies
from medlint.scorecard import evidence_label

VERSION = 1


def to_dict(document: Document) -> dict[str, Any]:
    """The object of `interface.md`, plain values only."""
    return {
        "version": VERSION,
        "path": document.path,
        "format": document.format,
        "title": document.prose[slice(*document.title)],
        "language": document.layer("language"),
        "metadata": plain(document.metadata),
        "text": document.source,
        "blocks": [
            {"kind": block.kind, **_span(document, block.start, block.end), "level": block.level}
            for block in document.blocks
        ],
        "sentences": [
            _sentence(document, sentence, claim)
            for sentence, claim in zip(sentences(document), claims(document), strict=True)
        ],
        "studies": [
            {**_span(document, study.start, study.end), **evidence_label(document, study)}
            for study in studies(document)
        ],
        "caveats": [{"kind": caveat.kind, **_span(document, caveat.start, caveat.end)} for caveat in caveats(document)],
        "citations": [
            {"kind": item.kind, **_span(document, item.start, item.end), "target": item.target}
            for item in citations(document).items
        ],
        "links": list(_links(document)),
        "spun": _spun(document),
    }


def _span(document: Document, start: int, end: int) -> dict[str, int]:
    source_start, source_end = document.source_span(start, end)
    return {"start": source_start, "end": source_end}


def _sentence(document: Document, sentence: Sentence, claim: Claim) -> dict[str, Any]:
    return {
        **_span(document, sentence.start, sentence.end),
        "block": sentence.block,
        "claim": {"strength": claim.strength, "kinds": list(claim.kinds)},
        "advice": claim.advice,
        "hedged": claim.hedged,
        "negated": claim.negated,
        "limitation": claim.limitation,
        "quoted": claim.quoted,
        "speaker": _speaker(document, sentence),
        "cited": bool(citations_for(document, sentence.start)),
    }


def _speaker(document: Document, sentence: Sentence) -> str | None:
    speaker = speaker_of(document, sentence.start, sentence.end)
    return speaker.name if speaker else None


def _links(document: Document) -> Iterator[dict[str, Any]]:
    for facts in links(document):
        link = facts.link
        yield {
            "start": link.source_start,
            "end": link.source_end,
            "href": link.href,
            "text": link.text,
            "rel": list(link.rel),
            "kind": facts.kind,
        }


def _spun(document: Document) -> dict[str, Any] | None:
    if "spun" not in document.knowledge.layers:
        return None
    text = spun_text(document)
    phrases = [
        {**_span(document, one.start, one.end), "likely": one.likely or None, "score": round(one.score, 2)}
        for one in text.phrases
    ]
    return {"index": round(text.index, 3), "phrases": phrases}


def plain(value: object) -> Any:
    """Metadata as values that JSON knows: mappings, lists, strings, numbers, booleans, null; all else as text."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
