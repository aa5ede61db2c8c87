"""Single people in a story: I, he or she, somebody's kin, a customer, a capitalised name."""

from __future__ import annotations

import re

from medlint.api import Cues, Document, Hit, Sentence, lazy_pattern

from .telling_phrase import TellingOptions

_I = lazy_pattern(r"\b(?:I|I['\u2019](?:m|ve|d)|my|me|My)\b")
_ONE = lazy_pattern(
    r"(?<!he or )(?<!she or )(?<!his or )(?<!her or )(?<!him or )\b(?:he|she|his|her|him|hers)\b"
    r"(?! or (?:he|she|his|her|him)\b)",
    re.IGNORECASE,
)
_THEY = lazy_pattern(r"\b(?:they|both|neither|the two)\b", re.IGNORECASE)
_AGED = lazy_pattern(r"\b\d\d-year-old\b|\b(?:Mr|Mrs|Ms|Miss)\.? [A-Z]|\b[A-Z]\w+(?: [A-Z]\w+)?, (?:aged )?\d\d\b")
_NAMED = lazy_pattern(
    r"(?<![\w'\u2019-])([A-Z][a-z\u00df-\u00ff]+)(?: [A-Z][\w-]+)?"
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
    if any(pattern.search(document.prose, start, end) for pattern in (_I, _ONE, _AGED)):
        return True
    if document.hits_between(words.persons, start, end):
        return True
    return any(
        _is_name(document, name, words)
        for form in (_NAMED, _HELPED, _WRITER)
        for name in form.finditer(document.prose, start, end)
    )


def is_told_of_person(
    document: Document, hit: Hit, around: list[Sentence], sentence: Sentence, words: PersonWords
) -> bool:
    """Whether the sentence has spoken of one person before a recovery, or means those of the sentences before."""
    if any(pattern.search(document.prose, sentence.start, hit.end) for pattern in (_I, _ONE, _AGED)):
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
