"""People who must not have a thing in one sentence, and are given it in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from medlint.api import (
    Document,
    Match,
    Related,
    Sentence,
    lazy_pattern,
    sentence_index,
)  # fmt: skip

from .signs import literally_signed, plain_sentences

NEAR = 4
""""It" stands for what was named at most so many sentences before."""
_SIGNS = {
    "not": (" have ", " take ", " use ", " be given", " receive ", " drink ", " eat ", " wear ", " be offered",
        " suitable", " safe", " advised", " recommended", " meant"),
    **dict.fromkeys(("t", "never"), (" have ", " take ", " use ", " be given")),
    **dict.fromkeys(("unsuitable", "unsafe"), ("",)), "avoid": (" ",), "off": (" limits",), "is": (" forbidden",),
    "no": (" one with ", " one who ", " one on "), "nobody": (" with ", " who ", " on "),
}  # fmt: skip
_WHO = (
    r"(?P<who>people|patients|children|adults|women|men|anyone|anybody|those|everyone|babies|teenagers|mothers|girls)"
)
_HAVING = r"(?:with|who have|who has|who take|taking|on|after|who are on)"
_STATE = (
    r"(?P<state>(?:(?!(?:or|and|can|may|must|should|will|are|is|has|have|do|from|at|because|since|as|in|to|but|when"
    r"|cannot|under|over|aged|who|for)\b)[a-z0-9'\u2019-]+ ?){1,4})"
)
_KIND = (
    r"(?P<kind>(?:pregnant|breastfeeding|diabetic|asthmatic|nursing|older|frail) (?:women|people|mothers|patients"
    r"|children))"
)
_GROUP = rf"(?:{_WHO} {_HAVING} (?:an? |the )?{_STATE}|{_KIND})"
_THING = r"(?P<thing>(?:the|this|that|these|those|your|an?) (?:[a-z-]+ ){0,3}?[a-z-]+|it|them)"
_HAS = r"(?:have|take|use|be given|receive|drink|eat|wear|get|be offered)"
_NOT = (
    r"(?:cannot|can['\u2019]t|can not|must not|should not|may not|should never|must never|ought not to"
    r"|are not allowed to)"
)
_BARRED = (
    lazy_pattern(
        rf"\b(?:You {_NOT}|do not|don['\u2019]t|never) {_HAS} {_THING} if you (?:have|take|are on|are taking) "
        rf"(?:an? |the )?{_STATE}",
        re.IGNORECASE,
    ),
    lazy_pattern(rf"\b{_GROUP} ?(?:{_NOT} {_HAS}|(?:should|must) avoid) {_THING}(?=[.,;:])", re.IGNORECASE),
    lazy_pattern(
        rf"\b(?:No one|Nobody|No-one) (?:with|who has|on|taking|after) (?:an? |the )?{_STATE}"
        rf"(?:should|must|may|can|ought to) (?:ever )?{_HAS} {_THING}(?=[.,;:])",
        re.IGNORECASE,
    ),
    lazy_pattern(
        rf"\b{_THING} (?:is|are) (?:not (?:suitable|safe|recommended|advised|meant|for)|unsuitable|unsafe|no option"
        rf"|forbidden|off limits)(?: for| in)? {_GROUP}",
        re.IGNORECASE,
    ),
)
_BARRED_SIGNS = (("if you ",), ("",), ("no one ", "nobody ", "no-one "), (" is ", " are "))
"""What a sentence holds that one of `_BARRED` is found in."""
_GIVERS = r"(?:we|doctors|nurses|clinics|hospitals|surgeons|GPs|midwives|physicians|dentists|pharmacists)"
_GIVE = r"(?:give|offer|prescribe|recommend|use|choose|suggest|advise)"
_OFFERED = (
    lazy_pattern(
        rf"\b{_GIVERS} (?:also |usually |often |always )?{_GIVE} {_THING} (?:to|for|in) {_GROUP}", re.IGNORECASE
    ),
    lazy_pattern(
        rf"\b{_THING} (?:(?:is|are) (?:also |often |always |usually )?(?:given|offered|recommended|prescribed"
        r"|advised|used|safe|suitable|ideal|best|right|meant|made|fine|our first choice|the first choice|the one"
        rf"|the treatment of choice|a good choice|the best choice)(?: (?:that |which )?{_GIVERS} (?:usually )?{_GIVE})?"
        rf"(?: to| for| in)|suits?|goes to|was made for) {_GROUP}",
        re.IGNORECASE,
    ),
)
_OTHER = lazy_pattern(
    r"\b(?:instead|but|unless|except|only|some|mild|severe|other|others|another|if|lower dose|under supervision"
    r"|not|never|no longer|may|might|could|myth|wrongly|used to|however)\b",
    re.IGNORECASE,
)
_ANYBODY = frozenset(("people", "patients", "anyone", "anybody", "those", "everyone", ""))
_POINTING = frozenset(("it", "them"))


class _Said(Struct, frozen=True, gc=False):
    """What is said of a thing for a group, at prose[start:end], in its sentence."""

    start: int
    end: int
    thing: tuple[str, ...]
    who: str
    state: str
    sentence: Sentence


def find_barred(document: Document) -> Iterator[Match]:
    """The second of two sentences of which one bars a group from a thing that the other gives it."""
    prose = document.prose
    for sentence in plain_sentences(document, _SIGNS):
        text = prose[sentence.start : sentence.end].lower()
        likely = (
            form for form, signs in zip(_BARRED, _BARRED_SIGNS, strict=True) if any(sign in text for sign in signs)
        )
        for one in _read(document, sentence, likely):
            others = literally_signed(document, [one.state, one.state.capitalize()])
            plain = (other for other in others if not _OTHER.search(prose, other.start, other.end))
            offered = (two for other in plain for two in _read(document, other, _OFFERED))
            two = next((two for two in offered if _are_same(document, one, two)), None)
            if two is not None:
                first, second = sorted(((one.start, one.end), (two.start, two.end)))
                place = (Related(*first, "what the text said before"),)
                fields = {"other": prose[slice(*first)], "what": "leave and ban"}
                yield Match(*second, fields=fields, related=place)
                return


def _read(document: Document, sentence: Sentence, patterns: Iterable[re.Pattern[str]]) -> Iterator[_Said]:
    """What the patterns find in a sentence."""
    for found in (
        one for pattern in patterns for one in pattern.finditer(document.prose, sentence.start, sentence.end)
    ):
        groups = found.groupdict()
        state = (groups.get("kind") or groups["state"] or "").lower().strip()
        end = found.start() + len(found[0].rstrip())
        thing, who = tuple(found["thing"].lower().split()), (groups.get("who") or "").lower()
        yield _Said(found.start(), end, thing, who, state, sentence)


def _are_same(document: Document, one: _Said, two: _Said) -> bool:
    """Whether two sentences speak of the same thing and the same group."""
    if one.sentence.start == two.sentence.start or one.state != two.state:
        return False
    if one.who != two.who and not {one.who, two.who} & _ANYBODY:
        return False
    if one.thing[0] in _POINTING:
        return False
    if two.thing[0] in _POINTING:
        far = sentence_index(document, two.start) - sentence_index(document, one.start)
        return one.sentence.block == two.sentence.block and 0 < far < NEAR
    first, second = set(one.thing[1:-1]), set(two.thing[1:-1])
    heads = one.thing[-1].rstrip("s") == two.thing[-1].rstrip("s")
    return heads and (not first or not second or bool(first & second))
