"""Times that exclude each other: on for ten days and off after three, kept at home for a week and back at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from medlint.api import NUMBER, Document, Match, lazy_pattern, number_of, sentence_at

from .limits import is_for_all, match_clash
from .signs import Signs, matches_with

_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "night": 24.0, "week": 168.0, "month": 730.0}
_UNIT = r"(?P<unit>minute|hour|day|night|week|month)s?"
_TIME = (
    r"(?:about |only |just |at least |a full |a whole |the first |the whole )?"
    rf"(?P<n>(?<=full )|(?<=whole )|an?|{NUMBER}) ?{_UNIT}\b"
)
_WORN = (
    r"dressings?|casts?|plasters?|bandages?|splints?|boots?|braces?|patch(?:es)?|stockings?|stitches|clips|drains?"
    r"|catheters?|masks?|slings?|collars?|supports?|strips|pads?|shields?|monitors?|tapes?|gauze|packs?"
)
_WORN_SIGNS = dict.fromkeys(
    "dressing dressings cast casts plaster plasters bandage bandages splint splints boot boots brace braces patch"
    " patches stocking stockings stitches clips drain drains catheter catheters mask masks sling slings collar collars"
    " support supports strips pad pads shield shields monitor monitors tape tapes gauze pack packs".split(),
    ("",),
)
"""One of these stands in every sentence that `_KEPT` is found in: to try it at each letter took a fortieth of a run."""
_NIGHT = r"(?: (?:in bed|at night|overnight|day and night|while you sleep|during the night|all day))?"
_KEPT = lazy_pattern(
    rf"\b(?P<thing>{_WORN}) (?:must|should|has to|have to|needs? to|will|is to|are to|ought to) (?:always )?"
    rf"(?:stay|remain|be (?:kept|left|worn))(?: (?:on|in|in place|there))?{_NIGHT},? for {_TIME}"
    rf"|\b(?P<thing3>{_WORN}) (?:stays?|remains?|is worn|are worn|is kept on|are kept on)(?: (?:on|in"
    rf"|in place))?{_NIGHT},?"
    rf" for (?:about |at least )?(?:the first )?(?P<n3>an?|{NUMBER})? ?"
    r"(?P<unit3>minute|hour|day|night|week|month)s?\b"
    rf"|\b(?:keep|leave|wear) (?:the|your) (?:\w+ )?(?P<thing2>{_WORN})(?: on| in| in place)? for "
    r"(?:about |at least |a full |the first )?"
    rf"(?P<n2>an?|{NUMBER}) ?(?P<unit2>minute|hour|day|night|week|month)s?\b",
    re.IGNORECASE,
)
_TAKEN = lazy_pattern(
    rf"\b(?:take|takes|peel|peels|pull|pulls|remove|removes|cut|cuts)(?: off| out)? (?:the|your) "
    rf"(?:\w+ )?(?P<thing>{_WORN})(?: off| out)? after {_TIME}"
    rf"|\b(?:take|takes|pull|remove|leave)(?: off| out)? (?:the|your) (?:\w+ )?(?P<thing3>{_WORN})(?: off| out)?"
    r"(?: (?:at night|in bed|overnight|before (?:you go to )?bed|when you sleep|while you sleep))?,? from the"
    r" (?:very )?(?P<n3>first) (?P<unit3>day|night|week|month)\b"
    rf"|\b(?P<thing2>{_WORN}) (?:comes?|can come|may come|is taken|are taken|can be taken|may be taken|is|are|can be"
    rf"|will be|may be)(?: removed| off| out)+ after (?:about |only |just )?(?P<n2>an?|{NUMBER}) "
    r"(?P<unit2>minute|hour|day|night|week|month)s?\b",
    re.IGNORECASE,
)
_AFTER_THAT = lazy_pattern(
    rf"\bafter {_TIME},? (?:(?:(?:the|your|a) \w+|you|we|they)(?: (?:can|may|will|should))? )?"
    rf"(?:take|takes|peel|peels|pull|pulls|remove|removes)(?: off| out)? (?:the|your) (?P<thing>{_WORN})",
    re.IGNORECASE,
)
_PLACE = (
    r"(?P<place>schools?|nurser(?:y|ies)|work|kindergarten|day ?care|classes|class|lessons|training|sports?|the pool"
    r"|swimming)"
)
_BACK = lazy_pattern(
    rf"\b(?:can|may|(?:is|are) (?:allowed|free) to) (?:go back|return|come back|be back) to {_PLACE} "
    r"(?:(?P<event>as soon as|once|the (?:next|same) day|straight away|at once|right away)\b(?P<tail>[^.;:?]{0,60})"
    rf"|after {_TIME})",
    re.IGNORECASE,
)
_KEPT_HOME = lazy_pattern(
    r"\b(?:must|should|has to|have to|needs? to|ought to) (?:stay|be kept|be|remain|keep) (?:away from|off|out of"
    rf"|home from|at home from) {_PLACE} for {_TIME}",
    re.IGNORECASE,
)
_AWAY_SIGNS = {"off": (" ",), "out": (" of ",), **dict.fromkeys(("away", "home"), (" from ",))}
"""Before the place of `_KEPT_HOME` stands one of these."""
_THING = r"(?P<thing>[a-z][a-z-]*(?: [a-z][a-z-]*){0,3}?)"
_GO_ON = lazy_pattern(
    rf"\b(?:keep|continue|carry on|go on) (?:taking|using|with|wearing) (?:your|the|all your) {_THING} "
    r"(?:as usual|as normal|right up|up to|until|till|throughout|even on|on the day)\b(?P<tail>[^.;:?]{0,60})",
    re.IGNORECASE,
)
_TAKING = (" taking ", " using ", " with ", " wearing ")
_GO_ON_SIGNS = {
    **dict.fromkeys(("keep", "continue"), _TAKING),
    **dict.fromkeys(("carry", "go"), tuple(f" on{doing}" for doing in _TAKING)),
}
_STOP = lazy_pattern(
    rf"\b(?:stop|pause|leave out|leave off|skip|come off|do not take) (?:taking |using )?(?:your|the) {_THING} "
    r"(?:the (?:day|night|week|evening) before"
    rf"|(?:about |at least )?(?:an?|{NUMBER}) (?:hours?|days?|weeks?) before)\b",
    re.IGNORECASE,
)
_OTHER = lazy_pattern(
    r"\b(?:but|if|unless|except|some|adults|only if|otherwise|older|younger|babies|staff|severe|most|instead|another"
    r"|second|new|then)\b",
    re.IGNORECASE,
)
_ILL = lazy_pattern(
    r"\b(?:with|has|have|having|had|after) (?P<name>[a-z][a-z-]+)(?= (?:may|can|must|should|has|have|is|are|needs?)\b)"
)
"""The illness that a subject has: "children with measles must"."""
_NUMBER = lazy_pattern(rf"\b(?:{NUMBER})\b|\bbefore\b", re.IGNORECASE)


def find_kept_times(document: Document, agree: Callable[[int, int], bool]) -> Iterator[Match]:
    """The second of two times for one thing; `agree`: whether two places do not speak of different illnesses."""
    words = document.vocabulary
    if "after" in words or "from" in words:
        kept = _find_plain(document, _KEPT, _WORN_SIGNS)
        yield from _pair(document, agree, kept, [_TAKEN, _AFTER_THAT], "thing", "time")
    if "back" in words or "return" in words:
        yield from _pair(document, agree, _find_plain(document, _KEPT_HOME, _AWAY_SIGNS), [_BACK], "place", "time")
    if "before" in words:
        yield from _pair(document, agree, _find_plain(document, _GO_ON, _GO_ON_SIGNS), [_STOP], "thing", "order")


def _find_plain(document: Document, pattern: re.Pattern[str], signs: Signs) -> list[re.Match[str]]:
    """What is plainly said in the sentences with a sign."""
    return [one for one in matches_with(document, pattern, signs) if _is_plain(document, one)]


def _pair(
    document: Document,
    agree: Callable[[int, int], bool],
    kept: list[re.Match[str]],
    shorter: list[re.Pattern[str]],
    about: str,
    what: str,
) -> Iterator[Match]:
    """The second of the first two statements about the same thing that exclude each other."""
    if not kept:
        return
    for pattern in shorter:
        for found in pattern.finditer(document.prose):
            one = next((one for one in kept if _clash(one, found, about)), None)
            if one is None or not _is_plain(document, found) or _are_other(document, one, found):
                continue
            if agree(one.start(), found.start()):
                yield match_clash(document.prose, one.span(), found.span(), f"another {what}")
                return


def _are_other(document: Document, one: re.Match[str], two: re.Match[str]) -> bool:
    """Whether two sentences speak of people with different illnesses."""
    places = [sentence_at(document, found.start()) for found in (one, two)]
    names = [_ILL.search(document.prose, place.start, place.end) for place in places if place]
    return len({name["name"] for name in names if name}) > 1


def _clash(kept: re.Match[str], free: re.Match[str], about: str) -> bool:
    """Whether two statements are about the same, and the one ends what the other still demands."""
    if _value(kept, about).lower().rstrip("s") != _value(free, about).lower().rstrip("s"):
        return False
    tails = [found["tail"] for found in (kept, free) if "tail" in found.re.groupindex and found["tail"]]
    if any(_NUMBER.search(tail) for tail in tails):
        return False
    if not _value(free, "unit") or not _value(kept, "unit"):
        return True
    return _hours(free) < _hours(kept)


def _value(found: re.Match[str], name: str) -> str:
    """The group of a name, or of its twin in another form of a pattern; empty without any."""
    names = [one for one in (name, f"{name}2", f"{name}3") if one in found.re.groupindex]
    return next((found[one] for one in names if found[one]), "")


def _hours(found: re.Match[str]) -> float:
    number = _value(found, "n").lower()
    return (1.0 if number in {"", "a", "an", "first"} else number_of(number)) * _HOURS[_value(found, "unit").lower()]


def _is_plain(document: Document, found: re.Match[str]) -> bool:
    return is_for_all(document, found.start(), _OTHER)
