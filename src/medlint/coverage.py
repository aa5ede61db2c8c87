"""What the examples of a rule leave untried: phrases that stand in none, and options that change nothing in any.

A phrase is tried where an example holds it. An option is tried where the findings of an example would be others, or say
something else, if the option had its default. Both can be known without anybody writing down what an example is for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields, replace

from medlint.document import Document
from medlint.errors import OptionError
from medlint.findings import read_document
from medlint.model import Lexicon, Rule
from medlint.rulebook.options import names_in, shape_of
from medlint.testing import ExampleResult, Setup, results_of, ruleset_of


class Phrases(Struct, frozen=True):
    """A lexicon that a rule names. `own`: it is written out in the rule. `untried` are the phrases as written."""

    lexicon: str
    own: bool
    count: int
    untried: tuple[str, ...]


class Coverage(Struct, frozen=True):
    """What the examples of one rule try. `untried` are options (`own.offers` stands in `[options.own]`)."""

    rule: str
    bad: int
    good: int
    phrases: tuple[Phrases, ...]
    options: int
    untried: tuple[str, ...]


def cover(rule: Rule, setup: Setup) -> Coverage:
    """Find what the examples of a rule leave untried; they are run once for every option that the rule sets."""
    shape = shape_of(setup.host.checks[rule.check].options)
    named = dict.fromkeys(name for _, kind, name in names_in(rule.settings, shape, ()) if kind == "lexicon" and name)
    documents = list(_documents(rule, setup))
    phrases = [_phrases(rule, setup.rulebook.lexicons[name], documents, setup) for name in named]
    options = list(_set_options(rule.settings, rule.options))
    usual = tuple(results_of(rule, setup))
    idle = [path for path in options if not _matters(rule, path, usual, setup)]
    return Coverage(
        rule=rule.id,
        bad=sum(bool(example.bad) for example in rule.examples),
        good=sum(bool(example.good) for example in rule.examples),
        phrases=tuple(one for one in phrases if one.count),
        options=len(options),
        untried=tuple(".".join(field.encode_name for field in path) for path in idle),
    )


def _documents(rule: Rule, setup: Setup) -> Iterator[Document]:
    """The examples as checks see them."""
    for example in rule.examples:
        reader, text = setup.host.reader_for("", example.format), example.bad or example.good
        ruleset = ruleset_of(rule, example, setup)
        yield read_document(text, path=rule.id, reader=reader, suffix=reader.suffixes[0], ruleset=ruleset)


def _phrases(rule: Rule, lexicon: Lexicon, documents: list[Document], setup: Setup) -> Phrases:
    """The phrases of a lexicon that none of the documents holds; those that it includes count for the other lexicon."""
    included = {entry.phrase for part in lexicon.parts for entry in setup.rulebook.lexicons[part].entries}
    met = {hit.entry for document in documents for hit in document.hits(lexicon.id)}
    entries = [(number, entry.phrase) for number, entry in enumerate(lexicon.entries) if entry.phrase not in included]
    untried = tuple(phrase for number, phrase in entries if number not in met)
    return Phrases(lexicon.id, lexicon.id.startswith(f"{rule.id}."), len(entries), untried)


def _set_options(settings: Any, written: Any, above: tuple[FieldInfo, ...] = ()) -> Iterator[tuple[FieldInfo, ...]]:
    """Yield the way to each option that a rule file sets to something else than its default."""
    for field in fields(settings):
        value, path = getattr(settings, field.name), (*above, field)
        if field.encode_name in written:
            if isinstance(value, Struct):
                yield from _set_options(value, written[field.encode_name], path)
            elif _default(field) not in (NODEFAULT, value):
                yield path


def _default(field: FieldInfo) -> Any:
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


def _without(settings: Any, path: Sequence[FieldInfo]) -> Any:
    """The settings with the default of one option."""
    first, *others = path
    value = _without(getattr(settings, first.name), others) if others else _default(first)
    return replace(settings, **{first.name: value})


def _matters(rule: Rule, path: Sequence[FieldInfo], usual: Sequence[ExampleResult], setup: Setup) -> bool:
    """Whether an example comes out otherwise if an option has its default, or if the others do not go without it."""
    results = results_of(rule, setup, lambda one: replace(one, given=_without(one.settings, path)))
    try:
        return any(
            (result.findings, result.problem) != (before.findings, before.problem)
            for result, before in zip(results, usual, strict=True)
        )
    except OptionError:
        return True
