"""Studies that a text tells of, by their form: an article, a noun of research, and a verb of finding in the clause."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import Document, Hit, Sentence, lazy_pattern, sentence_at

BEFORE_CHARACTERS = 60
"""The article of a study stands at most so far before its noun."""
CLAUSE_CHARACTERS = 90
"""Of what a study is, in whom and when, is said in so many characters before its verb."""

_ARTICLE = lazy_pattern(
    r"(?:\b[Aa]ccording to )?\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Yy]et another) (?P<adjectives>(?:[\w,-]+ ){0,4})$"
)
_NOT_NEW = lazy_pattern(r"\b(?:of|for|in|with|to|by|from|and|than|as|that|is|was|are|be) ")
_CLAUSE = lazy_pattern(
    r"(?:,? (?:(?:some|a few|several|many|two|three|four|five|ten|a couple of|a good few) (?:years|months|decades)"
    r" (?:ago|back)|(?:a (?:while|year|decade)|some time) (?:ago|back)|not (?:so |very |that )?long ago"
    r"|the other year))?"
    r"(?:,? (?:of|in|from|with|on|at|by|among|involving|into|about|published|done|carried out|conducted|led|out|last"
    r"|that|which|released|reported)\b[^.;:()?!\"\u201c\u201d]*?)?,?"
    r"(?: (?:also|then|even|now|later|has|have|recently|[a-z]+ly)){0,2} $"
)
_BEHIND = lazy_pattern(
    r"\b(?:[Tt]he )?(?:authors|writers|researchers|scientists|team|people|doctors) (?:of|behind|in) $"
)

_ABLE = lazy_pattern(r"\b(?:can|will|would|should|must|to|helps?)(?: [a-z]+ly)? $")
"""Words before a verb by which it is what such a study is for, and nothing was found: "an analysis can help to"."""


def find_told_studies(document: Document, nouns: str, finding: str) -> Iterator[Hit]:
    """The spans from the article to the noun of each study that is said to find something, in order.

    With the verb, where that comes next; with those who are said to have done it.
    """
    for noun in document.hits(nouns):
        sentence = sentence_at(document, noun.start)
        if sentence is None:
            continue
        floor = max(sentence.start, noun.start - BEFORE_CHARACTERS)
        article = _ARTICLE.search(document.prose[floor : noun.start])
        if article is None or _NOT_NEW.search(article["adjectives"]):
            continue
        start = floor + article.start()
        end = noun.end if article[0][:9].lower() == "according" else _verb_end(document, noun, sentence, finding)
        if end:
            authors = _BEHIND.search(document.prose[max(sentence.start, start - BEFORE_CHARACTERS) : start])
            yield Hit(start - len(authors[0]) if authors else start, end, noun.entry, "")


def _verb_end(document: Document, noun: Hit, sentence: Sentence, finding: str) -> int:
    """Where the verb ends that comes next, else the noun if a verb of finding stands in its clause; 0 if none does."""
    for verb in document.hits_between(finding, noun.end, min(noun.end + CLAUSE_CHARACTERS, sentence.end)):
        clause = document.prose[noun.end : verb.start]
        if _CLAUSE.fullmatch(clause) and not _ABLE.search(clause):
            return verb.end if verb.start == noun.end + 1 else noun.end
    return 0
