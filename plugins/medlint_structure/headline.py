"""Check `headline-body`: the headline names a topic or a figure that the text never does, or is surer than it."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import (
    STRENGTHS,
    Block,
    Check,
    Claim,
    Document,
    Hit,
    Match,
    Related,
    claims,
    is_asked,
    is_hedged,
    is_negated,
    quote_at,
    sentences,
    words_between,
)  # fmt: skip

from .headline_figures import find_missing_figure
from .headline_results import find_denied, find_untaught
from .headline_terms import HeadlineOptions, Terms, is_about, read_terms

MILD = -1
"""A step below the topic that is absent altogether: a topic, figure or certainty that the text does not bear out."""
LINKING = "association-words"
REACH = 1
"""Between a verb such as "ends" and what it ends stand at most so many words."""
CAUSAL = STRENGTHS.index("causal")


def find_mismatch(document: Document, options: HeadlineOptions) -> Iterator[Match]:
    """At most one match, in the headline: what the text does not speak of, else a verb that is too sure."""
    headline = _headline(document)
    if headline is None or document.embeds:
        return
    terms = read_terms(document, headline, options)
    if terms.size < options.min_words:
        return
    found = _find_absent(document, headline, terms, options)
    found = found or find_missing_figure(document, headline)
    found = found or _find_sure(document, headline, terms, options)
    found = found or find_untaught(document, headline, terms, options.same)
    yield from found or find_denied(
        document, headline, document.hits_between(options.sure, headline.start, headline.end), options.null
    )


def _headline(document: Document) -> Block | None:
    """The first-level heading, else the title."""
    shown = [block for block in document.blocks if not block.hidden]
    heads = [block for block in shown if block.kind == "heading" and block.level == 1]
    return next(iter(heads or [block for block in shown if block.kind == "title"]), None)


def _find_absent(document: Document, headline: Block, terms: Terms, options: HeadlineOptions) -> list[Match]:
    """Nothing that the headline is about is in the text, or one thing that has a name of its own is not."""
    absent = [topic for topic in terms.topics if not is_about(document, headline, topic, terms, options)]
    if not absent:
        return []
    wholly = len(absent) == len(terms.topics) and not terms.shared
    blamed = next((topic for topic in absent if topic.named), absent[0])
    if not wholly and not blamed.named:
        return []
    fault = "the topic, and the text below never names it"
    return [Match(blamed.start, blamed.end, step=0 if wholly else MILD, fields={"fault": fault})]


def _find_sure(document: Document, headline: Block, terms: Terms, options: HeadlineOptions) -> list[Match]:
    """A verb of the headline that ends or causes something, where the text below only links, hopes or measures."""
    figure = any(ch.isdigit() for ch in document.prose[headline.start : headline.end])
    for verb in document.hits_between(options.sure, headline.start, headline.end):
        if is_negated(document, verb.start) or is_hedged(document, verb.start) or is_asked(document, verb.start):
            continue
        if quote_at(document, verb.start) is not None or _is_noun(document, headline, verb):
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
            return [Match(verb.start, verb.end, step=MILD, fields={"fault": fault}, related=place)]
    return []


def _is_noun(document: Document, headline: Block, verb: Hit) -> bool:
    """Whether a word stands where no verb of a statement does: first ("Stop smoking"), after "the", before "of"."""
    before = document.prose[headline.start : verb.start].lower().split()
    after = document.prose[verb.end : verb.end + 4]
    return (
        not before or before[-1] in _NO_SUBJECT or before[0] in _HOW or after.startswith((" of ", "-", "'", "\u2019"))
    )


def _weaker(document: Document, headline: Block, options: HeadlineOptions, *, absolute: bool) -> Claim | None:
    """The first thing the text says that is weaker than the headline; None where it says as much, or nothing."""
    below = [
        claim
        for sentence, claim in zip(sentences(document), claims(document), strict=True)
        if sentence.start >= headline.end and not claim.asked and not claim.aim
    ]
    if absolute and _says_absolutely(document, headline, options):
        return None
    plain = [claim for claim in below if STRENGTHS.index(claim.strength) >= CAUSAL and not claim.negated]
    if not absolute and any(not claim.hedged for claim in plain):
        return None
    weak = [claim for claim in below if claim.strength == "conditional" or claim.hedged or _links(document, claim)]
    measured = absolute and any(ch.isdigit() for ch in document.prose[headline.end :])
    return weak[0] if weak else (Claim() if measured else None)


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
    "the a an of in to and or for how can could may might your our its this no next some any not".split()
)
_HOW = frozenset("how why what when which who where can could does do is are should will would".split())

CHECK = Check("headline-body", HeadlineOptions, find_mismatch, {"fault": "what does not fit"})
