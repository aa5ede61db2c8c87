"""The text of a rule's page, and of the index of all rules: Markdown made from a rule and its examples as they ran."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from medlint.model import FAMILIES, Check, Rule
from medlint.testing import ExampleResult

PROMISES = {
    "high": "at least 9 in 10 findings are meant to be right",
    "medium": "at least 3 in 4 findings are meant to be right; look before you change anything",
    "low": "fewer than 3 in 4 findings may be right; it is there for those who want to see everything",
}
SHOWN = 6
"""So many values of a list are printed; the rule file has the rest."""

_INDEX_HEAD = """\
A rule's name is the name of its file and of the bad pattern. *Severity* is how bad a finding is, before what the
profile, your configuration and the place in the text make of it. *Confidence* is how often a finding is meant to be
right: high 9 in 10, medium 3 in 4, low fewer. A *preview* rule is on only where it is selected by name."""
_EXPLAINED = "`{quote}` stands for the words that are marked; other braces are filled in from the text."
_ALLOW = """\
[[allow]]
path = "adverts/**"
rule = "%s"
reason = "the reason\""""


def render_page(rule: Rule, check: Check, examples: Sequence[ExampleResult], profiles: Sequence[str]) -> str:
    """One rule's page. `examples` are its examples as they ran, `profiles` the names of those in which it is on."""
    file = f"rules/{rule.family}/{rule.id}.toml"
    parts = [
        f"<!-- Made from {file} by tools/make_rule_pages.py: change that file, then run `make docs`. -->",
        f"# {rule.id}",
        f"{rule.title}.".replace("?.", "?"),
        "\n".join(_facts(rule, profiles)),
        "## What it flags",
        f"> {_prose(rule.message)}",
        _EXPLAINED if "{" in rule.message else "",
        "## Why",
        _prose(rule.why),
        "## Source",
        "\n".join(_sources(rule)),
        "## What to do",
        _prose(rule.suggestion) or "Change what the message names, or allow it with a reason.",
        "## Flagged",
        *(_example(one) for one in examples if one.kind == "bad"),
        "## Left alone",
        *(_example(one) for one in examples if one.kind == "good"),
        "## Options",
        *_options(rule, check),
        "## How to allow it",
        *_allowances(rule),
        f"The rule is one file: [`{file}`](../../../{file}).",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def render_index(rules: Iterable[Rule]) -> str:
    """The list of all rules, by family in the order of the house."""
    parts = [
        "<!-- Made from rules/ by tools/make_rule_pages.py: run `make docs`. -->",
        "# Rules",
        _INDEX_HEAD,
    ]
    ordered = sorted(rules, key=lambda rule: (FAMILIES.index(rule.family), rule.id))
    for family, members in groupby(ordered, key=lambda rule: rule.family):
        parts += [f"## {family}", "\n".join(_table(members))]
    return "\n\n".join(parts) + "\n"


def _table(rules: Iterable[Rule]) -> Iterator[str]:
    yield "| rule | severity | confidence | what it is about |"
    yield "|---|---|---|---|"
    for rule in rules:
        preview = " (preview)" if rule.preview else ""
        link = f"[{rule.id}]({rule.family}/{rule.id}.md)"
        yield f"| {link} | {rule.severity} | {rule.confidence}{preview} | {_cell(rule.title)} |"


def _facts(rule: Rule, profiles: Sequence[str]) -> Iterator[str]:
    yield f"- Family: {rule.family}"
    yield f"- Severity: {rule.severity}"
    yield f"- Confidence: {rule.confidence}; {PROMISES[rule.confidence]}"
    if rule.measured:
        told = f"{rule.measured.precision:.2f} of {rule.measured.judged} findings judged ({rule.measured.on})"
        yield f"- Measured precision: {told}"
    if rule.evidence:
        yield f"- Precision not measured: {rule.evidence}"
    if rule.preview:
        yield "- Preview: on only where it is selected by name"
    yield f"- On in the profiles: {', '.join(profiles) or 'none'}"
    if rule.supersedes:
        links = ", ".join(f"`{name}`" for name in rule.supersedes)
        yield f"- Supersedes {links}: on the same words, only this rule speaks"
    yield f"- Since: {rule.since}"


def _sources(rule: Rule) -> Iterator[str]:
    for source in rule.sources:
        title = f"[{source.title}]({source.url})" if source.url else source.title
        yield f"- {title}, {source.year}"


def _example(example: ExampleResult) -> str:
    """The text with its marked words; whatever is markup in it is shown as it is written."""
    shown, at = [], 0
    for start, end in example.spans:
        shown += [escape(example.text[at : max(start, at)], quote=False)]
        shown += ["<mark>", escape(example.text[max(start, at) : end], quote=False), "</mark>"]
        at = max(end, at)
    shown.append(escape(example.text[at:], quote=False))
    return f"<pre>\n{''.join(shown).strip(chr(10))}\n</pre>"


def _options(rule: Rule, check: Check) -> Iterator[str]:
    yield f"Of the check `{check.name}`; set them under `[rules.{rule.id}]` in `medlint.toml`."
    rows = ["| option | in this rule | default |", "|---|---|---|"]
    for one in fields(check.options):
        value = _cell(f"`{_toml(rule.options[one.encode_name])}`") if one.encode_name in rule.options else ""
        rows.append(f"| `{one.encode_name}` | {value} | {_cell(_default(one))} |")
    yield "\n".join(rows)
    for type_ in check.options.__mro__:
        text = type_.__dict__.get("__doc__") if issubclass(type_, Struct) and type_ is not Struct else None
        if text:
            yield _prose(inspect.cleandoc(text))


def _default(one: FieldInfo) -> str:
    if one.default is not NODEFAULT:
        return f"`{_toml(one.default)}`"
    return "must be set" if one.default_factory is NODEFAULT else f"`{_toml(one.default_factory())}`"


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple, set, frozenset)):
        items = [_toml(item) for item in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
        more = [f"... {len(items) - SHOWN} more"] if len(items) > SHOWN else []
        return f"[{', '.join(items[:SHOWN] + more)}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _allowances(rule: Rule) -> Iterator[str]:
    yield "In one place, before or inside the paragraph (in MDX `{/* ... */}`):"
    yield f"```html\n<!-- medlint: allow {rule.id}: the reason -->\n```"
    yield "In a whole text, with `allow-file` in such a comment, or in the front matter:"
    yield f"```yaml\nmedlint:\n  allow:\n    {rule.id}: the reason\n```"
    yield "For texts that cannot hold comments, in `medlint.toml`; or not at all, with `ignore`:"
    yield f'```toml\nignore = ["{rule.id}"]\n\n{_ALLOW % rule.id}\n```'


def _prose(text: str) -> str:
    """Text of ours as Markdown shows it: a tag or a comment in it is not one."""
    return text.strip().replace("<", "&lt;")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
