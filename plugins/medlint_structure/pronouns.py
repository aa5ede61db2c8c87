"""A section or text that opens with "It" or "They", where neither its heading nor the title says who or what."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import Document, Match, lazy_pattern, sections

from .places import TEXT_KINDS, content_words, heading_of, title_of
from .quote_marks import NEVER_OPENED, Paragraph, find_quote_faults

_PRONOUN = lazy_pattern(
    r"(?P<word>It|They|These|Those|This)(?P<verb>['\u2019](?:s|ll|re|ve|d)\b| (?:is|are|was|were|has|have|had|can|may"
    r"|might|must|will|would|should|could|do|does|did|also|then|usually|often|soon|[a-z]{3,}(?:s|ed|es)?)\b)"
)
_VERB = lazy_pattern(
    r"['\u2019]| (?:is|are|was|were|has|have|had|can|may|might|must|will|would|should|could|do|does|did|also|usually"
    r"|often|happens?|occurs?|means?|includes?|helps?|makes?|causes?|leads?|results?|lasts?|affects?|works?|takes?)\b"
)
_EMPTY_IT = lazy_pattern(
    r"It(?:['\u2019]s| (?:is|was|may be|can be|might be|could be|will be|would be|has been|had been|must be|should be"
    r"|isn['\u2019]t|is not|does not|used to be))"
    r"(?: [\w-]+){1,3}?(?: (?:of|for|in)(?: [\w'\u2019-]+){1,4}?)? (?:to|that|if|when|whether|how|why"
    r"|for \w+(?: \w+)? to)\b|It (?:is"
    r"|was) (?:only|just|not until)\b"
    r"|It(?:['\u2019]s| is| was) (?:time|worth|up to|thought|known|unknown|unclear|believed"
    r"|estimated|hard|easy|true|said"
    r"|not (?:known|clear|just|only|easy)|important|normal|common|possible|raining|the|(?:19|20)\d\d|all|here|no )"
    r"|It (?:takes?|took|seems?|appears?|turns? out|depends?|follows|happens?|happened|helps?|makes? sense|pays|costs"
    r"|can take|may take|might take|could take|will take|all |feels? as|looks as|sounds|matters|goes without|began"
    r"|started|came as|remains)\b"
)
_PLURAL = lazy_pattern(r"[^siu]s$|ies$")
_CASE = lazy_pattern(r"\s*(?:[Ww]hile|[Uu]ntil|[Ww]hen|[Ii]f|[Oo]nce|[Ww]ho|[Ww]here)\b")
_PREPOSED = lazy_pattern(r"\s*(?:In|During|For|At|Before|After|On|With|Without|By|Near|Outside)\b")
_TREATED = lazy_pattern(
    r"It (?:is|was|has|should|must|can|may|cannot|might|will)(?: not| never| only| also| best| always)*(?: been"
    r"| be)? (?:taken|used"
    r"|given|applied|injected|prescribed|swallowed|worn|inhaled|fitted|sold|avoided|stopped|rubbed|licensed|approved)\b"
)
"""What is said of a treatment, which no heading that tells when or for whom can name."""
_PEOPLE = lazy_pattern(
    r"(?:people|children|women|men|staff|team|family|families|doctor|nurse|surgeon|therapist|police|and|couple|group)\b"
)
_THEY_SAY = lazy_pattern(
    r"They (?:say|call|told|tell)\b|These (?:days|are the)\b"
    r"|This (?:is (?:a |an |the )?(?:page|guide|article|leaflet|story|book|section|fact|how|where"
    r"|why|what)|page|guide)\b"
)


def find_pronouns(document: Document, empty: tuple[str, ...]) -> Iterator[Match]:
    """One match for each opening pronoun that stands for nothing, with the word behind it."""
    for block in document.blocks:
        found = None if block.kind not in TEXT_KINDS or block.hidden else _PRONOUN.match(document.prose, block.start)
        if found is None or found.end() > block.end or _is_empty(document, block.start, found["word"]):
            continue
        opens = _opens_section(document, block.start)
        if (opens and not _is_supplied(document, block.start, found["word"], empty)) or _lost_its_quote(
            document, block.start, block.end
        ):
            missing = "what came before" if not opens else "who or what is meant"
            yield Match(block.start, found.end(), fields={"missing": missing})


def _is_empty(document: Document, start: int, word: str) -> bool:
    """Whether the pronoun stands for nothing named by itself ("It is important to"), or is followed by a noun."""
    if _EMPTY_IT.match(document.prose, start) or _THEY_SAY.match(document.prose, start):
        return True
    return word.startswith("Th") and word != "They" and not _VERB.match(document.prose, start + len(word))


def _opens_section(document: Document, start: int) -> bool:
    """Whether a block is the first of a section, or of the text; in plain text headings are only guessed."""
    number = document.block_at(start)
    if document.format == "text" and number:
        return False
    for section in sections(document):
        if section.first <= number < section.last:
            first = section.first + (section.heading >= 0)
            return number == first and not _has_media(document, start)
    return False


def _has_media(document: Document, start: int) -> bool:
    """Whether a picture, a table or a shortcode stands between a heading and its text."""
    source = document.source
    at = document.source_span(start, start + 1)[0]
    return "![" in source[max(at - 200, 0) : at] or "<img" in source[max(at - 200, 0) : at] or bool(document.embeds)


def _is_supplied(document: Document, start: int, word: str, empty: tuple[str, ...]) -> bool:
    """Whether the heading, else the title, names a thing that the pronoun can stand for."""
    plural = word in {"They", "These", "Those"}
    heading, title = heading_of(document, start), title_of(document)
    if (
        heading is not None
        and not _CASE.match(document.prose, heading.start)
        and not (_TREATED.match(document.prose, start) and _PREPOSED.match(document.prose, heading.start))
        and _names(document, (heading.start, heading.end), empty, plural=plural)
    ):
        return True
    return title is not None and _names(document, title, empty, plural=plural)


def _names(document: Document, span: tuple[int, int], empty: tuple[str, ...], *, plural: bool) -> bool:
    words = content_words(document, *span, empty)
    if not plural:
        return bool(words)
    return any(_PLURAL.search(word) or _PEOPLE.match(word) for word in words) or " and " in document.prose[slice(*span)]


def _lost_its_quote(document: Document, start: int, end: int) -> bool:
    """Whether a quotation ends in the block that never began: what the pronoun stands for was cut off with it."""
    faults = find_quote_faults(document.prose, [Paragraph(start, end)])
    return any(fault.kind == NEVER_OPENED for fault in faults)
