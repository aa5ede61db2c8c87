"""Change told since people began something: "fell by 58% after participants put on the band"."""

from __future__ import annotations

import re

from medlint.api import Document, Sentence, lazy_pattern

_BEGUN = lazy_pattern(
    r"\b(?:after|since|once|when|in the [\w-]+ after|from the (?:day|moment|week))\s+(?:the |all |our |these "
    r"|its |their |\d+ |most )?"
    r"(?:[\w-]+ )?(?:participants|patients|volunteers|users|wearers|customers|people|subjects|women|men|children|adults"
    r"|pupils|members|residents|sufferers|testers|runners|players|students|nurses|parents|everyone|everybody)\s+"
    r"(?:had |first |were |all |also |regularly |simply |both )*"
    r"(?:put (?:it |them )?on|(?:start|switch|adopt|install|download|swallow|apply|appli|rubb|fitt|inject|chang"
    r"|mov|join|complet"
    r"|finish|us|tri|receiv|add|replac|treat|stopp|practi[sc]|follow|inhal|chew|attend)(?:ed|ied)|began|begun"
    r"|took|taken|tried|wore"
    r"|worn|got|given|drank|ate|gave up|went on|cut out|took up|did|underwent|slept|sat|put)\b",
    re.IGNORECASE,
)
_FIGURE = lazy_pattern(r"\d|\b(?:half|halved|doubled|trebled|tripled|a third|two thirds|a quarter|three quarters)\b")

_STARTED = lazy_pattern(
    r"\bsessions\b|\b(?:first|last|final) (?:session|lesson|dose|visit|class)|\b(?:moving|switching|giving up"
    r"|cutting out) |\b(?:starting|using|wearing|taking|drinking|eating|trying) (?:the|a|an|it)\b"
    r"|\b(?:sessions?|courses?|weeks|months) of\b"
)


def has_started(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence speaks of the beginning or the course of a treatment: "the first session", "weeks of"."""
    return _STARTED.search(document.prose, sentence.start, sentence.end) is not None


def has_begun(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence gives a figure for what came after people began to take, wear or do something."""
    place = document.prose, sentence.start, sentence.end
    return _BEGUN.search(*place) is not None and _FIGURE.search(*place) is not None
