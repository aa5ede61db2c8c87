"""The words that statements of benefit are made of."""

from __future__ import annotations

from medlint.api import Cues

from .support import SourceWords


class Vocabulary(SourceWords, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """The words of statements of benefit, as lexicons.

    `verbs` say that something does good; their tag `form` is s, base, past, ing, passive, adjective, people or fading,
    their tag `pole` down, up or any. `outcomes` are what it does good to, with the tag `pole`: bad, good, either
    or people; `organs` are parts of the body, which count after verbs with the tag `organ`. `remedies` are what people
    take or do. `other-subjects` are what is no remedy; those with the tag `kind = "generic"` name treatment in
    general. `between`: words that may not stand between verb and outcome. `outcome-words`: at most so many words
    lie between the two. `turns`: words that count a treatment (tag `by`), which what fades after it is put down to.
    `taking`: words that say that people are given or take what comes next, which is then the remedy.
    """

    verbs: Cues
    outcomes: Cues
    remedies: Cues
    other_subjects: Cues
    between: Cues = ""
    taking: Cues = ""
    organs: Cues = ""
    turns: Cues = ""
    outcome_words: int = 6
