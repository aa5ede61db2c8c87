"""The cue lists by which statements about people and about courses of treatment are told."""

from __future__ import annotations

from msgspec import Struct

from medlint.api import Cues


class StatementCues(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Lexicons that can be exchanged in a rule file.

    `people`: whom a statement is about. `promises`: what it says is done for them. `benefits`, `outcomes`:
    what a remedy does, and to what. `background`: words that make a
    sentence background. `conclusions`: words that open a conclusion. `course`: words for treatment again and again.
    `usual`: words that make a mention of it one of usual practice. `samples`: words that only studies of people are
    told with. `remedies`: what is taken or done for health.
    `hedged`: words by which a promise is hedged. `words`: verbs of claims and of reports, by kind. `orders`: verbs
    that tell the reader what to do. `taking`: what people do with a remedy. `better`: comparatives. `tissues`: what is
    kept in laboratories. `others`: nouns that end like names of persons, and are no laypeople.
    `meaning`: headings under which a text says what a finding means.
    `life`: what only people do or need day by day.
    `units`: what a treatment is given in. `lasting`: words that say that something lasts.
    """

    people: Cues = "human-terms"
    promises: Cues = "human-promises"
    benefits: Cues = "benefit-verbs"
    outcomes: Cues = "health-outcomes"
    background: Cues = "human-background"
    conclusions: Cues = "conclusion-openers"
    course: Cues = "course-cues"
    usual: Cues = "usual-practice"
    samples: Cues = "human-samples"
    remedies: Cues = "interventions"
    hedged: Cues = "hedged-promises"
    words: Cues = "statement-words"
    orders: Cues = "reader-advice"
    taking: Cues = "taking-verbs"
    better: Cues = "comparatives"
    tissues: Cues = "lab-words"
    others: Cues = "no-laypeople"
    meaning: Cues = "meaning-headings"
    units: Cues = "dose-units"
    lasting: Cues = "lasting-claims"
    life: Cues = "everyday-life"
