"""Limits told in words that nobody listed: the learned roles of sentences find them where a rule looks for one."""

from __future__ import annotations

import re

from medlint.api import (
    Caveat,
    Document,
    Sentence,
    is_asked,
    lazy_pattern,
    limit_topic,
    role_score,
    sentence_index,
    sentences,
    sentences_between,
)

FIRM = 1.8
"""From this score of the role on, a limit stands for a listed one: nine in ten name one (cross-validated); in health
news, which is about much else, lower scores mislead."""
LONG_WORDS, LONG_MORE = 400, 1.5
"""In a text of so many words, about more than one study, a limit needs a score higher by this, and a word of doubt."""
REACH = 12
"""A limit that nobody listed is believed to be about a study at most so many sentences away (our estimate)."""
_DOUBT = lazy_pattern(
    r"\b(?:not|no|nobody|none|cannot|never|only|alone|whether|unless|unknown|need(?:s|ed)?|care|caution|mind"
    r"|small|few)\b|n['\u2019]t\b"
)
_CONCLUDED = lazy_pattern(
    r"[,:;] (?:and )?(?:so|thus|therefore|which (?:shows|proves|means|makes|confirms|suffices)|showing|proving"
    r"|proof that|confirming|a sign that)\b"
)
_GUARDED = lazy_pattern(r"\b(?:may|might|could|perhaps|possibly|partly|hard|difficult|chance|down to|unclear|expect)\b")
_BARELY = lazy_pattern(
    r"\W*(?:(?:but|and|still|as yet|so far),? )?(?:(?:there (?:was|were)|it had|they had|the (?:study"
    r"|trial) had|with) no "
    r"(?:[\w-]+ ){0,2}(?:placebo|control|comparison|dummy|sham|untreated)?s? ?(?:group|arm|controls?|comparison|dummy"
    r"|placebo)s?|(?:nobody|no one|none of them) (?:was given|got|had|received|took) (?:a|the|any) (?:dummy"
    r"|placebo|sham)"
    r"[^,;.:]{0,30})(?:, and every(?:one|body) knew [^,;.:]{3,60})?\W*",
    re.IGNORECASE,
)
UNREAD = frozenset({"caption", "alt", "link-title", "button", "cell", "footnote", "heading", "title"})


def limit_near(
    document: Document,
    offset: int,
    section: tuple[int, int],
    topics: frozenset[str],
    least: float,
    but: tuple[int, ...] = (),
) -> bool:
    """Whether such a limit stands in the section at most `REACH` sentences from a prose offset; `but` as below."""
    listed, number = sentences(document), sentence_index(document, offset)
    start = max(section[0], listed[max(number - REACH, 0)].start)
    end = min(section[1], listed[min(number + REACH, len(listed) - 1)].end)
    return told_limit(document, start, end, topics, least, but) is not None


def told_limit(
    document: Document, start: int, end: int, topics: frozenset[str], least: float = FIRM, but: tuple[int, ...] = ()
) -> Sentence | None:
    """The first sentence of running text in prose[start:end] that names a limit on one of the topics; None without.

    `least`: the score from which on it does. `but`: offsets in sentences that are not read, such as the claim itself.
    """
    long = document.words > LONG_WORDS
    for sentence in sentences_between(document, start, end):
        if document.blocks[sentence.block].kind in UNREAD or is_asked(document, sentence.start):
            continue
        if any(sentence.start <= offset < sentence.end for offset in but):
            continue
        if (long and not speaks_doubt(document, sentence)) or limit_topic(document, sentence.start) not in topics:
            continue
        if role_score(document, sentence.start, "limit") >= least + long * LONG_MORE and not _concludes(
            document, sentence
        ):
            return sentence
    return None


def speaks_doubt(document: Document, sentence: Sentence) -> bool:
    """Whether a word of doubt or of lack stands in a sentence."""
    return _DOUBT.search(document.prose, sentence.start, sentence.end) is not None


def is_bare(document: Document, caveat: Caveat) -> bool:
    """Whether a limit only says that there was no comparison, and nothing of what that means."""
    return caveat.kind == "control" and is_bare_at(document, caveat.start)


def is_bare_at(document: Document, offset: int) -> bool:
    """Whether the sentence at an offset is a plain statement that there was no comparison group or no dummy."""
    sentence = sentences(document)[sentence_index(document, offset)]
    return _BARELY.fullmatch(document.prose, sentence.start, sentence.end) is not None


def _concludes(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence ends in a flat conclusion ("everybody knew, so it works"), which is no limit."""
    joint = _CONCLUDED.search(document.prose, sentence.start, sentence.end)
    if joint is None:
        return False
    place = document.prose, joint.end(), sentence.end
    return not _DOUBT.search(*place) and not _GUARDED.search(*place)
