"""One ordinary person who stands for all: "a grandmother on the waiting list", "any man with a bad knee"."""

from __future__ import annotations

import re

from medlint.api import Document, Hit, Sentence, lazy_pattern

_KIN = (
    r"grandmothers?|grandfathers?|grandm(?:a|um)s?|grandpas?|gran|grann(?:y|ies)|grandads?|granddads?|nans?|nana"
    r"|grandparents?|pensioners?|retirees?|widow(?:er)?s?|octogenarians?|septuagenarians?|nonagenarians?|great-aunts?"
)
_WHOSE = (
    r"wom[ae]n|m[ae]n|girls?|boys?|child|toddler|baby|newborn|infant|teenagers?|teen|adolescent|youngster"
    r"|adult|person"
    r"|mother|mum|mom|father|dad|parent|couple|family|household|patient|sufferer|survivor|smoker|drinker"
    r"|driver|runner"
    r"|cyclist|athlete|worker|miner|farmer|builder|teacher|nurse|cleaner|welder|docker|soldier|veteran|student|pupil"
    r"|commuter|gardener|walker|jogger|golfer|dancer|singer|knitter|musician|diabetic|asthmatic|coeliac|insomniac"
    r"|migraineur|loved one|relative|husband|wife|neighbour|neighbor|friend|uncle|aunt|brother|sister|schoolchild"
    r"|schoolboy|schoolgirl|office worker|shift worker|night worker"
)
_PERSON = lazy_pattern(
    rf"\b(?:(?:a|an|any|every|each|your|the|our|many a|most|some|all) )?(?:[\w-]+ ){{0,2}}?(?:{_KIN})\b(?!['\u2019]s)"
    rf"|\b(?:a|an|any|every|each|many a|your) (?:[\w-]+ ){{0,2}}?(?:{_WHOSE})\b(?=,? (?:who|whose|with|without"
    rf"|in (?:his|her"
    r"|their)|of \w+ty|of \w+(?:teen|ty-\w+)|over|on (?:the|a|her|his)|at|crippled|plagued|troubled|tired"
    r"|facing|living"
    r"|waiting|carrying|worn|bent|struggling|hoping|suffering|battling|fighting|recovering|longing|dreaming"
    r"|stuck|after"
    r"|will|can|could|would|may|might|should)\b)"
    r"|\b(?:any(?:one|body)|some(?:one|body)|every(?:one|body)|whoever|those|all)"
    r" (?:with|who|whose|without|in (?:his|her|their)|over|on (?:the|a)|carrying|facing|living|waiting|struggling"
    r"|hoping|suffering|longing|tired|plagued|troubled|battling|worried)\b",
    re.IGNORECASE,
)
_CARE = lazy_pattern(
    r"\b(?:see|ask|tell|call|consult|talk (?:it over )?(?:to|with)|speak (?:to|with)|visit|contact|ring|phone"
    r"|check with)\s+"
    r"(?:(?:a|an|your|their|his|her|the|any|one's)\s+)?(?:[\w-]+\s+)?(?:doctors?|GPs?|dentists?|pharmacists?|nurses?"
    r"|midwi(?:fe|ves)|physiotherapists?|specialists?|helplines?|clinics?|surgery|hospital|vet)\b"
    r"|\b(?:clinical |larger |first |a |the )trial\b|\b(?:is|are|be|being|been) (?:\w+ )?"
    r"(?:offered|tested|tried|studied|recruited|enrolled|asked|advised|screened|vaccinated|invited|referred)\b"
    r"|\bguidelines?\b|\bshould not\b|\bmust not\b",
    re.IGNORECASE,
)


def ordinary_person(document: Document, start: int, end: int) -> Hit | None:
    """The first such person named in prose[start:end], as a hit of no lexicon entry; None without."""
    match = _PERSON.search(document.prose, start, end)
    return None if match is None else Hit(match.start(), match.end(), 0, match[0].lower())


def seeks_care(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence sends people to those who care for them, tells what they are offered, or speaks of a trial."""
    return _CARE.search(document.prose, sentence.start, sentence.end) is not None
