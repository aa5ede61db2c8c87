"""The surroundings of a claim: what is denied, hedged, asked or taken back promises nothing."""

from __future__ import annotations

from medlint.api import Cues, Effect, Surroundings


class ClaimSurroundings(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """The options of `Surroundings` with the defaults of a claim."""

    taken_back: Cues = "refutations"
    disowned: Cues = "disownings"
    bygone: Cues = "bygone-times"
    negated: Effect = "exempt"
    hedged: Effect = "exempt"
    asked: Effect = "exempt"
