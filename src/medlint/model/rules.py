"""What rule folders hold: rules with their examples and sources, lexicons, fact tables."""

# Without annotations as texts: these types are decoded in each run, and texts would have to be compiled for it.

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct, field

from medlint.model.words import Audience, Confidence, Region, Severity


class Source(Struct, frozen=True):
    """Where a rule comes from: a standard, guideline or paper with its year."""

    title: str
    year: int | str
    url: str = ""


class Example(Struct, frozen=True):
    """A text that a rule must flag (`bad`, with `flags`, the complete list of quotes) or must leave alone (`good`).

    `today` is the day it is read on; None is the day of all examples. `region`, `audience` and `own_domains` are
    what the configuration says of the house; empty stands for the defaults.
    """

    bad: str = ""
    good: str = ""
    flags: tuple[str, ...] = ()
    format: str = "markdown"
    options: Mapping[str, object] = {}
    profile: str = ""
    severity: str = ""
    today: date | None = None
    region: Region | Literal[""] = ""
    audience: Audience | Literal[""] = ""
    own_domains: tuple[str, ...] = ()
    line: int | None = None


class Measured(Struct, frozen=True):
    """How often a rule was right: `precision` (0 to 1) of `judged` findings, read one by one `on` such texts."""

    precision: float
    judged: int
    on: str


class Late:
    """A value that is made when it is first asked for: most texts need the options of few rules."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make: Callable[[], Any] | None = make
        self._made: Any = None

    def value(self) -> Any:
        """The value. Raises what making it raises."""
        if self._make is not None:
            self._made, self._make = self._make(), None
        return self._made

    def __eq__(self, other: object) -> bool:
        """Whether the other is the same value, made or not."""
        return bool(self.value() == (other.value() if isinstance(other, Late) else other))

    def __hash__(self) -> int:
        """The hash of the value."""
        return hash(self.value())


class Rule(Struct, frozen=True):
    """One file of `rules/`, resolved: `settings` is the instance of the check's option type.

    `given` is that instance, or what makes it. `needs` are lexicons: without a hit of any of them in a text, the rule
    has nothing to find there; empty where it may find something in any text. `evidence`: what speaks for the confidence
    where too few findings were there to be judged.
    """

    id: str
    family: str
    title: str
    check: str
    severity: Severity
    confidence: Confidence
    message: str
    why: str
    since: str
    sources: tuple[Source, ...]
    examples: tuple[Example, ...]
    options: Mapping[str, object] = {}
    given: Any = None
    suggestion: str = ""
    supersedes: tuple[str, ...] = ()
    preview: bool = False
    cap: int = 10
    repeats: Literal["merge", "report"] = "merge"
    path: str = ""
    measured: Measured | None = None
    evidence: str = ""
    needs: tuple[str, ...] = ()

    @property
    def settings(self) -> Any:
        """The instance of the check's option type."""
        return self.given.value() if isinstance(self.given, Late) else self.given


class Entry(Struct, frozen=True, omit_defaults=True):
    """A line of a lexicon: the phrase as written, and what else the file says of it (`means`, `kind`, ...).

    `compiled` is what the phrasebook made of the phrase when the file was checked, so that it need not do so twice.
    """

    phrase: str
    tags: Mapping[str, str] = {}
    compiled: Any = None


class Lexicon(Struct, frozen=True):
    """A cue list that rules and layers share. Its id is its file name, or `rule-id.option` for a list inside a rule.

    `parts` names the lexicons that it includes; their entries are among its own.
    """

    id: str
    entries: Sequence[Entry]
    path: str = ""
    parts: tuple[str, ...] = ()


class FactTable(Struct, frozen=True):
    """A dated table. Every row is a mapping that has `as_of` (ISO date or month) and `source` besides its columns."""

    id: str
    rows: tuple[Mapping[str, Any], ...]
    path: str = ""
    shelf_life_months: int = 24
    columns: dict[str, frozenset[str]] = field(default_factory=dict)
    groups: dict[str, dict[str, list[Mapping[str, Any]]]] = field(default_factory=dict)

    def rows_with(self, name: str, value: str) -> Sequence[Mapping[str, Any]]:
        """The rows with a value, in lower case, in one column; remembered as `column` is."""
        if name not in self.groups:
            grouped = self.groups[name] = {}
            for row in self.rows:
                grouped.setdefault(str(row.get(name, "")).lower(), []).append(row)
        return self.groups[name].get(value, ())

    def column(self, name: str) -> frozenset[str]:
        """All values of one column, lower case; remembered, because every document asks again."""
        if name not in self.columns:
            self.columns[name] = frozenset(str(row[name]).lower() for row in self.rows if name in row)
        return self.columns[name]
