"""The values that travel through medlint, and the contracts that plugins fill. Imports nothing of ours.

Two coordinate systems: *source* offsets count characters of the decoded file, *prose* offsets count characters of the
rendered text that layers and checks see. Every span is half-open. Only `Finding` and what hangs on it is in source offsets,
unless a field says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from msgspec import Struct, field

if TYPE_CHECKING:
    from medlint.document import Document

Severity: TypeAlias = Literal["error", "warning", "info"]
Confidence: TypeAlias = Literal["high", "medium", "low"]
Region: TypeAlias = Literal["us", "uk", "eu"]
Audience: TypeAlias = Literal["lay", "pro"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
FAMILIES = ("claims", "caveats", "promotion", "spun", "sourcing", "structure", "safety")
OPAQUE = "\ufffc"

BlockKind: TypeAlias = Literal[
    "title", "description", "heading", "paragraph", "item", "cell", "quote", "caption", "alt", "footnote", "link-title",
    "button",
]  # fmt: skip

Cues: TypeAlias = Annotated[str, "lexicon"]
"""Type of a check option that names a lexicon. A rule file gives an id, or a list of phrases (`"@id"` includes one)."""

FactName: TypeAlias = Annotated[str, "facts"]
"""Type of a check option that names a table under `rules/facts/`."""


class Span(Struct, frozen=True, gc=False):
    """A half-open span of prose."""

    start: int
    end: int


class Block(Struct, frozen=True, gc=False):
    """A stretch of prose that is one unit of layout; a match never leaves its block.

    `start`, `end` are prose offsets. `level` is 1-6 for headings. `group` numbers the list, table or quotation that the
    block belongs to (0: none), so that what introduces a list can be found. `hidden`: a reader of the page cannot see it.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    group: int = 0
    hidden: bool = False


class Link(Struct, frozen=True):
    """A link, area, form, button or footnote reference with a target.

    `start`, `end`: prose span of the anchor text inside block number `block` (an empty span where there is no text).
    `source_start`, `source_end`: the whole element in the source; `href_start`, `href_end`: its target there.
    `markup` says how it is written; `place` is "nav" for links in navigation, header, footer and side bars.
    """

    start: int
    end: int
    block: int
    source_start: int
    source_end: int
    href: str
    href_start: int
    href_end: int
    text: str = ""
    rel: tuple[str, ...] = ()
    title: str = ""
    element: Literal["anchor", "autolink", "area", "form", "button", "footnote"] = "anchor"
    markup: Literal["markdown", "html", "text"] = "markdown"
    place: Literal["text", "nav"] = "text"
    hidden: bool = False
    attributes: Mapping[str, str] = {}


class Comment(Struct, frozen=True, gc=False):
    """A comment in the source: `start`, `end` its whole span, `text` what stands inside."""

    start: int
    end: int
    text: str


class Notice(Struct, frozen=True, gc=False):
    """Something the reader of a report should know that is no finding. `kind` is kebab-case; `line` is 1-based."""

    kind: str
    message: str
    line: int | None = None


class Prose(Struct, frozen=True):
    """What a reader makes of a source: rendered text, its layout, and the way back.

    `pieces` are four parallel sequences of equal length: start in prose, length in prose, start in source, length in
    source, ordered by prose. A piece whose two lengths agree maps character by character; any other is atomic.
    `embeds` are source spans of template shortcodes and components, which are opaque here.
    """

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[list[int], list[int], list[int], list[int]]
    links: tuple[Link, ...] = ()
    metadata: Mapping[str, object] = {}
    comments: tuple[Comment, ...] = ()
    embeds: tuple[tuple[int, int], ...] = ()
    notices: tuple[Notice, ...] = ()


class Related(Struct, frozen=True, gc=False):
    """A place that explains a match: prose offsets in a `Match`, source offsets in a `Finding`."""

    start: int
    end: int
    message: str


class Edit(Struct, frozen=True, gc=False):
    """Replace a span by `text`: prose offsets in a `Match`, source offsets in a `Fix`."""

    start: int
    end: int
    text: str


class Match(Struct, frozen=True):
    """What a check reports: a prose span inside one block, and how it differs from the rule's defaults.

    `step` moves the severity: +1 is graver, -1 lighter. `note` is a sentence added to the message. `fields` fill the
    placeholders of the rule's message (`{quote}` is always there). `edits` is a fix, `safe` if it cannot change meaning.
    `in_source`: offsets are source offsets (for what has no place in the prose, such as a link's target).
    """

    start: int
    end: int
    scope: Literal["span", "document"] = "span"
    step: int = 0
    note: str = ""
    related: tuple[Related, ...] = ()
    suggestion: str | None = None
    edits: tuple[Edit, ...] = ()
    safe: bool = False
    fields: Mapping[str, str] = {}
    in_source: bool = False


