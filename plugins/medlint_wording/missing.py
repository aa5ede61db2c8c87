"""Check `missing`: the text is about something, and what it should then say, or show in its metadata, is nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from medlint.api import (
    Check,
    Citation,
    Cues,
    Document,
    FactName,
    Match,
    citations,
    find_sign,
    hits_beside,
    lazy_pattern,
    metadata_values,
    sentence_at,
    topic_step,
)  # fmt: skip

from .contacts import has_contact

_YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b|\b(?:NG|CG|TA|QS|PH|DG|IPG) ?\d{1,4}\b")
"""A year, or the number of a guideline."""
_ISSUED = lazy_pattern(
    r"\bpublished (?:online|today|yesterday|on|this|last|[A-Z][a-z]+day)\b"
    r"|\bpublished in (?:the )?(?:current|latest|new|[A-Z][a-z]*)\b"
    r"|\b(?:appears?|appeared|appearing|reported?|reporting) (?:online |today |this week )?in\b"
    r"|\b(?:issue|edition) of\b",
    2,
)
"""What tells in which issue of a journal to look, as news does for its readers."""


class MissingOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """When something is missed, and what satisfies the rule.

    When: `topic`: the text is about it with `least-topic` hits, one in the title, or one in every 40 words; without a
    topic every text is meant. Entries may carry tags: `least` (their own number of hits; entries with the same
    tags count together), `step` (moves the severity if the text is about them), `title = "no"` (one in the title is not
    enough). `forms`: words by which a text tells of the topic without a known name; they are counted by themselves.
    `min-words`: shorter texts are left alone. `unless`: words that take the text out of the rule. `audience`:
    `lay` leaves texts for professionals alone. `embeds`: a template shortcode may hold what is missing, so a text with
    one is left alone.

    What: `required`: words of which `least` different entries must occur, each, with `beside`, near one of those words
    (in its block, under a heading with one, in a list that one introduces). `citations`: a source that can be traced: a
    link, an identifier, a note, or a name with a year. `contacts`: a helpline of this table. `signs`: one of these
    characters beside a digit (currencies). `metadata`: keys of front matter or page metadata, of which any one, not
    empty, is enough. `announced`: words that only promise what is missing; with them the finding is one severity lower.
    `looked-for`: what was searched, in words, for the message.
    """

    topic: Cues = ""
    least_topic: int = 1
    forms: Cues = ""
    min_words: int = 100
    unless: Cues = ""
    audience: Literal["all", "lay"] = "all"
    embeds: bool = True
    required: Cues = ""
    least: int = 1
    beside: Cues = ""
    citations: bool = False
    contacts: FactName = ""
    signs: tuple[str, ...] = ()
    metadata: tuple[str, ...] = ()
    announced: Cues = ""
    looked_for: str = ""


def find_missing(document: Document, options: MissingOptions) -> Iterator[Match]:
    """At most one match, on the title, that says what was looked for and how much of it was found."""
    step = _topic_step(document, options)
    if step is None or document.words < options.min_words or _is_outside(document, options):
        return
    found = hits_beside(document, options.required, options.beside)
    if (options.required and len({hit.entry for hit in found}) >= options.least) or _has_other(document, options):
        return
    announced = document.hits(options.announced)
    words = sorted({document.prose[hit.start : hit.end].lower() for hit in (*found, *announced)})
    yield Match(
        *document.title,
        scope="document",
        step=step - bool(announced),
        fields={"looked_for": options.looked_for, "found": ", ".join(words) or "nothing"},
    )


def _topic_step(document: Document, options: MissingOptions) -> int | None:
    """How the topic moves the severity (the gravest of those that the text is about); None if it is about none."""
    if not options.topic:
        return 0
    step = topic_step(document, options.topic, options.least_topic)
    return topic_step(document, options.forms) if step is None and options.forms else step


def _is_outside(document: Document, options: MissingOptions) -> bool:
    """Whether the text is none that the rule speaks of, or one that cannot be judged."""
    return (
        (options.audience == "lay" and document.context.audience == "pro")
        or bool(document.hits(options.unless))
        or (options.embeds and bool(document.embeds))
    )


def _has_other(document: Document, options: MissingOptions) -> bool:
    """Whether something else than words satisfies the rule: metadata, a source, a helpline."""
    return (
        bool(options.metadata and metadata_values(document, options.metadata))
        or any(find_sign(document.prose, sign) for sign in options.signs)
        or (options.citations and any(_is_traceable(document, item) for item in citations(document).items))
        or bool(options.contacts and has_contact(document, document.knowledge.facts[options.contacts]))
    )


def _is_traceable(document: Document, source: Citation) -> bool:
    """Whether a reader can find a source: a body needs a year or a number beside it, a journal that or its issue."""
    if source.kind not in {"journal", "named-source"}:
        return True
    sentence = sentence_at(document, source.start)
    if sentence is None:
        return False
    if _YEAR.search(document.prose, source.start, source.end):
        return True
    issued = source.kind == "journal" and _ISSUED.search(document.prose, sentence.start, sentence.end)
    return bool(issued) or _YEAR.search(document.prose, sentence.start, sentence.end) is not None


CHECK = Check(
    "missing",
    MissingOptions,
    find_missing,
    {"looked_for": "what would have been enough", "found": "what there was of it"},
)
