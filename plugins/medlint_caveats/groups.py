"""Groups of people as a text names them: whether a noun is narrowed down, and whether two mean the same people."""

from __future__ import annotations

from medlint.api import Document, Hit, lazy_pattern

NARROWING = 40
"""The words that narrow a noun down stand at most so many characters before or after it."""

_AFTER = lazy_pattern(
    r" (?:in|at|on|of|from|with|without|over|under|aged|past|after|near|outside)\b((?: [\w'\u2019-]+){1,3})"
)
_BEFORE = lazy_pattern(
    r"\b(\w+(?:ed|al|ic|ese|ish|ian|ean|ous|ful|less|ive|ary|ing|ant|ent|ible|able)|young|old|older|younger"
    r"|elderly|elite|poor"
    r"|rich|white|black|asian|fit|lean|slim|frail|lonely|heavy|light|male|female|rural|urban|night|shift|mild|new"
    r"|first-time|single|top|club|army|navy|school|college|university|hospital|city|village|premature|\w+-\w+)\W$"
)
_HERE = lazy_pattern(r"\b(?:these|those|such|both|our|their|its|his|her) (?:[\w-]+ )?$")


def is_restricted(document: Document, hit: Hit, lexicon: str, tag: str) -> bool:
    """Whether a hit names some people only: one tagged or `narrow` always, another where words narrow it down."""
    return bool(document.tag(lexicon, hit, tag) or document.tag(lexicon, hit, "narrow") or _narrowed_by(document, hit))


def is_same(document: Document, cue: Hit, goal: Hit, cues: str, goals: str, tag: str) -> bool:
    """Whether a later hit means the people of an earlier one, or no others than them.

    It does not where the earlier hit has the later one's noun in its tag `others` (healthy volunteers, patients).
    It does where all that the tag says of it (or else its own words) is said of the earlier one too, unless words of
    the same place narrow both down to different people ("women of 50", "women of 75"); where it points
    back, and where it is a plain word for people.
    """
    if _HERE.search(document.prose[max(goal.start - NARROWING, 0) : goal.start].lower()):
        return True
    if _head(document, goal) in document.tag(cues, cue, "others").split(", "):
        return False
    if not document.tag(goals, goal, tag) and not is_restricted(document, goal, goals, tag):
        return True
    inner = set((document.tag(goals, goal, tag) or _head(document, goal)).split(", "))
    outer = set((document.tag(cues, cue, tag) or "").split(", ")) | {_head(document, cue)}
    if not (inner <= outer or _head(document, goal) == _head(document, cue)):
        return False
    first, second = _narrowed_by(document, cue), _narrowed_by(document, goal)
    shared = first.keys() & second.keys()
    return not any(first[place] != second[place] for place in shared)


def _head(document: Document, hit: Hit) -> str:
    """The last word of a hit in lower case."""
    return document.prose[hit.start : hit.end].lower().split()[-1]


def _narrowed_by(document: Document, hit: Hit) -> dict[str, str]:
    """The words that narrow a noun down, by their place before or after it."""
    found = {}
    before = _BEFORE.search(document.prose[max(hit.start - NARROWING, 0) : hit.start].lower())
    after = _AFTER.match(document.prose[hit.end : hit.end + NARROWING].lower())
    if before:
        found["before"] = before[1]
    if after:
        found["after"] = after[1]
    return found
