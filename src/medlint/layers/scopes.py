"""How far a negation, a hedge or a question reaches: scope, not mere presence in the sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from medlint.layers.sentences import sentence_at
from medlint.lazy import lazy_pattern

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.phrasebook import Hit

NEGATION_WORDS = 8
"""A negation reaches at most so many words ahead, inside its clause (an estimate, not measured)."""
HEDGE_WORDS = 12
"""A hedge reaches at most so many words ahead, inside its clause (an estimate, not measured)."""
LONGEST_CLAUSE = 600
"""In characters: what is longer is a list or a text without stops, not to be read again for every word in it."""
LOOK_AHEAD = 16
"""So many characters after an offset can tell that a clause begins right before it (", it will")."""

_CLAUSE = lazy_pattern(
    r"[;:\u2014\u2013()\n]| - |,? \b(?:but|yet|however|although|though|whereas|while|because|so that|which)\b"
    r"|, (?:and|so|then)\b| and (?=nothing\b|nobody\b|no one\b)"
    r"|, (?=(?:it|they|you|we|he|she|this|these|your \w+) (?:will|can|still|also|is|are|has|have)\b)"
)
"""For prose in lower case, which is looked at far sooner than prose of which the case is disregarded."""
_OPENER = lazy_pattern(
    r"\W*(?:for|if|when|whenever|while|although|though|since|after|before|because|among|in|to|as) [^,;:]{3,80}, "
    r"(?!no|not|nor|never)"
    r"|\W*not (?:(?:so |too |very )?long ago|surprisingly|unexpectedly|to be outdone|for the first time),? ",
    re.IGNORECASE,
)
"""What a sentence says before its main clause ("For people who cannot sleep, "): a negation there ends with it."""
_LACK = lazy_pattern(
    r"\W*(?:after|since|with|within|in|for)? ?(?:[\w-]+ ){0,4}without (?:[\w-]+ ){1,3}?(?:it|they|he|she|I|we|you)\b",
    re.IGNORECASE,
)
"""An opening with what was left out, and the subject after it: the negation ends there."""
_INSIDE = lazy_pattern(r"[\w,] $")
_WORD = lazy_pattern(r"[^\W_]+(?:['\u2019-][^\W_]+)*")


def clause_start(document: Document, offset: int) -> int:
    """Where the clause that holds a prose offset begins: after the last clause mark before it in its sentence."""
    sentence = sentence_at(document, offset)
    start = sentence.start if sentence else document.blocks[document.block_at(offset)].start
    start = max(start, offset - LONGEST_CLAUSE)
    ahead = min(offset + LOOK_AHEAD, sentence.end if sentence else offset)
    for mark in _CLAUSE.finditer(document.lowered, start, ahead):
        if mark.end() > offset:
            break
        start = mark.end()
    return start


def clause_end(document: Document, offset: int) -> int:
    """Where the clause that holds a prose offset ends: before the next clause mark in its sentence."""
    sentence = sentence_at(document, offset)
    end = sentence.end if sentence else document.blocks[document.block_at(offset)].end
    mark = _CLAUSE.search(document.lowered, offset, end)
    return mark.start() if mark else end


def words_between(document: Document, start: int, end: int) -> int:
    """How many words prose[start:end] has."""
    return len(_WORD.findall(document.prose, start, end))


def is_negated(document: Document, start: int) -> bool:
    """Whether a negation of the lexicon `negations` reaches what begins at `start`."""
    sentence = sentence_at(document, start)
    if sentence and not document.hits_between("negations", sentence.start, start):
        return False
    opener = sentence and _OPENER.match(document.prose, sentence.start, start)
    begin = opener.end() if opener else _after_lack(document, start)
    return _reached(document, "negations", start, NEGATION_WORDS, begin)


def _after_lack(document: Document, start: int) -> int:
    """Where a clause begins after what was lacking ("After a week without milk they "); 0 without such an opening."""
    sentence = sentence_at(document, start)
    lack = sentence and _LACK.match(document.prose, sentence.start, start)
    return lack.end() if lack else 0


def is_hedged(document: Document, start: int) -> bool:
    """Whether a hedge of the lexicon `hedges` reaches what begins at `start`."""
    sentence = sentence_at(document, start)
    if sentence and not document.hits_between("hedges", sentence.start, start):
        return False
    return _reached(document, "hedges", start, HEDGE_WORDS)


def is_asked(document: Document, start: int) -> bool:
    """Whether what begins at `start` is a question, or the object of an aim ("to test whether", lexicon `aims`)."""
    sentence = sentence_at(document, start)
    if sentence is None:
        return False
    if document.prose[sentence.start : sentence.end].rstrip("\"'\u201d\u2019)] ").endswith("?"):
        return True
    return any(hit.end <= start for hit in document.hits_between("aims", sentence.start, sentence.end))


def _reached(document: Document, lexicon: str, start: int, most: int, begin: int = 0) -> bool:
    """Whether the last cue of a lexicon in the clause before `start`, from `begin`, is at most `most` words away."""
    cues = document.hits_between(lexicon, max(clause_start(document, start), begin), start)
    while cues and _is_month(document.prose, cues[-1]):
        cues = cues[:-1]
    return bool(cues) and words_between(document, cues[-1].end, start) <= most


def _is_month(prose: str, cue: Hit) -> bool:
    """Whether a cue is the month: "by May he was back" hedges nothing; at the head of a sentence it may."""
    return prose[cue.start : cue.end] == "May" and _INSIDE.match(prose, max(cue.start - 2, 0), cue.start) is not None
