"""A rule is one file: its keys, what they must hold, and the way from the file to a `Rule`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from medlint.lazy import lazy_pattern
from medlint.messages import placeholders
from medlint.model import Audience, Check, Confidence, Example, Lexicon, Measured, Region, Rule, Severity, Source
from medlint.rulebook.folders import RuleFile, unknown
from medlint.rulebook.options import Resolved, Tables, resolve
from medlint.toml.source import TomlSource, convert

FEWEST_EXAMPLES = 3
"""How many bad and how many good examples a rule must have, at least."""

LONGEST: Mapping[str, int] = {"title": 300, "message": 1_000, "suggestion": 2_000, "why": 5_000, "evidence": 5_000}
"""How many characters a text of a rule may have: each is shown with every finding. None that ships has half of it."""
MOST_PLACEHOLDERS = 20

PROMISED: Mapping[Confidence, float] = {"high": 0.9, "medium": 0.75, "low": 0.0}
"""The least precision that each confidence promises, as `interface.md` fixes it."""

_EXAMPLE = lazy_pattern(r"^[ \t]*\[\[[ \t]*example[ \t]*\]\]", re.MULTILINE)


class _Source(Struct, frozen=True, forbid_unknown_fields=True):
    """A `[[source]]` of a rule file."""

    title: str
    year: int | str
    url: str = ""


class _House(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """`config` of an example: the keys of a configuration file that a finding may hang on."""

    region: Region | None = None
    audience: Audience | None = None
    own_domains: tuple[str, ...] = ()


class _Example(Struct, frozen=True, forbid_unknown_fields=True):
    """An `[[example]]` of a rule file."""

    bad: str | None = None
    good: str | None = None
    flags: tuple[str, ...] = ()
    format: Literal["markdown", "html", "text"] = "markdown"
    options: dict[str, Any] = {}
    profile: str = ""
    severity: Literal["error", "warning", "info"] | None = None
    today: date | None = None
    config: _House = _House()


class _Measured(Struct, frozen=True, forbid_unknown_fields=True):
    """The `[measured]` of a rule file."""

    precision: Annotated[float, Meta(ge=0, le=1)]
    judged: Annotated[int, Meta(ge=1)]
    on: str

    def measured(self) -> Measured:
        """The same as the value that a rule holds."""
        return Measured(self.precision, self.judged, self.on)


class _RuleKeys(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of a rule file."""

    title: str
    check: str
    severity: Severity
    confidence: Confidence
    message: str
    why: str
    since: str
    source: tuple[_Source, ...]
    example: tuple[_Example, ...]
    suggestion: str = ""
    preview: bool = False
    cap: Annotated[int, Meta(ge=1)] = 10
    repeats: Literal["merge", "report"] = "merge"
    supersedes: tuple[str, ...] = ()
    options: dict[str, Any] = {}
    measured: _Measured | None = None
    evidence: str = ""


class ParsedRule(Struct, frozen=True):
    """A rule with the lexicons that its options write out, and its source for what can be checked only later."""

    rule: Rule
    lexicons: tuple[Lexicon, ...]
    source: TomlSource


def parse_rule(file: RuleFile, source: TomlSource, checks: Mapping[str, Check], tables: Tables) -> ParsedRule:
    """Turn a rule file into a rule. Raises RuleFileError with path, line and key for whatever is not as it must be.

    Left for when all files are read: that the rules under `supersedes` and the profiles of examples exist.
    """
    keys = convert(source, source.data, _RuleKeys)
    _check_texts(keys, source)
    if keys.check not in checks:
        raise source.problem(unknown("check", keys.check, checks), ("check",))
    check = checks[keys.check]
    if keys.severity == "error" and keys.confidence != "high":
        raise source.problem("a rule is an error by default only at confidence 'high'", ("severity",))
    _check_measured(keys, source)
    _check_message(keys.message, check, source)
    _check_examples(keys, source)
    resolved = resolve(keys.options, check, tables, rule=file.id, source=source, at=("options",))
    for number, example in enumerate(keys.example):
        if example.options:
            merged = {**keys.options, **example.options}
            resolve(merged, check, tables, rule=file.id, source=source, at=("example", number, "options"))
    return ParsedRule(_rule(file, keys, resolved, source.text), resolved.lexicons, source)


