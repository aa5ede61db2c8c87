"""The JSON that medlint writes, as types: what no class of medlint says already. Schemas are made of these."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from medlint.layers.advice import Advice
from medlint.layers.caveats import CaveatKind
from medlint.layers.claim_kinds import ClaimKind
from medlint.layers.claims import Strength
from medlint.layers.designs import Design, Known
from medlint.layers.links import LinkKind
from medlint.layers.study_record import Doses
from medlint.layers.subjects import Subjects
from medlint.model import BlockKind, Failure, Finding, Notice, Severity
from medlint.scorecard.criteria import Criterion

Verdict = Literal["must-fix", "look-again", "nothing-found"]
CitationKind = Literal["link", "doi", "pmid", "trial", "journal", "footnote", "named-source"]


class Tool(Struct):
    """The program that wrote the report."""

    name: str
    version: str


class SummaryStudy(Struct):
    """A study that the text tells of, and what the text says of it."""

    line: int
    design: Design
    subjects: Subjects
    n: int | None
    doses: Doses
    controlled: Known
    blinded: Known
    peer_reviewed: Known
    identified: bool
    caveats: list[CaveatKind]


class Credit(Struct):
    """Words that are present and good."""

    group: str
    kind: str
    quote: str
    line: int


class FixFirst(Struct):
    """A place to begin with."""

    rule: str
    severity: Severity
    line: int
    column: int
    start: int
    end: int
    quote: str
    scope: Literal["span", "document"]


class SummaryPhrase(Struct):
    """A phrase that a rewording program probably made."""

    quote: str
    line: int
    rule: str
    likely: str | None


class Summary(Struct):
    """The scorecard of a text. It has no grade."""

    verdict: Verdict
    reasons: list[str]
    language: str
    spun_index: float
    spun_phrases: list[SummaryPhrase]
    per_1000_words: dict[str, float]
    studies: list[SummaryStudy]
    criteria: dict[str, Criterion]
    credited: list[Credit]
    fix_first: list[FixFirst]
    not_judged: list[str]


class File(Struct):
    """What was found in one text."""

    path: str
    format: str
    words: int
    findings: list[Finding]
    suppressed: int
    notices: list[Notice]
    summary: Summary


class Counts(Struct):
    """How many findings there are of each severity."""

    error: int
    warning: int
    info: int


class Totals(Struct):
    """The run in numbers."""

    files: int
    findings: Counts
    words: int
    seconds: float


class Report(Struct):
    """What `medlint check --format json` writes."""

    version: Literal[1]
    tool: Tool
    files: list[File]
    failures: list[Failure]
    summary: Totals


class InspectedBlock(Struct):
    """A unit of layout."""

    kind: BlockKind
    start: int
    end: int
    level: int


class InspectedClaim(Struct):
    """What a sentence claims, and how strongly."""

    strength: Strength
    kinds: list[ClaimKind]


class InspectedSentence(Struct):
    """A sentence and what medlint makes of it."""

    start: int
    end: int
    block: int
    claim: InspectedClaim
    advice: Advice
    hedged: bool
    negated: bool
    limitation: bool
    quoted: bool
    speaker: str | None
    cited: bool


class InspectedStudy(Struct):
    """A study from where the text begins to tell of it to where it ends."""

    start: int
    end: int
    design: Design
    subjects: Subjects
    n: int | None
    doses: Doses
    controlled: Known
    blinded: Known
    peer_reviewed: Known
    identified: bool
    caveats: list[CaveatKind]


class InspectedCaveat(Struct):
    """Words that name a limit."""

    kind: CaveatKind
    start: int
    end: int


class InspectedCitation(Struct):
    """A source that the text names or links to."""

    kind: CitationKind
    start: int
    end: int
    target: str


class InspectedLink(Struct):
    """A link, from its first character to its last."""

    start: int
    end: int
    href: str
    text: str
    rel: list[str]
    kind: LinkKind


class SpunPhrase(Struct):
    """A phrase that a rewording program probably made."""

    start: int
    end: int
    likely: str | None
    score: float


class Spun(Struct):
    """How much of the text looks reworded by a program."""

    index: float
    phrases: list[SpunPhrase]


class Inspection(Struct):
    """What `medlint inspect --format json` writes."""

    version: Literal[1]
    path: str
    format: str
    title: str
    language: str
    metadata: dict[str, object]
    text: str
    blocks: list[InspectedBlock]
    sentences: list[InspectedSentence]
    studies: list[InspectedStudy]
    caveats: list[InspectedCaveat]
    citations: list[InspectedCitation]
    links: list[InspectedLink]
    spun: Spun | None
