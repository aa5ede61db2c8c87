"""Single people in a story: I, he or she, somebody's kin, a customer, a capitalised name."""

from __future__ import annotations

import re

from medlint.api import Cues, Document, Hit, Sentence, lazy_pattern

from .telling_phrase import TellingOptions

# The letter before a word is looked at once a first letter is met: sentences are searched for the few letters alone.
_I = lazy_pattern(r"[ImM](?<!\w.)(?:(?<=I)|(?<=[mM])y|(?<=m)e)\b")
_ONE = lazy_pattern(
    r"[HhSs](?<!\w.)(?i:(?<!he or .)(?<!she or .)(?<!hi[sm] or .)(?<!her or .)(?:(?<=h)(?:ers?|e|i[sm])|(?<=s)he)\b"
    r"(?! or (?:s?he|hi[sm]|her)\b))"
)
_THEY = lazy_pattern(r"\b(?:they|both|neither|the two)\b", re.IGNORECASE)
_AGED = lazy_pattern(r"\b\d\d-year-old\b|\b(?:Mr|Mrs|Ms|Miss)\.? [A-Z]|\b[A-Z]\w+(?: [A-Z]\w+)?, (?:aged )?\d\d\b")
_AGE_SIGN = lazy_pattern(r", (?:aged )?\d\d\b|-year-old\b|M(?:rs?|s|iss)\.? [A-Z]")
"""What `_AGED` cannot do without, and what is found sooner."""
_NAMED = lazy_pattern(
    r"([A-Z](?<![\w'\u2019-].)[a-z\u00df-\u00ff]+)(?: [A-Z][\w-]+)?"
    r"(?:['\u2019]s? (?=[a-z])|, (?:an?|the|our|who|whose)\b|"
    r" (?:was|is|had|has|could|can|used|no|never|tells|says|writes|put|began|came|found|felt|went|slept|got|gave"
    r"|threw|took|ran|lost|sold|left|kept|stood|rode|woke|[a-z]+ed"
    r"|takes|drinks|eats|wears|sleeps|runs|plays|walks|swears|feels|owes|believes|thinks|knows|recommends|uses|lives|works)"
    r"\b)"
)
_HELPED = lazy_pattern(
    r"\b(?:help(?:s|ed)|cure[sd]|heal(?:s|ed)|freed?|saved?|gave|let|for|like|rid|made|took|relieved)"
    r" ([A-Z][a-z]+)\b"
)
_WRITER = lazy_pattern(
    r"\b(?:writes|wrote|posts|posted|e-?mails|e-?mailed|texts|raves|enthuses|beams|gushes|says|said) ([A-Z][a-z]+)"
    r"(?: [A-Z]\w*\.?)? (?:from|of|in) [A-Z]"
)
"""Who sends in a story, behind it: "writes Colin from Leeds"."""
_DOER = lazy_pattern(
    r"(?:\b(?:I|he|she)|\b(?:I['\u2019](?:m|d|ve)|(?:he|she)['\u2019](?:s|d))|(?<![\w-])([A-Z][a-z]+))"
    r"(?: (?:is|am|was|has|had|have|can|could|now|again|even|out|often|already|still|went|goes|since|been|be|able to"
    r"|back|up|about|on|also|happily|regularly|once|more|never|today))*\s$"
)
_NAME_INSIDE = lazy_pattern(r" [A-Z](?<=[a-z] .)[a-z]")
"""A name after a verb: `_HELPED` and `_WRITER` cannot do without."""
_OPENERS = frozenset(
    "the this that these those it its they he she we you i a an if when while as after before since then now today what"
    " who here there some many most all every each no not our your my his her their one two three at in on for with"
    " from by to and but or so yet how why where because although though once until unless other others another such"
    " both studies experts science letters appointments life treatment everything nothing people patients"
    " doctors".split()
)


_BODIES = frozenset(
    "Health Healthcare Care Plan Plans Insurance Center Centre Clinic Hospital University Institute Inc Group Medical"
    " Foundation Association Program Programme Fitness Services System Systems Company Solutions".split()
)
"""Words in the names of firms and bodies, which are nobody: "Magnolia Health is an insurer"."""


class PersonWords(TellingOptions, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Who is a person: `persons` are words for single people; capitalised names are none of `no-persons`, `remedies`.

    First persons, he and she are known without a list.
    """

    persons: Cues = ""
    no_persons: Cues = ""
    remedies: Cues = ""


def names_person(document: Document, start: int, end: int, words: PersonWords) -> bool:
    """Whether prose[start:end] speaks of a single person."""
    if _is_one(document.prose, start, end) or document.hits_between(words.persons, start, end):
        return True
    forms = [_NAMED, _HELPED, _WRITER] if _NAME_INSIDE.search(document.prose, start, end) else [_NAMED]
    return any(_is_name(document, name, words) for form in forms for name in form.finditer(document.prose, start, end))


def _is_one(prose: str, start: int, end: int) -> bool:
    """Whether prose[start:end] has I, he or she, an age or a title."""
    if _I.search(prose, start, end) or _ONE.search(prose, start, end):
        return True
    return bool(_AGE_SIGN.search(prose, start, end) and _AGED.search(prose, start, end))


def is_told_of_person(
    document: Document, hit: Hit, around: list[Sentence], sentence: Sentence, words: PersonWords
) -> bool:
    """Whether the sentence has spoken of one person before a recovery, or means those of the sentences before."""
    if _is_one(document.prose, sentence.start, hit.end):
        return True
    if document.hits_between(words.persons, sentence.start, hit.end):
        return True
    names = (name for form in (_NAMED, _HELPED) for name in form.finditer(document.prose, sentence.start, sentence.end))
    if any(name.start() < hit.start and _is_name(document, name, words) for name in names):
        return True
    meant = _THEY.search(document.prose, sentence.start, hit.end) is not None
    return meant and names_person(document, around[0].start, sentence.start, words)


def is_done_by_person(document: Document, hit: Hit, sentence: Sentence, words: PersonWords) -> bool:
    """Whether one person is the subject right before a verb."""
    doer = _DOER.search(document.prose, sentence.start, hit.start)
    if doer is None or (doer[1] is not None and not _is_name(document, doer, words)):
        return False
    return (
        " " in doer[0].strip()
        or "'" in doer[0].replace("\u2019", "'")
        or not document.prose.endswith("ing", hit.start, hit.end)
    )


def _is_name(document: Document, name: re.Match[str], words: PersonWords) -> bool:
    """Whether a capitalised word is a person's name, as far as lists can tell."""
    if _BODIES & set(name[0].split()):
        return False
    return name[1].lower() not in _OPENERS and not any(
        document.hits_between(cues, name.start(1), name.end(1)) for cues in (words.no_persons, words.remedies)
    )
