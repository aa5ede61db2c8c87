"""What a text says of the people of a study: whom an option means, who is counted, and which words are shared."""

from __future__ import annotations

from msgspec import Struct

from medlint.api import Cues, Document, Hit, Sentence, lazy_pattern, studies

STEM = 5
"""Words of which so many first letters agree are taken for one."""
UNREAD = frozenset({"caption", "alt", "link-title", "button", "cell", "footnote"})

_WORD = lazy_pattern(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    "study trial resea found peopl those their there these which women adult child patie parti volun that with from"
    " have were they them will shoul would could everyo other after befor more less than year years month weeks days"
    " every healt good help helps make makes gave given takes taken take fell rose well also only when while".split()
)


class CarriedOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Who was studied, of whom it is told, and what makes that right.

    `studied` and `addressed`: groups of people, with the tag that `differ` names saying whom they mean. `research`:
    words of a study; without one, what came of it (`results`) is told in the past. `frames`: words that carry a result
    over to the people that follow ("applies to"). `verbs`: what is done for people, with the tag `form`. `caveat`: the
    kind of limit that exempts in the section. `unless-section`: words in the section that exempt. `looked-for`: what
    would have been credited.
    """

    studied: Cues
    addressed: Cues
    differ: str
    research: Cues
    results: Cues
    frames: Cues
    verbs: Cues
    caveat: str
    unless_section: Cues = ""
    looked_for: str = ""


def is_universal(document: Document, goal: Hit, options: CarriedOptions) -> bool:
    """Whether a hit means everybody."""
    return "everyone" in document.tag(options.addressed, goal, options.differ)


def is_counted(document: Document, cue: Hit) -> bool:
    """Whether people are counted as those of a study: "fell in 12 Olympic rowers"."""
    return any(study.count_cue.start < cue.end and cue.start < study.count_cue.end for study in studies(document))


def stems(document: Document, sentence: Sentence) -> frozenset[str]:
    """The first letters of the telling words of a sentence, in lower case."""
    return stems_of(document.prose[sentence.start : sentence.end])


def stems_of(text: str) -> frozenset[str]:
    """The first letters of the telling words of a text, in lower case; common words of such reports left out."""
    found = frozenset(word[0].lower()[:STEM] for word in _WORD.finditer(text)) - _COMMON
    return frozenset(word.rstrip("s") for word in found)
