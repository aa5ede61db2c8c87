"""What a study is about: the telling words of its sentences and of the title, by which others name the same thing."""

from __future__ import annotations

import re
from collections import Counter

from medlint.api import Document, Sentence, Study, lazy_pattern, sentences

from .carried_options import stems_of

OFTEN = 3
"""A word in so many sentences of a text is one of its subjects (our estimate)."""
CLOSE = 60
"""A treatment is taken up by a word so many characters from the beginning of a sentence."""

_TAKEN_UP = lazy_pattern(
    r"\W*(?:(?:and|so|but|then|yet|with|on|by|after|for \w+(?: \w+)?,|in this way) ){0,2}(?:it|this|these"
    r"|they|that)\b",
    re.IGNORECASE,
)
_THE_THING = lazy_pattern(
    r"\b(?:the|this|that) (?:new |same |simple |little |daily |weekly )?(?:treatment|therapy|remedy|drug"
    r"|medicine|pill"
    r"|tablet|capsule|cream|gel|ointment|lotion|balm|salve|spray|drops?|syrup|tonic|tea|broth|juice|drink"
    r"|shake|powder"
    r"|extract|oil|tincture|supplement|vitamin|vaccine|jab|injection|infusion|drip|patch|device|gadget|app"
    r"|headset|lamp"
    r"|light|mat|vest|insoles?|bracelet|band|diet|plan|programme|program|course|exercises?|method|technique|practice"
    r"|approach|procedure|operation|implant|compound|molecule|substance|protein|enzyme|hormone|peptide|sugar"
    r"|root|herb"
    r"|plant|leaf|berry|seed|mushroom|bacterium|probiotic|yoghurt|yogurt|formula|mixture|session|massage|needles?"
    r"|glasses|mask|music|recordings?|breathing|discovery|finding|find|breakthrough|approach|result)s?\b",
    re.IGNORECASE,
)


def topic_of(document: Document, study: Study) -> frozenset[str]:
    """The stems of a study's own sentences, of the title and of what the text names again and again.

    Complaints are left out: much is said of them that rests on no study.
    """
    listed = sentences(document)
    seen = Counter(stem for sentence in listed for stem in stems_of(document.prose[sentence.start : sentence.end]))
    often = {stem for stem, count in seen.items() if count >= OFTEN}
    start, end = document.title
    told = words_of(document, study)
    complaints = stems_of(" ".join(hit.phrase for hit in document.hits("health-outcomes")))
    return (told | stems_of(document.prose[start:end]) | often) - complaints


def words_of(document: Document, study: Study) -> frozenset[str]:
    """The stems of a study's own sentences."""
    listed = sentences(document)
    return stems_of(document.prose[listed[study.first].start : listed[study.last].end])


def names_topic(document: Document, sentence: Sentence, topic: frozenset[str]) -> bool:
    """Whether a sentence names the thing that was studied, by one of its words, a pronoun or a word for its kind."""
    prose = document.prose
    if _TAKEN_UP.match(prose, sentence.start, sentence.end) or _THE_THING.search(prose, sentence.start, sentence.end):
        return True
    return bool(stems_of(prose[sentence.start : sentence.end]) & topic)
