"""The options of the check `joined`."""

from __future__ import annotations

from medlint.api import Cues, Surroundings


class JoinedOptions(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What to look for, what must stand beside it, and what excuses it; the shared ones are in `Surroundings`.

    `cues` may carry tags. Where the partner is: `side` is `after` (the default), `before`, `either`, `group` (see
    `groups`; `items` are the illnesses of a list; `direct`, `list`) or `alone` (none is wanted); `reach`: at most so
    many words between (default: the option); `partner`: kinds of partner that will do; `named = "yes"`: no pronoun will
    do; `anywhere = "yes"`: one named anywhere before will do; `inside = "yes"`: the cue holds the pronoun itself. How
    the cue is used: `told = "yes"`: somebody must be told to do it (an order, "you can"); `earlier`, to do something
    before it in the sentence, or `beside`, or after it (`order`: with a verb of this kind of `orders`); `negated`:
    `must` (a negation must reach it), `any`, or `near` (only one right before it denies it), else a negated cue is left
    alone; `asked = "yes"`: counts in a question, too; `relative = "no"`: not right after "who" or "that"; `opens =
    "yes"`: opens its sentence; `ends = "yes"`: stands for persons or ends what is said, not before another noun;
    `wants`: the kinds of `needs` of which one must stand in the sentence or right beside it (`within = "sentence"`:
    later in the sentence; `waived`: not beside a partner of this kind). `excuse`: the kinds of excuse it takes,
    `ahead`: how many sentences on. `step` moves the severity; `means` is what to write instead (`fix`: offered as a
    replacement).

    `partners`: what cues speak of (tag `kind`); with `pronouns` also "it" or "they" near a sentence that names one.
    `orders`: plain verbs that open an order. `excuses`, `excuse-kinds`, `figures`: see `excuses`; with
    `relative-excuses = false` none that only says which partner is meant ("the tablets your doctor prescribed").
    `refuted`: as `taken-back`, but not words inside the cue itself ("doctors will not tell you"). `graver`: words in
    the block or the title that make it graver. `dangers`, `endangered`: treatments and groups (tag `risk`), see
    `dangers`; the tag `before` of a cue: its group stands before it, `known`: only groups at known risk count. `names =
    false`: not in the name of a law or of an old institution.
    """

    cues: Cues
    partners: Cues = ""
    reach: int = 4
    pronouns: bool = False
    orders: Cues = ""
    needs: Cues = ""
    items: Cues = ""
    refuted: Cues = ""
    excuses: Cues = ""
    excuse_kinds: tuple[str, ...] = ()
    figures: bool = False
    relative_excuses: bool = True
    graver: Cues = ""
    dangers: Cues = ""
    endangered: Cues = ""
    fix: bool = False
    names: bool = True
