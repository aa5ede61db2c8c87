"""Statements of benefit in a sentence: a word that says "does good", what it does good to, and what does it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Document, Hit, Sentence, hits_with_sentences, lazy_pattern, section_of

from .finite_verbs import is_finite, without_adverbs
from .offers import sells
from .outcomes import LONGEST_MARK, outcome_after, outcome_before
from .subjects import antecedent, is_other, subject_before
from .things import is_name
from .vocabulary import Vocabulary

WITH_CHARACTERS = 25
"""In "with daily yoga the pain fades" at most so many characters lie between "with" and the remedy."""

_CONDITION = lazy_pattern(
    r"\b(?:if|whether|how|unless|until|when|why|so that|in case|to see)\b(?!.*,\s)",
    re.IGNORECASE | re.DOTALL,
)
_WITH = lazy_pattern(r"\b(?:with|after|thanks to|on|by|during|following|through)\b[\s\w'-]*$", re.IGNORECASE)
_NAME = lazy_pattern(r"\s+((?:[\w'\u2019-]+\s){0,3}?[\w'\u2019-]+)(?=\s)")
_OPENED = lazy_pattern(r"\W*(?:With|After|Thanks to|On|Using|Wearing|Taking) ((?:[\w'\u2019-]+ ){0,4}[\w'\u2019-]+),")
_AFTER = lazy_pattern(
    r"(?: [\w'\u2019-]+){0,3} (?:after|with|on|thanks to|by|from|during|since|when|if)\b(?: [\w'\u2019-]+){0,5} $"
)
"""What joins a remedy to what people do better: "breathe more easily after a single dose of"."""
_DOSED = lazy_pattern(
    r"\b(?:after|with|on|thanks to) (?:an?|one|two|three|the|their) (?:single |daily |short |few |first )?"
    r"(?:doses?|course|sessions?|cups?|glass|round|drops?|shots?|puffs?) of ([\w-]{4,})"
)
_PRESENT_FADING = lazy_pattern(r"\w+s?\b(?<!ed)", re.IGNORECASE)
_TAKEN = lazy_pattern(r"^ (?:\w+ )?(?:with|on|thanks to|under|from) (?:the |a |an |our |your )?(?:\w+ ){0,2}$")
_DOSE = lazy_pattern(
    r"\W*((?:A|One|Two|Three) (?:\w+ )?(?:spoons?|spoonfuls?|cups?|glass(?:es)?|capsules?|tablets?|drops?|doses?|shots?"
    r"|visits?|sessions?|sachets?|sprays?|puffs?|sips?|patch(?:es)?))\b[^.;:]{0,40}, and "
)
"""What is taken and what comes of it: "A spoonful at bedtime, and insomnia is over"."""
_HELPING = lazy_pattern(
    r"\W*((?:an?|one|two|three|four|half an?|a few|\d+) (?:(?:small|large|level|heaped|daily|good|generous) )?"
    r"(?:table|tea|dessert)?"
    r"(?:spoons?|spoonfuls?|cups?|cupfuls?|glass(?:es)?|mugs?|handfuls?|shots?|sips?|cloves?|pinch(?:es)?)"
    r"(?: of [\w'\u2019-]+)?)\b",
    re.IGNORECASE,
)
"""What is measured out in a kitchen is taken: "two spoons in warm water"."""
_ADDED = lazy_pattern(r"(?:, |\b(?:for|by) )$")
_PRONOUNS = frozenset({"it", "this", "them", "these", "one"})


class Statement(Struct, frozen=True):
    """A statement of benefit: its sentence, the words of benefit, the outcome, and the remedy (None: nothing known)."""

    sentence: Sentence
    verb: Hit
    outcome: Hit
    remedy: Hit | None

    @property
    def mark(self) -> tuple[int, int]:
        """The smallest words at fault: from verb to outcome, or the verb alone where that is too long."""
        start, end = min(self.verb.start, self.outcome.start), max(self.verb.end, self.outcome.end)
        return (start, end) if end - start <= LONGEST_MARK else (self.verb.start, self.verb.end)


def find_statements(document: Document, words: Vocabulary) -> Iterator[Statement]:
    """The statements of benefit of a document, in order; questions, hedges and the like are not yet taken out."""
    for verb, sentence in hits_with_sentences(document, words.verbs):
        form = document.tag(words.verbs, verb, "form")
        if form in {"passive", "fading"}:
            outcome = outcome_before(document, verb, words)
        else:
            outcome = outcome_after(document, verb, sentence, words)
        if outcome is None:
            continue
        statement = _READINGS.get(form, _of_subject)(document, verb, outcome, sentence, words)
        if statement is not None:
            yield statement


def _of_subject(document: Document, verb: Hit, outcome: Hit, sentence: Sentence, words: Vocabulary) -> Statement | None:
    """A statement of what its subject does, or None where the verb is none here or the subject is no remedy."""
    form = document.tag(words.verbs, verb, "form")
    if verb.start == sentence.start and form == "s":
        return _of_heading(document, verb, outcome, sentence, words)
    if verb.start == sentence.start:
        return _with_remedy(document, verb, outcome, sentence, words) if form == "base" else None
    start, text = subject_before(document, verb, sentence)
    remedies = document.hits_between(words.remedies, start, verb.start)
    beside = bool(remedies) and remedies[-1].end >= start + len(without_adverbs(text).rstrip(" ,"))
    finite = is_finite(text, form, beside_remedy=beside) or (
        form == "base" and _is_joined(document, verb, start, words)
    )
    if not text.strip() or not finite or _CONDITION.search(text):
        return None
    if is_other(document, start, text, words):
        return None
    remedy = remedies[-1] if remedies else _helping(text, start, verb) or antecedent(document, text, sentence, words)
    return None if form == "past" and remedy is None else Statement(sentence, verb, outcome, remedy)


def _helping(text: str, start: int, verb: Hit) -> Hit | None:
    """The measure that a subject opens with: a remedy, whatever is in the spoon."""
    found = _HELPING.match(text)
    return Hit(start + found.start(1), start + found.end(1), verb.entry, found[1]) if found else None


def _is_joined(document: Document, verb: Hit, start: int, words: Vocabulary) -> bool:
    """Whether "and" joins a verb to one before it in the clause that states something ("ease pain and keep ...")."""
    if not document.prose.endswith(" and ", start, verb.start):
        return False
    return any(
        document.tag(words.verbs, other, "form") == "base"
        and is_finite(document.prose[start : other.start], "base", beside_remedy=False)
        for other in document.hits_between(words.verbs, start, verb.start)
    )


def _of_heading(document: Document, verb: Hit, outcome: Hit, sentence: Sentence, words: Vocabulary) -> Statement | None:
    """What an item without a subject says of the remedy in the heading above it, or in the title."""
    if document.blocks[sentence.block].kind != "item":
        return None
    number = section_of(document, sentence.block).heading
    heading = (document.blocks[number].start, document.blocks[number].end) if number >= 0 else document.title
    for start, end in (heading, document.title):
        remedies = document.hits_between(words.remedies, start, end)
        if remedies:
            return Statement(sentence, verb, outcome, remedies[-1])
    return None


def _with_remedy(
    document: Document, verb: Hit, outcome: Hit, sentence: Sentence, words: Vocabulary
) -> Statement | None:
    """An order that promises: "Relieve pain with X"."""
    end = min(outcome.end + LONGEST_MARK, sentence.end)
    if not document.prose[outcome.end : end].lstrip().startswith(("with ", "using ", "by ")):
        return None
    remedies = document.hits_between(words.remedies, outcome.end, end)
    return Statement(sentence, verb, outcome, remedies[0]) if remedies else None


def _by_remedy(document: Document, verb: Hit, outcome: Hit, sentence: Sentence, words: Vocabulary) -> Statement | None:
    """As in "Pain is relieved by X"; by an unknown thing too, but not by a number or by what is no remedy."""
    end = min(verb.end + LONGEST_MARK, sentence.end)
    remedies = document.hits_between(words.remedies, verb.end, end)
    if remedies:
        return Statement(sentence, verb, outcome, remedies[0])
    if document.hits_between(words.other_subjects, verb.end, end) or any(
        ch.isdigit() for ch in document.prose[verb.end : verb.end + 5]
    ):
        return None
    return Statement(sentence, verb, outcome, None)


def _of_people(document: Document, verb: Hit, outcome: Hit, sentence: Sentence, words: Vocabulary) -> Statement | None:
    """As in "People who take X sleep better"."""
    if _CONDITION.search(document.prose[sentence.start : verb.start]):
        return None
    remedies = document.hits_between(words.remedies, sentence.start, verb.start)
    remedy = remedies[0] if remedies else _taken(document, verb, sentence, words)
    if remedy is None:
        after = document.hits_between(words.remedies, outcome.end, sentence.end)
        remedy = next((hit for hit in after if _AFTER.match(document.prose, outcome.end, hit.start)), None)
        dosed = None if remedy else _DOSED.search(document.prose, verb.end, sentence.end)
        remedy = Hit(*dosed.span(1), verb.entry, dosed[1]) if dosed else remedy
    return Statement(sentence, verb, outcome, remedy) if remedy else None


def _taken(document: Document, verb: Hit, sentence: Sentence, words: Vocabulary) -> Hit | None:
    """What people are said to take before the verb, whatever its name: "treated with it", "with a brace, they"."""
    for taking in document.hits_between(words.taking, sentence.start, verb.start):
        taken = _NAME.match(document.prose, taking.end, verb.start)
        if taken and (taken[1] in _PRONOUNS or is_name(document, *taken.span(1), words.other_subjects)):
            return Hit(*taken.span(1), taking.entry, taken[1])
    opened = _OPENED.match(document.prose, sentence.start, verb.start)
    if opened and is_name(document, *opened.span(1), words.other_subjects):
        return Hit(*opened.span(1), verb.entry, opened[1])
    return None


def _of_fading(document: Document, verb: Hit, outcome: Hit, sentence: Sentence, words: Vocabulary) -> Statement | None:
    """As in "With X the pain fades"."""
    if _CONDITION.search(document.prose[sentence.start : verb.start]):
        return None
    for hit in document.hits_between(words.remedies, sentence.start, verb.start):
        before = max(hit.start - WITH_CHARACTERS, sentence.start)
        generic = document.hits_between(words.other_subjects, hit.start, hit.end)
        if not generic and _WITH.search(document.prose, before, hit.start):
            return Statement(sentence, verb, outcome, hit)
    return _of_visit(document, verb, outcome, sentence, words)


def _of_visit(document: Document, verb: Hit, outcome: Hit, sentence: Sentence, words: Vocabulary) -> Statement | None:
    """As in "The pain fades after the first visit", "fades with X", on the page of who sells what does it."""
    if not _PRESENT_FADING.match(document.prose, verb.start) or not sells(document, words.selling):
        return None
    end = min(verb.end + LONGEST_MARK, sentence.end)
    counted = (hit for hit in document.hits_between(words.turns, verb.end, end) if document.tag(words.turns, hit, "by"))
    taken = (
        hit
        for hit in document.hits_between(words.remedies, verb.end, end)
        if _TAKEN.search(document.prose, verb.end, hit.start)
    )
    cause = next(counted, None) or next(taken, None)
    dosed = None if cause else _DOSE.match(document.prose, sentence.start, verb.start)
    cause = Hit(*dosed.span(1), verb.entry, dosed[1]) if dosed else cause
    return Statement(sentence, verb, outcome, cause) if cause else None


def _of_participle(
    document: Document, verb: Hit, outcome: Hit, sentence: Sentence, words: Vocabulary
) -> Statement | None:
    """As in "a magnesium balm, calming cramps" or "loved for easing cramps", on the page of who sells it."""
    if not _ADDED.search(document.prose, sentence.start, verb.start) or not sells(document, words.selling):
        return None
    remedies = document.hits_between(words.remedies, sentence.start, verb.start)
    return Statement(sentence, verb, outcome, remedies[-1]) if remedies else None


_READINGS = {"passive": _by_remedy, "people": _of_people, "fading": _of_fading, "ing": _of_participle}
