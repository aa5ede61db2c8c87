"""Whether a verb form states something: told from the words before it, since there is no parser."""

from __future__ import annotations

import re

from medlint.api import lazy_pattern

ADVERBS = (
    r"(?:\w+ly|can|will|does|do|did|also|often|even|both|all|always|thus|then|now|soon|not only|really|just|further"
    r"|still|actually|together|alone|in turn)"
)
"""What may stand between a subject and its verb, as an expression."""

_TRAIL = lazy_pattern(rf"(?:\s+{ADVERBS})*\s*$|^{ADVERBS}\s*$", re.IGNORECASE)
_BETWEEN = r"(?:\s+\w+ly|\s+(?:also|even|often|both|really|just|help))*\s*$"
_MODAL = lazy_pattern(rf"\b(?:can|will|does|do|did){_BETWEEN}", re.IGNORECASE)
_PROVEN = lazy_pattern(
    rf"\b(?:shown|proven|proved|found|demonstrated|known|able|sure|certain)\s+to{_BETWEEN}", re.IGNORECASE
)
_LAST_WORD = lazy_pattern(r"([\w'\u2019-]+)\W*$")
_NO_VERB_AFTER = lazy_pattern(
    r"(?:^|\s)(?:the|an?|these|those|its|their|your|his|her|my|our|some|many|any|no|of|for|with|to|from|potential|possible"
    r"|other|several|most|more|main|extra|health|and|or|between|birth|be|been|being|is|are|was|were|by|without"
    r"|less|fewer|such|as|\w+est|\w*\d)\W*$",
    re.IGNORECASE,
)
_HEADED = lazy_pattern(
    r"\W*((?:[\w'\u2019-]+\s){0,3}?[\w'\u2019-]+)\s(?:of|with|from|without|containing|made of|made from|for|in)\s"
    r"(?:[\w'\u2019-]+\s?){1,4}\W*$"
)
"""A short subject with one phrase after its head: "drops with hyaluronic acid"."""
_MEASURED = lazy_pattern(
    r"\W*(?:two|three|four|five|six|a few|a couple of|\d+)\s(?:[\w-]+\s){0,2}?(?!\w*ss\b)\w+s\b"
    r"(?:\s[\w'\u2019-]+){1,9}\W*$",
    re.IGNORECASE,
)
"""A subject that is counted, whatever is said of it: "two spoons in the morning", "three figs before bed"."""
_NO_PLURAL = frozenset(
    "is was has does this its us as vs thus his always perhaps towards unless less across plus yes it's that's besides"
    " sometimes afterwards whereas previous various serious obvious conscious ours yours".split()
)
_PLURAL = frozenset("people women men children they these those we both that which".split())


def without_adverbs(before: str) -> str:
    """The words before a verb without the adverbs and auxiliaries right before it."""
    return _TRAIL.sub("", before)


def is_finite(before: str, form: str, *, beside_remedy: bool) -> bool:
    """Whether a verb form makes a statement after the words `before`: no infinitive, no participle, no noun.

    `beside_remedy`: those words end with the name of a remedy, so that "and" makes a plural ("yoga and tai chi").
    """
    if form == "adjective":
        return True
    if form != "base":
        if _NO_VERB_AFTER.search(before):
            return form == "s" and before.rstrip().lower().endswith((" and", " or"))
        return True
    return bool(_MODAL.search(before) or _PROVEN.search(before)) or _is_plural(before, beside_remedy=beside_remedy)


def _is_plural(before: str, *, beside_remedy: bool) -> bool:
    """Whether the words before a base form can be its plural subject."""
    if before.rstrip().endswith(","):
        return False
    said = without_adverbs(before)
    headed = _HEADED.match(said)
    if _is_plural_noun(said) or (headed is not None and _is_plural_noun(headed[1])) or _MEASURED.match(said):
        return True
    return beside_remedy and " and " in before


def _is_plural_noun(text: str) -> bool:
    """Whether the last word of a text is the plural of a noun, by its ending."""
    last = _LAST_WORD.search(text)
    word = last[1].lower() if last else ""
    if word in _PLURAL:
        return True
    return word.endswith("s") and not word.endswith(("ss", "'s", "\u2019s")) and word not in _NO_PLURAL
