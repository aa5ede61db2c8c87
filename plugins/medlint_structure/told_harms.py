"""A thing that never hurt anybody in one sentence, and what its users got from it in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from medlint.api import Cues, Document, Match, Sentence, hits_with_sentences, lazy_pattern

from .limits import is_for_all, match_clash
from .signs import matches_with

_DENIED = lazy_pattern(
    r"\b(?:(?:nobody|no one|not a soul) has ever (?:had (?:a|any) (?:reaction|side[ -]effect|trouble|problem)"
    r"|been (?:hurt"
    r"|harmed))|(?:has|have|had) never (?:hurt|harmed|troubled|upset|hurts) (?:a soul|anyone|anybody|a fly|a single \w+"
    r"|one \w+)"
    r"|(?:has|have) never done (?:anyone|anybody|a soul) any harm|(?:cannot|can['\u2019]t|could not|couldn['\u2019]t)"
    r" (?:possibly )?(?:do (?:you |anyone |anybody )?(?:any )?harm|hurt (?:you|anyone|a soul|a fly)|harm (?:you"
    r"|anyone|a"
    r" soul))|nothing in (?:it|them) (?:that )?(?:could|can) (?:\w+ ){0,2}harm"
    r"|(?:is|are) (?:completely |entirely |totally |wholly |quite )?(?:free (?:of|from)|without)"
    r" (?:any |all |known |unwanted )?side[ -]effects|(?:has|have|causes?|brings?|gives?) (?:absolutely )?(?:no|zero)"
    r" (?:known |unwanted )?side[ -]effects)\b",
    re.IGNORECASE,
)
_SIGNS = {
    "ever": (" had a", " been h"), "never": (" hurt", " harm", " troubled", " upset", " done"),
    **dict.fromkeys(("cannot", "not", "t"), (" possibly ", " do ", " hurt ", " harm ")),
    "nothing": (" in ",), "free": (" of ", " from "), "without": (" any ", " all ", " known ", " unwanted ", " side"),
    **dict.fromkeys(("no", "zero"), (" side", " known ", " unwanted ")),
}  # fmt: skip
_USERS = lazy_pattern(
    r"\b(?:people|users|customers|of (?:those|them|you|us)|of (?:the )?(?:users|customers|women|men|people|patients)"
    r"|women|men|patients|members|clients|buyers|volunteers|a few|some|many|most|\d+)\b[^.;:?!]{0,60}?"
    r"\b(?P<verb>get|gets|got|had|have|report|reported|notice|noticed|develop|developed|complain of|complained of"
    r"|came out in|come out in|broke out in|suffer|suffered)\b(?P<between>[^.;:?!]{0,30})$",
    re.IGNORECASE,
)
_OTHER = lazy_pattern(
    r"\b(?:if|unless|without|already|before they|placebo|dummy|untreated|other|another|overdose|however|myth|claims?"
    r"|who have|who had|with a|no longer|used to have|less|fewer|not)\b",
    re.IGNORECASE,
)
_DOUBTED = lazy_pattern(
    r"\b(?:myth|claims?|claimed|says?|said|believe|if|unless|almost|nearly|hardly|some|most|few|may|might|for most)\b",
    re.IGNORECASE,
)


def find_told_harms(document: Document, harms: Cues, agree: Callable[[int, int], bool]) -> Iterator[Match]:
    """The second of two statements of which one denies all harm and the other names one that users had.

    `harms`: names of harms (tag `kind`: `symptom`). `agree`: whether two places do not speak of different treatments.
    """
    prose = document.prose
    found = matches_with(document, _DENIED, _SIGNS)
    denied = next((one for one in found if is_for_all(document, one.start(), _DOUBTED)), None)
    if denied is None:
        return
    for hit, sentence in hits_with_sentences(document, harms):
        told = _told(document, hit.start, sentence) if "symptom" in document.tag(harms, hit, "kind").split() else None
        if told is None or sentence.start <= denied.start() < sentence.end:
            continue
        if agree(denied.start(), hit.start):
            yield match_clash(prose, denied.span(), (told, hit.end), "harm elsewhere")
            return


def _told(document: Document, start: int, sentence: Sentence) -> int | None:
    """Where the verb begins by which users had the harm at `start`; None where nobody is said to have had it."""
    if not is_for_all(document, start, _OTHER):
        return None
    found = _USERS.search(document.prose, sentence.start, start)
    return found.start("verb") if found else None
