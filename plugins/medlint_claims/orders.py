"""Whether words of advice tell readers what to do where they stand: an order, or what people should do."""

from __future__ import annotations

import re

from medlint.api import Cues, Document, Hit, Sentence, clause_start, lazy_pattern, role_score

ACT_REACH = 30
"""The act that is advised begins at most so many characters after its auxiliary ("should now really take")."""
APPLIED = -0.6
"""From this score on a sentence applies something to people (cross-validated: precision 0.75)."""
LONGEST_MARK = 60
"""A marked stretch has at most so many characters."""
SUBJECT_REACH = 40
"""The one who is told is marked where it stands at most so many characters before the advice."""

_OPENING = (
    r"[\"\u201c\u2018'\s\u2022*-]*(?:(?:so|then|please|just|simply|always|today|tonight|now|instead|yes|first|next|finally"
    r"|meanwhile|in short|therefore|from now on|from tomorrow|from today|until then|for now|better still)\b[,:]? *)*$"
)
_AT_START = lazy_pattern("^" + _OPENING, re.IGNORECASE)
_AFTER_SO = lazy_pattern(r"(?:[,;]\s*(?:and )?so|[;:])\s*" + _OPENING, re.IGNORECASE)
_INTRODUCED = lazy_pattern(
    r"^\W*(?:(?:so|and|but|then) )?"
    r"(?:if|when|whenever|for|before|after|next time|once|given|based on|going by|judging by|because of|thanks to"
    r"|in (?:light|view|the light) of|with|following|according to|since|as|on the strength of|to|until|while|unless)\b"
    r"[^.;:]{3,110},\s*(?:then |please |just |simply )?$",
    re.IGNORECASE,
)
_NO_ORDER = lazy_pattern(
    r"\s+(?:of|is|are|was|were|has|have|had|may|might|can|could|will|would|does|did|and|or|part|place|heart"
    r"|care|note|issue|exception|(?:their|your|my) part|steps?|notice|charge|advantage|stock|aim|in mind"
    r"|reading|to know|(?:an? |the )?(?:person|patients?|people|someone|somebody|anyone|mice|rats|volunteers?))\b"
    r"|\s*[-,:.\u2014\u2013]|\s+[\u2014\u2013-]"
    r"|\s+(?:(?!(?:you|we|they|it|that|which|who|what|he|she|all|as|if|whether|how|when|where)\b)[a-z-]+\s+){1,2}"
    r"(?:may|might|could|would|can|will)\s+(?!be sure)[a-z]",
    re.IGNORECASE,
)
"""What makes a noun of the word: "Exercise classes may help"."""
_SUBJECT = lazy_pattern(
    r"\s*(?:is|are|was|were|has|have|had|may|might|can|could|will|would|does|did)\b|-", re.IGNORECASE
)
"""What makes a subject of an order that holds its object already ("stay active", not "keep fit is")."""
_INSTANCE = lazy_pattern(r"\W*Take(?: the)? [\w-]+(?: [\w-]+)?\W*")
"""An example is named so: "Take ginger."."""
_OBJECT = lazy_pattern(
    r"\s+(?:an?|the|your|their|his|her|its?|them|this|that|these|those|some|any|more|less|fewer|at|up|on|off|out|in|into"
    r"|down|away|for|to|from|with|without|before|after|every|each|\d[\d.,]*|one|two|three|four|five|six|half|whenever"
    r"|when|while|until|if|only|just|plenty|all|both|no|extra|daily|twice|again|under|over|along|as|like|instead"
    r"|today|tonight|early|later|longer|yourself|\w+ly)\b",
    re.IGNORECASE,
)
_EVERYBODY = lazy_pattern(r"\W*(?:anyone|anybody|everyone|everybody|whoever|all of (?:us|you))\b", re.IGNORECASE)
_NO_ACT = lazy_pattern(
    r"\s+(?:not|never|be|have|also be|stay|keep|continue|carry on|remain|go on|wait|hold|know|expect|feel"
    r"|see|find|only|consult|discuss|talk|speak|contact)\b|[,.;:]",
    re.IGNORECASE,
)
_GERUND = lazy_pattern(r"\s+\w{2,}ing\b")
_ADVERBS = lazy_pattern(
    r"\s+(?:\w+ly |now |all |always |also |at least |really |start |try |to |never )*$", re.IGNORECASE
)
_OURSELVES = lazy_pattern(r"(?:we|us|our|ours|ourselves|i)\b", re.IGNORECASE)
_RELATIVE = lazy_pattern(
    r",?\s+(?:who|whose|with|that|of|in|on|from|at|taking|reading|using|like|after|about)\b", re.IGNORECASE
)
_MARKED = lazy_pattern(r"(?:[ \u00a0]+[\w'\u2019%-]+){1,3}")