def _rule(file: RuleFile, keys: _RuleKeys, resolved: Resolved, text: str) -> Rule:
    return Rule(
        id=file.id,
        family=file.kind,
        title=keys.title,
        check=keys.check,
        severity=keys.severity,
        confidence=keys.confidence,
        message=keys.message,
        why=keys.why,
        since=keys.since,
        sources=tuple(Source(source.title, source.year, source.url) for source in keys.source),
        examples=tuple(_examples(keys, text)),
        options=keys.options,
        given=resolved.settings,
        suggestion=keys.suggestion,
        supersedes=keys.supersedes,
        preview=keys.preview,
        cap=keys.cap,
        repeats=keys.repeats,
        path=file.path,
        measured=keys.measured.measured() if keys.measured else None,
        evidence=keys.evidence,
        needs=resolved.needs,
    )


def _check_measured(keys: _RuleKeys, source: TomlSource) -> None:
    """Refuse a confidence that the findings which were judged do not bear out."""
    measured = keys.measured
    if measured is None:
        return
    if not measured.on.strip():
        raise source.problem("is empty", ("measured", "on"))
    least = PROMISED[keys.confidence]
    if measured.precision < least:
        told = f"{keys.confidence!r} promises {least:g}, but [measured] says {measured.precision:g}"
        raise source.problem(told, ("confidence",))


def _check_texts(keys: _RuleKeys, source: TomlSource) -> None:
    """Refuse what must be said and is blank."""
    for name in ("title", "check", "message", "why", "since"):
        if not getattr(keys, name).strip():
            raise source.problem("is empty", (name,))
    for name, most in LONGEST.items():
        if len(getattr(keys, name)) > most:
            raise source.problem(f"longer than {most:,} characters", (name,))
    if not keys.source:
        raise source.problem("a rule names at least one [[source]]: a standard, guideline or paper", ("source",))
    for number, origin in enumerate(keys.source):
        if not origin.title.strip():
            raise source.problem("is empty", ("source", number, "title"))
        if not str(origin.year).strip():
            raise source.problem("is empty", ("source", number, "year"))


def _check_message(message: str, check: Check, source: TomlSource) -> None:
    known = {"quote", *check.fields}
    try:
        names = placeholders(message)
    except ValueError as problem:
        raise source.problem(str(problem), ("message",)) from None
    if message.count("{") > MOST_PLACEHOLDERS:
        raise source.problem(f"more than {MOST_PLACEHOLDERS} braces", ("message",))
    for name in names:
        if name not in known:
            told = f"{unknown('placeholder', name, known)} (the check '{check.name}' fills {', '.join(sorted(known))})"
            raise source.problem(told, ("message",))


def _check_examples(keys: _RuleKeys, source: TomlSource) -> None:
    bad = good = 0
    for number, example in enumerate(keys.example):
        if (example.bad is None) == (example.good is None):
            raise source.problem("an example has either 'bad' or 'good'", ("example", number))
        if not (example.bad or example.good or "").strip():
            raise source.problem("is empty", ("example", number, "good" if example.bad is None else "bad"))
        if example.bad is not None:
            bad += 1
            _check_flags(example.bad, example.flags, source, number)
        else:
            good += 1
            if example.flags or example.severity:
                name = "flags" if example.flags else "severity"
                raise source.problem("a good example is one that the rule leaves alone", ("example", number, name))
    for kind, count in (("bad", bad), ("good", good)):
        if count < FEWEST_EXAMPLES:
            raise source.problem(
                f"at least {FEWEST_EXAMPLES} {kind} examples are needed, there are {count}", ("example",)
            )


def _check_flags(text: str, flags: tuple[str, ...], source: TomlSource, number: int) -> None:
    """Refuse flags that no finding can have: every quote is a piece of the source text."""
    if not flags:
        raise source.problem("a bad example lists every quote that it must give (for a finding about the whole text, "
                             "that is the title)", ("example", number, "flags"))  # fmt: skip
    for index, quote in enumerate(flags):
        if not quote or quote not in text:
            told = f"'{quote}' does not occur in the text of the example" if quote else "is empty"
            raise source.problem(told, ("example", number, "flags", index))


def _examples(keys: _RuleKeys, text: str) -> Iterator[Example]:
    """Yield the examples, with their lines if each has a header of its own."""
    lines: list[int | None] = [text.count("\n", 0, header.start()) + 1 for header in _EXAMPLE.finditer(text)]
    if len(lines) != len(keys.example):
        lines = [None] * len(keys.example)
    for line, example in zip(lines, keys.example, strict=True):
        yield Example(
            bad=example.bad or "",
            good=example.good or "",
            flags=example.flags,
            format=example.format,
            options=example.options,
            profile=example.profile,
            severity=example.severity or "",
            today=example.today,
            region=example.config.region or "",
            audience=example.config.audience or "",
            own_domains=example.config.own_domains,
            line=line,
        )
