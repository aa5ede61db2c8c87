"""Check `headline-body`: the headline names a topic or a figure that the text never does, or is surer than it."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import (
    NUMBER,
    STRENGTHS,
    Block,
    Check,
    Claim,
    Document,
    Hit,
    Match,
    Related,
    is_asked,
    is_hedged,
    is_negated,
    lazy_pattern,
    sentences,
    words_between,
)  # fmt: skip

from .headline_doubts import find_unknown
from .headline_figures import find_missing_figure
from .headline_results import claims_below, find_denied, find_needless, find_untaught, is_stated
from .headline_terms import HeadlineOptions, Terms, is_about, read_terms, stem

WEAK = -1
"""A step below for a word that names no topic of its own: "pain" over a text on migraine."""
LINKING = "association-words"
LABEL = 3
"""A headline that is a label has at most so many words besides its subject."""
REACH = 1
"""Between a verb such as "ends" and what it ends stand at most so many words."""
CAUSAL = STRENGTHS.index("causal")


def find_mismatch(document: Document, options: HeadlineOptions) -> Iterator[Match]:
    """At most one match, in the headline: what the text does not speak of, else a verb that is too sure."""
    headline = _headline(document)
    if headline is None or document.embeds:
        return
    terms = read_terms(document, headline, options)
    if not terms.has_words(options.min_words):
        return
    found = _find_absent(document, headline, terms, options)
    found = found or find_missing_figure(document, headline)
    found = found or _find_sure(document, headline, terms, options)
    found = found or find_needless(document, headline, options.null)
    found = found or find_untaught(document, headline, terms, options.same)
    sure = document.hits_between(options.sure, headline.start, headline.end)
    found = found or find_denied(document, headline, sure, options.null)
    yield from found or find_unknown(document, headline, sure)


def _headline(document: Document) -> Block | None:
    """The first-level heading, else the title; None where that is the beginning of a sentence."""
    shown = [block for block in document.blocks if not block.hidden]
    heads = [block for block in shown if block.kind == "heading" and block.level == 1]
    found = next(iter(heads or [block for block in shown if block.kind == "title"]), None)
    if found is None:
        return None
    words = document.prose[found.start : found.end].split()
    return None if not words or words[0].islower() or words[-1].lower().rstrip(" :-") in _UNFINISHED else found


def _find_absent(document: Document, headline: Block, terms: Terms, options: HeadlineOptions) -> list[Match]:
    """Nothing that the headline is about is in the text, or one thing that has a name of its own is not."""
    absent = [topic for topic in terms.topics if not is_about(document, headline, topic, terms, options)]
    if not absent:
        return []
    if _is_label(document, headline, terms, options):
        return []
    wholly = len(absent) == len(terms.topics) and not terms.shared
    blamed = next((topic for topic in absent if topic.named), absent[0])
    if not wholly and not blamed.named:
        return []
    fault = "the topic, and the text below never names it"
    return [Match(blamed.start, blamed.end, step=0 if blamed.named else WEAK, fields={"fault": fault})]


def _is_label(document: Document, headline: Block, terms: Terms, options: HeadlineOptions) -> bool:
    """Whether a headline only names one subject ("Chemotherapy and you"), and nothing shows that the text has another.

    Such a text says "it" of its subject from the first sentence on. Another one opens the text, or comes up again.
    """
    if len(terms.topics) != 1:
        return False
    topic = terms.topics[0]
    words = document.prose[headline.start : topic.start].split() + document.prose[topic.end : headline.end].split()
    if len(words) > LABEL or any(ch.isdigit() for word in words for ch in word):
        return False
    first = next((one.start for one in sentences(document) if one.start >= headline.end), len(document.prose))
    opening = (
        hit for name in (*options.topics, *options.named) for hit in document.hits_between(name, first, first + 30)
    )
    if any(words_between(document, first, hit.start) <= 1 and _opens_with_noun(document, first) for hit in opening):
        return False
    others = [hit.phrase for name in options.named for hit in document.hits(name) if hit.start >= headline.end]
    return len(set(others)) == len(others)


def _opens_with_noun(document: Document, start: int) -> bool:
    """Whether a sentence begins with a word of its own, not one that points back at the headline."""
    return document.prose[start : start + 12].partition(" ")[0] not in _POINTING


def _find_sure(document: Document, headline: Block, terms: Terms, options: HeadlineOptions) -> list[Match]:
    """A verb of the headline that ends or causes something, where the text below only links, hopes or measures."""
    figure = any(ch.isdigit() for ch in document.prose[headline.start : headline.end])
    for verb in document.hits_between(options.sure, headline.start, headline.end):
        if not is_stated(document, headline, verb.start) or _is_noun(document, headline, verb):
            continue
        if _is_said_below(document, headline, verb, options):
            continue
        absolute = document.tag(options.sure, verb, "sure") == "absolute"
        if not absolute and figure:
            continue
        if absolute and not any(
            words_between(document, verb.end, topic.start) <= REACH for topic in terms.topics if topic.start >= verb.end
        ):
            continue
        weaker = _weaker(document, headline, options, absolute=absolute)
        if weaker is not None:
            place = (Related(weaker.start, weaker.end, "what the text says"),) if weaker.end > weaker.start else ()
            fault = "surer than what the text below says"
            return [Match(verb.start, verb.end, fields={"fault": fault}, related=place)]
    return []


def _is_noun(document: Document, headline: Block, verb: Hit) -> bool:
    """Whether a word stands where no verb of a statement does: after "the" or "at", before "of" or a verb, or last."""
    before = document.prose[headline.start : verb.start].lower().split()
    after = document.prose[verb.end : headline.end]
    following = after.lower().split()
    return (
        before[-1].strip(_QUOTES) in _NO_SUBJECT
        or not following
        or following[0].strip(_QUOTES) in _NO_OBJECT
        or after.startswith(("-", "'", "\u2019"))
    )


def _is_said_below(document: Document, headline: Block, verb: Hit, options: HeadlineOptions) -> bool:
    """Whether the text states with the same verb what the headline does, and does not hedge it."""
    same = stem(document.prose[verb.start : verb.end])
    return any(
        hit.start >= headline.end
        and stem(words := document.prose[hit.start : hit.end]) == same
        and words.lower().endswith(("s", "d"))
        and not is_negated(document, hit.start)
        and not is_hedged(document, hit.start)
        and not is_asked(document, hit.start)
        for hit in document.hits(options.sure)
    )


def _weaker(document: Document, headline: Block, options: HeadlineOptions, *, absolute: bool) -> Claim | None:
    """The first thing the text says that is weaker than the headline; None where it says as much, or nothing."""
    below = [claim for _, claim in claims_below(document, headline)]
    if absolute and _says_absolutely(document, headline, options):
        return None
    plain = [claim for claim in below if STRENGTHS.index(claim.strength) >= CAUSAL and not claim.negated]
    if not absolute and any(not claim.hedged for claim in plain):
        return None
    weak = [claim for claim in below if claim.strength == "conditional" or claim.hedged or _links(document, claim)]
    measured = absolute and (
        any(ch.isdigit() for ch in document.prose[headline.end :])
        or _CHANGED.search(document.prose, headline.end) is not None
    )
    return weak[0] if weak else (Claim() if measured else None)


_CHANGED = lazy_pattern(
    rf"\bfrom {NUMBER}(?: [a-z-]+){{0,5}} to {NUMBER}\b|\b{NUMBER}(?: [a-z-]+){{0,3}} instead of {NUMBER}\b"
)
"""A change of some units, told in words."""


def _links(document: Document, claim: Claim) -> bool:
    """Whether a claim only says that two things go together."""
    return claim.strength == "correlational" and bool(document.hits_between(LINKING, claim.start, claim.end))


def _says_absolutely(document: Document, headline: Block, options: HeadlineOptions) -> bool:
    """Whether the text itself says that something is ended or cured, and does not take it back."""
    return any(
        hit.start >= headline.end
        and document.tag(options.sure, hit, "sure") == "absolute"
        and not is_negated(document, hit.start)
        and not is_hedged(document, hit.start)
        for hit in document.hits(options.sure)
    )


_NO_SUBJECT = frozenset(
    "the a an of in to and or for how can could may might your our its this no next some any not at by with on".split()
)
_NO_OBJECT = frozenset(
    "of and linked tied associated may can could might is are was were hope hopes fear fears call calls sales".split()
)
_UNFINISHED = frozenset("include includes are is to the of as with and or for in by may that".split())
_POINTING = ("It", "They", "This", "These", "You", "We", "He", "She", "There", "That", "Each", "No", "The")
_QUOTES = "'\"\u2018\u2019\u201c\u201d"

CHECK = Check("headline-body", HeadlineOptions, find_mismatch, {"fault": "what does not fit"})
