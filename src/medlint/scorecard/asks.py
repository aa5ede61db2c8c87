"""The questions of the scorecard, as tables: by which rules and which words each is answered.

Sources: the ten criteria of HealthNewsReview (2006), in the order and reading of the rule catalogue; for the lines
about the page, HONcode, principles 1 and 4 (1996), and PIF TICK (2022).
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from medlint.layers.essentials import HARMS, WEAK

State: TypeAlias = Literal["met", "not-met", "not-applicable", "needs-a-person"]
Subject: TypeAlias = Literal["treatment", "benefit", "study", "illness", "news", "voices", "page"]


class Ask(Struct, frozen=True):
    """One criterion: how it is answered.

    `rules`: a finding of one of them answers it with `fault`. `absence`: a rule about the whole text that looks for
    the same words; where it speaks, what is missing is quoted as searched. `about`: the criterion applies to texts
    about this. `cues`: names of `Essentials.found`, each with the state that a hit means. `silent`: the state where
    nothing is found, `silent_without_study` where the text tells of no study besides. `looked_for`: what was searched.
    """

    key: str
    name: str
    about: Subject
    looked_for: str
    rules: tuple[str, ...] = ()
    absence: str = ""
    cues: tuple[tuple[str, State], ...] = ()
    fault: State = "not-met"
    silent: State = "not-met"
    silent_without_study: State = "not-met"


def _graded(name: str) -> tuple[tuple[str, State], ...]:
    """Words that meet a criterion, or that only may: those of a lexicon's entries that are marked as weak."""
    return ((name, "met"), (f"{WEAK}{name}", "needs-a-person"))


ASKS: Final = (
    Ask(
        "costs", "Costs", "treatment",
        "an amount of money, a price range, cover by insurance or a public service",
        absence="missing-cost", cues=_graded("costs"),
    ),
    Ask(
        "benefits-quantified", "Benefits in numbers", "benefit",
        "how many of how many people got better, per cent or points beside an effect",
        rules=("relative-risk-only", "unquantified-benefit", "anecdote-as-evidence"), cues=_graded("figures"),
    ),
    Ask(
        "harms", "Harms", "treatment",
        "named side effects, complications, risks beside a word of harm",
        rules=("absolute-safety", "minimised-harm", "unsupervised-use", "unclear-contraindication"),
        absence="missing-harms", cues=_graded(HARMS),
    ),
    Ask(
        "evidence-quality", "Quality of evidence", "study",
        "a named limit, or a named design and where to find it, for each study",
        rules=(
            "preclinical-to-human", "species-missing-in-headline", "single-dose-study", "small-sample",
            "observational-design", "uncontrolled-or-unblinded", "unsupported-durability", "not-peer-reviewed",
            "surrogate-outcome", "population-extrapolation", "causal-verb-observational", "proof-language",
            "unidentified-study", "uncited-efficacy",
        ),
        silent="needs-a-person", silent_without_study="not-applicable",
    ),
    Ask(
        "disease-mongering", "No disease-mongering", "illness",
        "how mild or rare the complaint is, whether it passes by itself",
        rules=("disease-mongering",), cues=(("illness-proportions", "met"),),
        silent="needs-a-person", silent_without_study="needs-a-person",
    ),
    Ask(
        "independent-sources", "Independent sources", "voices",
        "somebody “not involved in the study”; who paid, and who has an interest",
        rules=("no-independent-source", "unintroduced-source", "undisclosed-interest"),
        cues=(("uninvolved-experts", "met"), ("interest-disclosures", "needs-a-person")),
        silent="needs-a-person", silent_without_study="needs-a-person",
    ),
    Ask(
        "alternatives", "Alternatives", "treatment",
        "other options, comparison with another treatment, waiting, no treatment",
        rules=("unsupported-superiority",), absence="missing-alternatives", cues=_graded("alternatives"),
    ),
    Ask(
        "availability", "Availability", "treatment",
        "approved or not, on prescription or over the counter, still in trials",
        rules=("overstated-approval", "drug-name-conflation"), absence="missing-approval-status",
        cues=(("availability-cues", "met"),), silent_without_study="needs-a-person",
    ),
    Ask(
        "novelty", "Novelty", "news",
        "whether what is called new is new",
        rules=("hype",), cues=(("novelty-words", "needs-a-person"),),
        fault="needs-a-person", silent="needs-a-person", silent_without_study="not-applicable",
    ),
    Ask(
        "beyond-press-release", "Beyond the press release", "news",
        "words of a release (“in a statement”); only the release itself can settle it",
        rules=("no-independent-source",), cues=(("release-words", "needs-a-person"),),
        silent="needs-a-person", silent_without_study="not-applicable",
    ),
)  # fmt: skip
"""The criteria in the order of HealthNewsReview."""

PAGE_ASKS: Final = (
    Ask(
        "byline", "Byline", "page",
        "an author, an organisation or, where the profile asks for one, a medical reviewer",
        absence="missing-byline-or-reviewer",
    ),
    Ask(
        "date", "Date", "page",
        "a date of publication, or of a review that is not too old",
        absence="missing-or-stale-date",
    ),
    Ask(
        "references", "References", "treatment",
        "links to evidence, DOIs, trial numbers, journals, named studies, notes, a list of sources",
        absence="no-references",
    ),
)  # fmt: skip
"""What a page should show whatever it tells. The rules answer these alone, in profiles that leave them out, too."""