def ordered(
    document: Document, hit: Hit, sentence: Sentence, cues: Cues, people: Cues, others: Cues
) -> tuple[int, int] | None:
    """What to mark of advice that begins at a hit of `cues`, as a prose span; None where nobody is told to do a thing.

    The tags of the lexicon say what each word needs. `people` can be told; `others` (clinicians, officials) are no
    readers.
    """
    opens = document.tag(cues, hit, "opens")
    if _INSTANCE.fullmatch(document.prose, sentence.start, sentence.end):
        return None
    if document.tag(cues, hit, "of"):
        return _told(document, hit, sentence, cues, people, others)
    if not opens:
        return hit.start, _end(document, hit, hit.start)
    if not _takes_object(document, hit, opens) or not _opens_clause(document, hit, sentence):
        return None
    return hit.start, _end(document, hit, hit.start)


def _takes_object(document: Document, hit: Hit, opens: str) -> bool:
    if opens == "yes" and " " in document.prose[hit.start : hit.end].strip():
        return _SUBJECT.match(document.prose, hit.end) is None
    if _NO_ORDER.match(document.prose, hit.end) or opens == "passive":
        return False
    if opens == "gerund":
        return _GERUND.match(document.prose, hit.end) is not None
    return opens == "yes" or _OBJECT.match(document.prose, hit.end) is not None


def _opens_clause(document: Document, hit: Hit, sentence: Sentence) -> bool:
    """Whether a verb opens its sentence, or its clause after so, a colon, an introduction or another order."""
    before = document.prose[sentence.start : hit.start]
    if _AT_START.search(before):
        return True
    return bool(_AFTER_SO.search(before) or _INTRODUCED.match(before))


def _told(
    document: Document, hit: Hit, sentence: Sentence, cues: Cues, people: Cues, others: Cues
) -> tuple[int, int] | None:
    """The auxiliary with its act, and with its subject where that stands right before it."""
    act = _act(document, hit, sentence, cues) or _unlisted(document, hit, sentence, cues)
    begin = clause_start(document, hit.start)
    told = [
        one
        for one in document.hits_between(people, begin, hit.start)
        if not _OURSELVES.match(document.prose, one.start)
    ]
    if act is None or not told:
        return None
    clinicians = document.hits_between(others, begin, hit.start)
    if clinicians and clinicians[-1].end > told[-1].start and not _RELATIVE.match(document.prose, told[-1].end):
        return None
    near = told[-1].start >= hit.start - SUBJECT_REACH and not document.prose[told[-1].end : hit.start].strip()
    if not near and document.tag(cues, hit, "weak"):
        return None
    start = told[-1].start if near else hit.start
    return start, _end(document, act, start)


def _unlisted(document: Document, hit: Hit, sentence: Sentence, cues: Cues) -> Hit | None:
    """The auxiliary itself, where everybody is told an act that is not listed."""
    if (
        not _EVERYBODY.match(document.prose, sentence.start)
        or document.tag(cues, hit, "weak")
        or _NO_ACT.match(document.prose, hit.end)
    ):
        return None
    return hit if role_score(document, sentence.start, "applies") >= APPLIED else None


def _act(document: Document, hit: Hit, sentence: Sentence, cues: Cues) -> Hit | None:
    """The act after an auxiliary, with nothing but adverbs between."""
    for act in document.hits_between(cues, hit.end, min(hit.end + ACT_REACH, sentence.end)):
        opens = document.tag(cues, act, "opens")
        if document.tag(cues, hit, "weak") and not document.tag(cues, act, "can"):
            continue
        if not opens or _NO_ORDER.match(document.prose, act.end):
            continue
        if opens == "gerund" and not _GERUND.match(document.prose, act.end):
            continue
        return act if _ADVERBS.match(document.prose[hit.end : act.start]) else None
    return None


def _end(document: Document, hit: Hit, start: int) -> int:
    """Where the first words of the object end."""
    following = _MARKED.match(document.prose, hit.end, start + LONGEST_MARK)
    return following.end() if following else hit.end
