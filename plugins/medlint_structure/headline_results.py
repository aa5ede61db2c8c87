"""Headlines that state an effect over a text whose result was none, and those that teach what the text never names."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import (
    STRENGTHS,
    Block,
    Claim,
    Cues,
    Document,
    Hit,
    Match,
    Related,
    Sentence,
    claims,
    is_asked,
    is_hedged,
    is_negated,
    lazy_pattern,
    quote_at,
    sentences,
)

from .headline_terms import Terms

CAUSAL = STRENGTHS.index("causal")
_DENIED = lazy_pattern(r"\b(?:no|not|nor|never|fails?|failed|hardly|little|without|whether|myth)\b|n['\u2019]t\b|\?")
_FRAME = lazy_pattern(
    r"\b(?:keeps?|wards?) [\w' -]{3,40} (?:away|off|at bay)\b|\bmakes? [\w' -]{3,40} (?:[a-z]{3,}er|more [a-z]+"
    r"|less [a-z]+)\b"
    r"|\b(?:shortens?|lengthens?|strengthens?|calms?|helps?|speeds? up|brightens?|sharpens?|lifts?|beats?) (?=[a-z])"
)
_TAUGHT = lazy_pattern(
    r"(?:(?:How to|How do (?:I|you)|How should (?:I|you)|When to|How often to) (?:choose|pick|buy|clean|store|use"
    r"|fit|wear"
    r"|change|read|wash|measure|fold|replace|adjust|hold|carry|set up|put on|sharpen)"
    r"|Choosing|Buying|Cleaning|Storing|Fitting|Wearing|Washing)"
    r" (?P<thing>[\w'\u2019-]+(?: (?!(?:for|in|on|with|after|at|when|without|safely|and|or|to|of|from|if|that|by"
    r"|before|during|correctly"
    r"|properly|well|right|as)\b)[\w'\u2019-]+){0,4})"
)
_CLASS = frozenset(("product", "one", "it", "them", "best", "right", "body", "yours", "words", "time", "way"))


def find_denied(document: Document, headline: Block, sure: tuple[Hit, ...], null: Cues) -> list[Match]:
    """A match for the effect in a headline, where the text tells of no difference, and of no effect."""
    results = [hit for hit in document.hits(null) if hit.start >= headline.end]
    if not results or _DENIED.search(document.prose, headline.start, headline.end):
        return []
    framed = _FRAME.search(document.prose, headline.start, headline.end)
    spans = [(hit.start, hit.end) for hit in sure] + ([framed.span()] if framed else [])
    spans = [span for span in spans if is_stated(document, headline, span[0])]
    plain = [hit for hit in results if not is_hedged(document, hit.start) and quote_at(document, hit.start) is None]
    plain = [hit for hit in plain if not _is_of_controls(document, hit)]
    if not spans or not plain or _tells_effect(document, headline, plain):
        return []
    start, end = min(spans)
    place = Related(plain[0].start, plain[0].end, "what the text says")
    return [Match(start, end, fields={"fault": "not what the text below found"}, related=(place,))]


def _is_of_controls(document: Document, hit: Hit) -> bool:
    """Whether a result of none is that of those who went without ("against no change in the controls")."""
    compared = _AGAINST.search(document.prose, max(hit.start - 20, 0), hit.start)
    return compared is not None or _CONTROLS.match(document.prose, hit.end) is not None


_AGAINST = lazy_pattern(r"\b(?:compared (?:with|to)|versus|vs\.?|against) $")
_CONTROLS = lazy_pattern(
    r"(?: (?:in|among|for|with))? (?:the |those on |those given )?"
    r"(?:controls?|comparison|placebo|untreated|dummy|sham|waiting[- ]list)\b"
)


def find_needless(document: Document, headline: Block, null: Cues) -> list[Match]:
    """A match for "every child needs" in a headline over a text that found no benefit, and tells of none."""
    needed = _NEEDED.search(document.prose, headline.start, headline.end)
    if needed is None or document.prose[headline.start : headline.end].rstrip().endswith("?"):
        return []
    if _DENIED.search(document.prose, headline.start, headline.end):
        return []
    results = [
        hit
        for hit in document.hits(null)
        if hit.start >= headline.end
        and not is_hedged(document, hit.start)
        and not is_asked(document, hit.start)
        and quote_at(document, hit.start) is None
    ]
    if not results or _tells_effect(document, headline, results):
        return []
    place = Related(results[0].start, results[0].end, "what the text says")
    fault = "surer than what the text below found"
    return [Match(*needed.span(), fields={"fault": fault}, related=(place,))]


_NEEDED = lazy_pattern(
    r"\b(?:[Ee]very [a-z]+|[Aa]ll [a-z]+|[Ee]veryone|[Ee]verybody|[Yy]ou|[Yy]our (?:child|baby|body|family))"
    r"(?: [a-z]+)? (?:needs?|must|should|has to|have to|ought to)\b"
)


def is_stated(document: Document, headline: Block, start: int) -> bool:
    """Whether words of a headline are a statement with something before them that has the effect."""
    if is_negated(document, start) or is_hedged(document, start) or is_asked(document, start):
        return False
    if _ALSO_HEDGED.search(document.prose, headline.start, start):
        return False
    before = document.prose[headline.start : start].split()
    return bool(before) and before[0].lower() not in _OPENERS and quote_at(document, start) is None


_ALSO_HEDGED = lazy_pattern(r"\b(?:[Mm]ay|[Mm]ight|[Cc]ould|[Cc]an) (?:\w+ )?\w+(?:,? (?:and|or)|,) $")
"""A verb before it is hedged, and the hedge holds for both: "may slow, even stop"."""
_OPENERS = frozenset("how why what when which who where can could does do is are should will would if".split())


def claims_below(document: Document, headline: Block) -> Iterator[tuple[Sentence, Claim]]:
    """The sentences below a headline that state something, with what they claim."""
    for sentence, claim in zip(sentences(document), claims(document), strict=True):
        if sentence.start >= headline.end and not (claim.asked or claim.aim):
            yield sentence, claim


def _tells_effect(document: Document, headline: Block, results: list[Hit]) -> bool:
    """Whether the text also tells outright of something that was caused or made better."""
    told = {
        sentence.start
        for sentence in sentences(document)
        for hit in results
        if sentence.start <= hit.start < sentence.end
    }
    return any(
        not (claim.negated or claim.hedged) and STRENGTHS.index(claim.strength) >= CAUSAL
        for sentence, claim in claims_below(document, headline)
        if sentence.start not in told
    )


def find_untaught(document: Document, headline: Block, terms: Terms, same: Cues) -> list[Match]:
    """A match for the thing that a headline promises to teach about, and that the text never names."""
    found = _TAUGHT.match(document.prose, headline.start, headline.end)
    if found is None:
        return []
    word = found["thing"].split()[-1]
    if terms.has(word) or word.lower().rstrip("s") in _CLASS or len(word) < len("ring"):
        return []
    start = found.end("thing") - len(word)
    groups = {hit.entry for hit in document.hits_between(same, start, found.end("thing"))}
    if any(hit.entry in groups and hit.start >= headline.end for hit in document.hits(same)):
        return []
    return [Match(start, found.end("thing"), fields={"fault": "the topic, and the text below never names it"})]
