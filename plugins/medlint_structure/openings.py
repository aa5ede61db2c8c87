"""Of what case two sentences speak, by how they open."""

from __future__ import annotations

from medlint.api import Document, Sentence, lazy_pattern, sentence_at

_OPENER = lazy_pattern(r"\W*(?:With|In|For|After|On|At|Among|By|Under|During|As|From|To|Before|Of)\b [^,.;]{2,60},")
"""The case that a sentence opens with ("With the patch, ...")."""

_KIND = lazy_pattern(r"\W*(?P<kind>[A-Za-z]+-[a-z]+) (?P<thing>[a-z]+)\b")
"""A thing with what tells it from others of its name ("Long-acting insulin")."""

_POINTS = lazy_pattern(r"(?:It|They|This \w+|These \w+) ")


def open_alike(document: Document, one: Sentence, two: Sentence) -> bool:
    """Whether two sentences open with the same case or none, and name no different things before a colon."""
    labels = {_label(document, sentence) for sentence in (one, two)}
    if len(labels) > 1 and "" not in labels:
        return False
    kinds = [_KIND.match(document.prose, sentence.start, sentence.end) for sentence in (one, two)]
    if kinds[0] and kinds[1] and kinds[0]["thing"] == kinds[1]["thing"] and kinds[0]["kind"] != kinds[1]["kind"]:
        return False
    openers = [_OPENER.match(document.prose, sentence.start, sentence.end) for sentence in (one, two)]
    return len({found[0].lower() if found else "" for found in openers}) == 1


def _label(document: Document, sentence: Sentence) -> str:
    """What a sentence names before a colon, of which it then speaks ("Blue pump: it costs ..."); else empty."""
    lead, colon, _ = document.prose[sentence.start : sentence.end].partition(":")
    return lead.lower() if colon else ""


def both_point(document: Document, first: int, second: int) -> bool:
    """Whether "it" is another thing in either of two paragraphs: a list tells of each "It clears up within a week"."""
    own = [sentence_at(document, place) for place in (first, second)]
    pointing = all(one is not None and _POINTS.match(document.prose, one.start) is not None for one in own)
    return pointing and document.block_at(first) != document.block_at(second)
