"""Times that cannot both hold: a leave sooner than the ban ends, a study that began after its first year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.api import NUMBER, Document, Match, Related, is_asked, lazy_pattern, number_of, quote_at, sentence_at

from .signs import matches_with

_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0}
_TIME = rf"(?P<n>{NUMBER}) (?P<unit>minute|hour|day|week|month)s?"
_ACTS = "eat|drink|drive|swim|fly|exercise|shower|bathe|work|lift|smoke|run|cycle|travel|wash"
_BANNED = {
    **dict.fromkeys(("not", "t", "cannot", "never"), tuple(f" {act}" for act in _ACTS.split("|"))),
    "nothing": tuple(f" to {act}" for act in _ACTS.split("|")),
}
"""With one of these `_FORBIDDEN` begins."""
_ALLOWED = lazy_pattern(
    rf"\b(?:can|may|allowed to|fine to|safe to|all right to) (?P<acts>(?:{_ACTS})(?: (?:and"
    rf"|or) (?:{_ACTS}))?)\b[^.;:?]{{0,40}}?"
    rf" (?P<way>after|until|up to|for up to|till) (?:about |just )?{_TIME}\b"
)
_UP_TO_IT = lazy_pattern(
    rf"\b(?:can|may|allowed to|fine to|safe to) (?P<acts>(?:{_ACTS})(?: (?:and|or) (?:{_ACTS}))?)\b[^.;:?]{{0,40}}?"
    r" (?:until|till|right up to|up to) (?:the (?:time|day|moment|morning|hour|start)|your|you)\b"
)
"""Leave until the event itself, which no ban before it allows."""
_AT_ONCE = lazy_pattern(
    rf"\b(?:can|may|allowed to|fine to|safe to|all right to) (?P<acts>(?:{_ACTS})(?: (?:and|or) (?:{_ACTS}))?)\b"
    r"[^.;:?]{0,40}? (?:as soon as|straight away|right away|at once|immediately|the same (?:day|evening|afternoon))\b"
    r"(?![^.;:?]*\b(?:feel|able|ready|safe|doctor|nurse|comfortable|brake|well|healed|\d+|days?|weeks?|hours?)\b)"
)
"""Leave without a wait, which no ban for a time allows."""
_FORBIDDEN = lazy_pattern(
    rf"\b(?:[Dd]o not|[Dd]on['\u2019]t|must not|should not|cannot|may not|[Nn]ever|(?:[Hh]ave "
    rf"|[Tt]ake )?nothing to) (?P<acts>(?:{_ACTS})(?: or (?:{_ACTS}))?)\b"
    rf"[^.;:?]{{0,40}}? (?P<way>for|in the) (?:at least |the first |the last )?{_TIME}\b(?P<after>[^.;:?]{{0,20}})"
)
_OTHER = lazy_pattern(
    r"\b(?:but|if|unless|except|some|children|adults|only|over|under|otherwise|when you|long|heavy)\b", re.IGNORECASE
)
_RAN = lazy_pattern(
    r"\b(?:study|trial|survey|experiment|programme|project|it) (?:ran|lasted|took place|was (?:run|done|held"
    r"|carried out)|went on)"
    r" (?:from |between )(?P<first>(?:19|20)\d\d) (?:to|and|until|till) (?P<last>(?:19|20)\d\d)\b"
)
_EDGE = lazy_pattern(
    r"\b(?:study|trial|survey|experiment|programme|project|it) (?:first )?(?P<edge>started|began|opened"
    r"|was (?:started|launched|begun)|ended|finished"
    r"|closed|stopped|came to an end|was completed) in (?:[A-Z][a-z]+ )?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_STARTS = ("start", "began", "begun", "open", "launch")


def find_limits(document: Document) -> Iterator[Match]:
    """The second of two times that do not go together: of leave and ban, or of a study and its beginning or end."""
    yield from _find_bans(document)
    yield from _find_years(document)


def _find_bans(document: Document) -> Iterator[Match]:
    prose = document.prose
    found = matches_with(document, _FORBIDDEN, _BANNED)
    bans = [one for one in found if _is_plain(document, one.start())]
    late = [ban for ban in bans if "before" in ban["after"]]
    for leave in _UP_TO_IT.finditer(prose) if late else ():
        ban = next((one for one in late if _acts(leave) & _acts(one)), None)
        if ban is not None and _is_plain(document, leave.start()):
            what = f"another time at which to {min(_acts(leave) & _acts(ban))}"
            yield match_clash(prose, leave.span(), ban.span(), what)
            return
    lasting = [ban for ban in bans if "before" not in ban["after"] and _hours(ban) > 1]
    for leave in _AT_ONCE.finditer(prose) if lasting else ():
        ban = next((one for one in lasting if _acts(leave) & _acts(one)), None)
        if ban is not None and _is_plain(document, leave.start()):
            what = f"another time at which to {min(_acts(leave) & _acts(ban))}"
            yield match_clash(prose, leave.span(), ban.span(), what)
            return
    for leave in _ALLOWED.finditer(prose) if bans else ():
        for ban in bans:
            if _acts(leave) & _acts(ban) and _is_plain(document, leave.start()) and _clashes(prose, leave, ban):
                yield match_clash(
                    prose, leave.span(), ban.span(), f"another time at which to {min(_acts(leave) & _acts(ban))}"
                )
                return


def _clashes(prose: str, leave: re.Match[str], ban: re.Match[str]) -> bool:
    """Whether something is allowed within the time for which it is forbidden, both before or both after an event."""
    before = "before" in prose[leave.end() : leave.end() + 20], "before" in ban["after"]
    after = leave["way"] == "after"
    same = before == (True, True) if not after else before == (False, False)
    return same and _hours(leave) < _hours(ban)


def _acts(found: re.Match[str]) -> set[str]:
    return set(found["acts"].split()) - {"and", "or"}


def _hours(found: re.Match[str]) -> float:
    return number_of(found["n"]) * _HOURS[found["unit"]]


def _find_years(document: Document) -> Iterator[Match]:
    prose = document.prose
    found = matches_with(document, _RAN, dict.fromkeys(("from", "between"), (" 19", " 20")))
    ran = [one for one in found if _is_plain(document, one.start())]
    if len(ran) != 1:
        return
    for edge in _EDGE.finditer(prose):
        starts = edge["edge"].lower().removeprefix("was ").startswith(_STARTS)
        if _is_plain(document, edge.start()) and edge["year"] != ran[0]["first" if starts else "last"]:
            yield match_clash(prose, ran[0].span(), edge.span(), "another year")
            return


def _is_plain(document: Document, start: int) -> bool:
    return is_for_all(document, start, _OTHER)


def is_for_all(document: Document, start: int, other: re.Pattern[str]) -> bool:
    """Whether the sentence at a prose offset is no quotation or question, and `other`, which narrows it, is not met."""
    sentence = sentence_at(document, start)
    if sentence is None or quote_at(document, start) is not None or is_asked(document, start):
        return False
    return other.search(document.prose, sentence.start, sentence.end) is None


def match_clash(prose: str, one: tuple[int, int], two: tuple[int, int], what: str) -> Match:
    """The later of two prose spans that exclude each other, with the earlier one beside it."""
    first, second = sorted((one, two))
    place = (Related(*first, "what the text said before"),)
    return Match(*second, fields={"other": prose[slice(*first)], "what": what}, related=place)
