"""Where words stand: whether they open a sentence or clause, and what follows them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from medlint.api import Document, lazy_pattern, sentence_at

NEXT_WORDS = 9
"""So many words after a verb such as "recommend that" its own clause has shown its verb."""

_WORD = lazy_pattern(r"[^\W_]+(?:['’][^\W_]+)*")
_JOINERS = frozenset(
    ("that", "because", "when", "while", "if", "but", "and", "so", "since", "as", "although", "though")
)
_STOPS = frozenset(',.;:!?)]"”—–')


def opens_sentence(document: Document, offset: int) -> bool:
    """Whether nothing but marks stands between the beginning of a sentence and `offset`."""
    sentence = sentence_at(document, offset)
    return sentence is not None and not any(ch.isalnum() for ch in document.prose[sentence.start : offset])


def opens_clause(document: Document, offset: int) -> bool:
    """Whether a sentence begins at `offset`, or a comma, a dash or a joining word stands before it."""
    if opens_sentence(document, offset):
        return True
    before = document.prose[max(offset - 12, 0) : offset].rstrip(" ")
    return before[-1:] in _STOPS or before.rpartition(" ")[2].lower() in _JOINERS


def ends_after(document: Document, offset: int, closers: Collection[str]) -> bool:
    """Whether at `offset` the clause ends, by a stop or the end of its block, or goes on with one of `closers`."""
    block = document.blocks[document.block_at(offset - 1)]
    rest = document.prose[offset : min(block.end, offset + 40)]
    plain = rest.lstrip(" ")
    if not plain or plain[0] in _STOPS:
        return True
    return next(iter(_words(plain)), "") in closers


def follows_verb(document: Document, offset: int, verbs: Collection[str], breaks: Collection[str]) -> bool:
    """Whether one of `verbs` stands a few words after `offset` in the sentence, and none of `breaks` before it."""
    sentence = sentence_at(document, offset - 1)
    rest = document.prose[offset : sentence.end] if sentence else ""
    for count, word in enumerate(_words(rest)):
        if word in verbs:
            return True
        if word in breaks or count > NEXT_WORDS:
            return False
    return False


def _words(text: str) -> Iterator[str]:
    return (found.group().lower().replace("’", "'") for found in _WORD.finditer(text))
