"""Check `density`: whether a whole text looks as if a program had reworded it, by several kinds of evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from medlint.api import Check, Cues, Document, Match, Related, SpunPhrase, SpunText, meant, quotes, spun_text

from .votes import Sources, collect_votes, count_acronyms

SPARE_WORDS = 100
"""Signs are shared by the words of the text and so many more: one in a note is less than ten in an article."""
TOLD = 5
"""So many phrases are named."""
SURE = 20.0
"""Log odds that stand for an entry of a list, which no program of ours has to guess."""
KINDS = {
    "index": "odd collocations",
    "terms": "tortured terms",
    "habits": "habits of rewording programs",
    "grammar": "broken grammar",
    "meanings": "words of another sense",
    "headings": "stock headings",
    "acronyms": "acronyms that do not fit",
    "anchors": "leftovers of injected links",
    "names": "things that change their names",
}
"""Kinds of evidence, in words."""


class DensityOptions(Sources, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """From where on a text is reported.

    The score of a text is the sum of its kinds of evidence: `index-weight` times its index (1 is what the detector
    calls spun), and the weighted signs of each other kind in 100 words, each kind at most `most-of-a-kind`. A kind
    speaks where it adds `least-of-a-kind`. `low`: from this score on a text is reported if it has `long-words`; the bar
    of shorter ones rises to `low-short` at `min-words`, because a few odd words make a high index there;
    `only-index`: so much more is asked where nothing but the index speaks and the text is told as news are, with
    `most-spoken` quotations and words of the lexicon `spoken` in 100 words, and less of it where it has fewer: news are
    full of idiom. `low-together`: where two kinds speak, `low-listed`: where one does that is not the index; `high`:
    from this one on gravely, if two kinds speak. Texts of fewer than `min-words` words are left alone, and those with
    one of the words `unless`, which speak of rewording or are translations.

    The thresholds are our own. `low` is what 3 of 2,040 pieces of 250 to 1,000 words of clean prose exceed that the
    model has not seen (trials, general, government and science prose; all three general), and what none of 652 news
    texts reaches. The lists alone came to 0.73 once (broken grammar, in a trial), else to 0.37, in 5,768 honest pieces
    of 130 to 600 words. `docs/measured.md` has what is reported of honest texts and of spun ones.
    """

    unless: Cues = ""
    spoken: Cues = ""
    low: float = 0.9
    low_short: float = 1.3
    long_words: int = 300
    only_index: float = 0.25
    most_spoken: float = 1.0
    low_together: float = 0.7
    low_listed: float = 0.75
    high: float = 1.5
    index_weight: float = 1.0
    most_of_a_kind: float = 2.0
    least_of_a_kind: float = 0.12
    min_words: int = 100


def find_density(document: Document, options: DensityOptions) -> Iterator[Match]:
    """One match on the title of a text whose score is high enough."""
    if document.words < options.min_words or document.hits(options.unless):
        return
    shares = weigh_evidence(document, spun_text(document), options)
    score = sum(shares.values())
    strong = [kind for kind, share in shares.items() if share >= options.least_of_a_kind]
    if score >= _low_for(document, options, strong):
        yield _match(document, options, score, strong, grave=score >= options.high and len(strong) > 1)


def _low_for(document: Document, options: DensityOptions, strong: Sequence[str]) -> float:
    """The bar for the kinds of evidence that speak: that of the index by itself sinks with the length of the text."""
    if len(strong) > 1:
        return options.low_together
    if strong and strong != ["index"]:
        return options.low_listed
    lacking = max(0, options.long_words - document.words) / max(1, options.long_words - options.min_words)
    more = options.only_index * _spoken(document, options) if strong else 0.0
    return options.low + more + min(1.0, lacking) * (options.low_short - options.low)


def _spoken(document: Document, options: DensityOptions) -> float:
    """How far a text is told as news are, from 0 to 1."""
    marks = len(quotes(document)) + len(document.hits(options.spoken))
    return min(1.0, 100 * marks / max(1, document.words) / max(options.most_spoken, 0.01))


def weigh_evidence(document: Document, text: SpunText, options: DensityOptions) -> Mapping[str, float]:
    """What each kind of evidence adds to the score of a text; see `DensityOptions`."""
    shares = {"index": options.index_weight * text.index / text.bar}
    listed = {kind: _share(document, count) for kind, count in collect_votes(document, options).items()}
    shares.update(listed)
    if sum(shares.values()) >= options.low_together / 2:  # acronyms cost time, and are no proof by themselves
        shares["acronyms"] = _share(document, count_acronyms(document, options))
    return {kind: min(share, options.most_of_a_kind) for kind, share in shares.items()}


def _share(document: Document, count: float) -> float:
    return 100 * count / (document.words + SPARE_WORDS)


def strongest_phrases(document: Document, text: SpunText, sources: Sources) -> list[SpunPhrase]:
    """Up to five phrases: those of the lists, which are sure, then those of the layer by their score."""
    told: list[SpunPhrase] = []
    for one in (*_listed(document, sources.terms), *_listed(document, sources.habits), *_by_score(text)):
        if len(told) < TOLD and not any(_overlap(document, one, other) for other in told):
            told.append(one)
    return told


def _listed(document: Document, lexicon: str) -> Iterator[SpunPhrase]:
    for hit in document.hits(lexicon):
        if not document.tag(lexicon, hit, "step") and not document.tag(lexicon, hit, "anchor"):
            means = meant(document, lexicon, hit)
            yield SpunPhrase(hit.start, hit.end, means, (), SURE)


def _by_score(text: SpunText) -> list[SpunPhrase]:
    return sorted(text.phrases, key=lambda phrase: (-phrase.score, phrase.start))


def _overlap(document: Document, one: SpunPhrase, other: SpunPhrase) -> bool:
    """Whether two phrases share a place, or say the same."""
    same = document.prose[one.start : one.end].casefold() == document.prose[other.start : other.end].casefold()
    return same or (one.start < other.end and other.start < one.end)


def _match(document: Document, options: DensityOptions, score: float, strong: Sequence[str], *, grave: bool) -> Match:
    text = spun_text(document)
    told = strongest_phrases(document, text, options)
    start, end = document.title
    return Match(
        start,
        end,
        scope="document",
        step=0 if grave else -1,
        note=f"Strongest phrases: {'; '.join(_named(document, phrase) for phrase in told)}." if told else "",
        related=tuple(Related(phrase.start, phrase.end, _meant(phrase)) for phrase in told),
        fields={
            "index": f"{text.index:.3f}",
            "score": f"{score:.1f}",
            "evidence": ", ".join(KINDS[kind] for kind in strong) or "many weak signs",
        },
    )


def _named(document: Document, phrase: SpunPhrase) -> str:
    words = f"\u201c{document.prose[phrase.start : phrase.end]}\u201d"
    return f"{words} for \u201c{phrase.likely}\u201d" if phrase.likely else words


def _meant(phrase: SpunPhrase) -> str:
    return f"perhaps \u201c{phrase.likely}\u201d is meant" if phrase.likely else "a phrase that nobody writes"


CHECK = Check(
    "density",
    DensityOptions,
    find_density,
    {
        "index": "the index of the layer `spun`, with three places",
        "score": "the score of the text, with one place",
        "evidence": "the kinds of evidence that speak, in words",
    },
)
