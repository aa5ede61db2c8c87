"""Whether words tell somebody to do something: an order, what people should or can do, or what they are let do."""

from __future__ import annotations

import re

from medlint.api import Cues, Document, Hit, Sentence, clause_start, lazy_pattern

SUBJECT_REACH = 60
"""Whoever is told to do something stands at most so many characters before the verb."""

_OPENING = (
    r"[\"\u201c\u2018'\s\u2022*-]*(?:(?:mothers|parents|mums|moms|dads|friends|ladies|readers|folks|listen|so|then"
    r"|please"
    r"|just|simply|always|today|tonight|now|instead|yes|first|next"
    r"|finally|or|and|better|and then|even better|if so|if not|meanwhile|also|better still|for best results|go on and"
    r"|go ahead and|remember to|make sure to|be sure to|feel free to|try to|why not|better to|best to"
    r"|never be afraid to|time to|it is time to|it's time to|the answer is to|our advice is to|all you need is to)"
    r"\b[,:]? *)*$"
)
_AT_START = lazy_pattern("^" + _OPENING, re.IGNORECASE)
_AFTER_MARK = lazy_pattern(r"(?:[;:?!]|[,;] (?:and )?(?:so|then)\b)" + _OPENING, re.IGNORECASE)
_INTRODUCED = lazy_pattern(
    r"^\W*(?:(?:so|and|but|then) )?(?:if|when|whenever|for|before|after|next time|once|instead of|because of|thanks to"
    r"|with|since|as|to|until|while|unless|on|in|at|every|each|from)\b[^.;:]{3,110},\s*"
    r"(?:then |please |just |simply )?$",
    re.IGNORECASE,
)
_TOLD = lazy_pattern(
    r"\b(?P<who>you|we|they|one|people|patients|parents|users|beginners|anyone|anybody|everyone|everybody|families"
    r"|mothers|women|men|adults|readers|clients|many|most|some people|children|your child|we all|most of us)"
    r"(?:,? [\w'\u2019-]+){0,6}?"
    r"(?: (?:can|could|may|might|should|must|will|would|need to|have to|ought to|get to|are able to|are free to"
    r"|do better to|had better|are better off|would do well to|want to|is able to|is free to)|['\u2019]ll"
    r"|['\u2019]d better)(?: (?:not|safely|simply|just|easily|now|even|also|soon|finally|then|actually|always|happily"
    r"|go ahead and|begin to|start to|quickly|all|gradually|often|usually|really|be able to|try to|learn to"
    r"|decide to))*$",
    re.IGNORECASE,
)
_LET = lazy_pattern(
    r"\b(?:lets?|letting|allows?|enables?|helps?|means?|made?|makes?|frees?) (?:that )?(?:you|people|patients|women|men"
    r"|parents|users|anyone|everyone|many|most people)(?: (?:to|can|could|will|even|finally|all))*$",
    re.IGNORECASE,
)
_URGED = lazy_pattern(
    r"\b(?:(?:is|are|it is|it's) (?:time|safe|fine|okay|ok|better|best|wise|easier|enough|possible|cheaper|simpler)"
    r"(?: for \w+)? to|(?:we|I|experts) (?:recommend|suggest|advise|urge|say)(?: that)?(?: you)?(?: to)?|why not"
    r"|(?:urge|tell|invite|encourage|ask|want)s? (?:readers|followers|people|parents|patients|viewers|fans|listeners"
    r"|you|women|men|clients|mothers) to|advise[sd]? (?:you|people) to"
    r"|(?:find|have|take|muster|gather|pluck up) the (?:courage|strength|nerve|guts|heart|confidence) to"
    r"|dare to|feel free to|free to|no reason not to|you (?:want|like) to)(?: just| simply)*$",
    re.IGNORECASE,
)
_PASSED_ON = lazy_pattern(
    r"\b(?:followers|readers|viewers|members|fans|subscribers|listeners|guests|clients|customers|believers|buyers)\b"
    r"[^.;:]{0,40} (?:is|are|was|were|get|got|being) (?:also |now |even |often |openly )?"
    r"(?:urged|told|advised|encouraged|invited|begged|persuaded|taught|egged on) to$"
    r"|\b(?:parents|mothers|fathers|mums|people|women|men|users)\b[^.;:]{0,40} (?:is|are|was|were|get|got|being)"
    r" (?:also |now |even |often |openly )?(?:urged|begged|persuaded|egged on|lured|talked into|pressed|pushed) to$",
    re.IGNORECASE,
)
"""An order that a crowd is given by whoever sways it; what patients are told is a clinician's order."""
_MYSELF = lazy_pattern(
    r"(?:\b(?:were|was) (?:I|it|this|that|she|he|they)\b|\bif (?:I|it|this|that|she|he) (?:were|was)\b"
    r"|\bin your (?:shoes|place|position|boots|stead)\b)[^.;:?!]{0,60}"
    r"\bI(?: would|['\u2019]d)(?: (?:just|simply|happily|gladly|not hesitate to|quietly|rather|also|certainly))*$",
    re.IGNORECASE,
)
"""Advice in the form of what one would do oneself ("If I were you I would leave the tablets")."""
_NOUN = lazy_pattern(
    r"(?:use|split|dose|start|drop|cut|increase|boost) of\b"
    r"|(?:lower|double|cut|split) (?:doses?|amounts?|levels?)\b[^.;,]{0,25}\b"
    r"(?:may|might|can|could|were|was|are|is|had|have)\b",
    re.IGNORECASE,
)
_ADDRESSED = frozenset(
    ("you", "we", "one", "readers", "anyone", "anybody", "everyone", "everybody", "your child", "we all")
)
_BOUND = lazy_pattern(
    r"\b(?:must|have to|need to|would|want to)(?: (?:then|also|still|always|often|usually))?$", re.IGNORECASE
)
_UNDONE = lazy_pattern(r"(?:do not|don['\u2019]t|never)\b", re.IGNORECASE)
_HABIT = lazy_pattern(
    r"(?<!many )(?<!drug )\b(?:users|beginners|microdosers|bodybuilders|biohackers|enthusiasts|fans|clients|customers"
    r"|followers|insiders|regulars|gym-goers)(?: (?:often|usually|mostly|simply|just|typically|all|now|now just))*$",
    re.IGNORECASE,
)
"""What those do who already use something is told as an example."""
_JOINED = lazy_pattern(r"(?:,? (?:and|or)(?: then| just| simply)?|, then)\s+$", re.IGNORECASE)