class Fix(Struct, frozen=True):
    """Edits in source offsets that together mend a finding."""

    safe: bool
    edits: tuple[Edit, ...]


class Finding(Struct, frozen=True):
    """One place where a rule says something. Source offsets; lines and columns are 1-based, columns in characters."""

    rule: str
    family: str
    severity: Severity
    confidence: Confidence
    message: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    quote: str
    scope: Literal["span", "document"] = "span"
    suggestion: str | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    fingerprint: str = ""


class Failure(Struct, frozen=True, gc=False):
    """Something of medlint's own that broke: never dressed as a finding, always exit code 2."""

    where: str
    path: str
    error: str


class FileReport(Struct, frozen=True):
    """All that is known about one text after a run.

    `lines` are the source lines that findings stand on, by number; `places` gives the line number of every source offset
    at which a related place starts.
    """

    path: str
    format: str
    words: int
    findings: tuple[Finding, ...]
    suppressed: int = 0
    notices: tuple[Notice, ...] = ()
    summary: Mapping[str, object] = {}
    lines: Mapping[int, str] = {}
    places: Mapping[int, int] = {}


class Report(Struct, frozen=True):
    """The result of a run over any number of texts. `messages` are for people: what was skipped or is empty."""

    files: tuple[FileReport, ...]
    failures: tuple[Failure, ...] = ()
    seconds: float = 0.0
    messages: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The object of `--format json`."""
        from medlint.reporters.json_format import to_dict

        return to_dict(self)


class Check(Struct, frozen=True):
    """A mechanism that rules are made of.

    `run` gets the document and an instance of `options`, and yields matches; it reads, and changes nothing.
    `fields` names the placeholders that its matches fill, besides `quote`; a mapping also says what each holds.
    """

    name: str
    options: type[Struct]
    run: Callable[[Document, Any], Iterable[Match]]
    fields: Mapping[str, str] | frozenset[str] = frozenset()


class Layer(Struct, frozen=True):
    """A named, pure view of a document, computed on first use and shared by all rules.

    `lexicons` names the lexicons and `facts` the fact tables that `compute` reads, so that a missing one is noticed at load.
    """

    name: str
    compute: Callable[[Document], Any]
    lexicons: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


class Reader(Struct, frozen=True):
    """A file type. `decode` turns bytes into the source (raises `SourceError`), `read` a source and suffix into prose."""

    name: str
    suffixes: tuple[str, ...]
    decode: Callable[[bytes, str], str]
    read: Callable[[str, str], Prose]


class Reporter(Struct, frozen=True):
    """An output format. `render` gives the whole text of a machine format."""

    name: str
    render: Callable[[Report], str]


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


class Rule(Struct, frozen=True):
    """One file of `rules/`, resolved: `settings` is the instance of the check's option type."""

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
    settings: Any = None
    suggestion: str = ""
    supersedes: tuple[str, ...] = ()
    preview: bool = False
    cap: int = 10
    path: str = ""


class Entry(Struct, frozen=True):
    """A line of a lexicon: the phrase as written, and what else the file says of it (`means`, `kind`, ...).

    `compiled` is what the phrasebook made of the phrase when the file was checked, so that it need not do so twice.
    """

    phrase: str
    tags: Mapping[str, str] = {}
    compiled: Any = None


class Lexicon(Struct, frozen=True):
    """A cue list that rules and layers share. Its id is its file name, or `rule-id.option` for a list inside a rule."""

    id: str
    entries: tuple[Entry, ...]
    path: str = ""


class FactTable(Struct, frozen=True):
    """A dated table. Every row is a mapping that has `as_of` (ISO date) and `source` besides its own columns."""

    id: str
    rows: tuple[Mapping[str, Any], ...]
    path: str = ""
    shelf_life_months: int = 24
    columns: dict[str, frozenset[str]] = field(default_factory=dict)

    def column(self, name: str) -> frozenset[str]:
        """All values of one column, lower case; remembered, because every document asks again."""
        if name not in self.columns:
            self.columns[name] = frozenset(str(row[name]).lower() for row in self.rows if name in row)
        return self.columns[name]