def is_told(document: Document, hit: Hit, sentence: Sentence, orders: Cues) -> bool:
    """Whether the verb that a hit begins with is an order, or what people should, can or are let do.

    `orders` are verbs in their plain form that open an order before another ("Crush them and mix ...").
    """
    before = document.prose[sentence.start : hit.start]
    if _NOUN.match(document.prose, hit.start, sentence.end):
        return False
    if _AT_START.search(before) or _AFTER_MARK.search(before):
        return True
    if _INTRODUCED.match(before):
        return True
    near = document.prose[max(sentence.start, hit.start - SUBJECT_REACH) : hit.start].rstrip()
    if _MYSELF.search(before.rstrip()):
        return True
    pushed = _LET.search(near) or _URGED.search(near) or _PASSED_ON.search(near)
    if pushed or _is_habit(document, hit, near) or _is_urged(near):
        return True
    return _JOINED.search(before) is not None and _is_second(document, hit, sentence, orders)


def _is_urged(before: str) -> bool:
    """Whether somebody should or can do what follows; what others must, want or used to do is only told of them."""
    found = _TOLD.search(before)
    return found is not None and (found["who"].lower() in _ADDRESSED or _BOUND.search(before) is None)


def _is_habit(document: Document, hit: Hit, before: str) -> bool:
    """Whether something is told as what those do who use it; what they leave undone is no example."""
    return _HABIT.search(before) is not None and not _UNDONE.match(document.prose, hit.start, hit.end)


def _is_second(document: Document, hit: Hit, sentence: Sentence, orders: Cues) -> bool:
    """Whether the words after "and" go on with an order or with what people can do."""
    begin = clause_start(document, hit.start)
    first = document.hits_between(orders, sentence.start, hit.start)
    if any(_AT_START.search(document.prose[sentence.start : one.start]) for one in first):
        return True
    return any(_is_urged(document.prose[max(begin, one.start - SUBJECT_REACH) : one.start].rstrip()) for one in first)
