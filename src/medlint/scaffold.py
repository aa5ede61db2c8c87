"""A new rule's skeleton: a file that says what it wants to know, and that does not load until it is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from msgspec import NODEFAULT
from msgspec.structs import FieldInfo, fields

from medlint.errors import UsageError
from medlint.model import FAMILIES, Check
from medlint.rulebook.folders import KEBAB, unknown
from medlint.rulebook.rulefile import FEWEST_EXAMPLES
from medlint.toml.written import written

_USUAL_CHECK = "phrase"
_COLUMN: Final = 24
_WIDTH: Final = 118
_NAMED: Final = {"lexicon": "phrases", "facts": "the id of a fact table"}
_PLAIN: Final = {str: "words", bool: "true | false", int: "a whole number", float: "a number"}

_HEAD = """\
# Every "" wants filling in. `medlint test`, with the path of this file, names what is missing, one thing at a time;
# then it runs the examples.
title = ""             # the bad pattern in a few words, as a heading
check = {check}# the mechanism; known:
{checks}severity = "warning"   # error (needs confidence "high"), warning or info
confidence = "medium"  # how often a finding is right: high (9 in 10), medium (3 in 4) or low
message = ""           # one sentence to the writer, with these placeholders:
{fields}why = ""               # what goes wrong for a reader
suggestion = ""        # optional: what to write instead
since = "{since}"

# Options of the check {name} and their defaults: take away the "# " of those that you need.
# Phrases are a list, as in ["wonder {{pill,drug}}{{,s}}", "cur*", "@hedges"]: {{a,b}} are alternatives, a star takes
# further letters, "@id" includes a lexicon. "id" alone, without a list, is that lexicon; "" is none.
[options]
{options}
[[source]]
title = ""             # the standard, guideline or paper that the rule rests on
year = ""
url = ""               # optional
"""

_BAD = """
[[example]]
bad = ""
flags = [""]           # every quote that this text must give, and no other
"""

_GOOD = """
[[example]]
good = ""              # close to a bad one, and all right
"""


def write_rule(folder: Path, name: str, *, checks: Mapping[str, Check], known: Collection[str] = ()) -> Path:
    """Write the skeleton of the rule `name` ("claims/wonder-word") into a rule folder and return its path.

    The skeleton names the check "phrase", or the first of `checks` if that is not there. `known` are ids of rules that
    exist elsewhere. Raises UsageError for a name that is no family and rule id, an id that is taken, and a folder that
    cannot be written to; never overwrites anything.
    """
    family, rule = _parts(name)
    if not checks:
        raise UsageError("no plugin provides a check that a rule could use")
    check = checks.get(_USUAL_CHECK) or checks[min(checks)]
    taken = next((path for path in sorted(folder.glob(f"*/{rule}.toml")) if path.parent.name in FAMILIES), None)
    if taken is not None:
        raise UsageError(f"there is a rule '{rule}' already", path=str(taken))
    if rule in known:
        raise UsageError(f"there is a rule '{rule}' already")
    path = folder / family / f"{rule}.toml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(_skeleton(check, checks))
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", path=str(path)) from None
    return path


def _parts(name: str) -> tuple[str, str]:
    """Split "family/rule-id". Raises UsageError if it is not that."""
    family, slash, rule = name.partition("/")
    if not slash:
        raise UsageError(f"'{name}' is no rule name: write FAMILY/RULE, as in claims/wonder-word")
    if family not in FAMILIES:
        raise UsageError(f"{unknown('family', family, FAMILIES)} (families: {', '.join(FAMILIES)})")
    if not KEBAB.fullmatch(rule):
        raise UsageError(f"'{rule}' is no rule id: small letters and digits with hyphens, as in wonder-word")
    return family, rule


def _skeleton(check: Check, checks: Mapping[str, Check]) -> str:
    from medlint import __version__

    head = _HEAD.format(
        name=check.name,
        check=f'"{check.name}"'.ljust(_COLUMN - len("check = ") - 1),
        checks=_remark(", ".join(sorted(checks))),
        fields="".join(_placeholders(check)),
        since=".".join(__version__.split(".")[:2]),
        options="".join(_options(check)),
    )
    return head + _BAD * FEWEST_EXAMPLES + _GOOD * FEWEST_EXAMPLES


def _placeholders(check: Check) -> Iterator[str]:
    """The placeholders of messages as comments, one a line."""
    told = dict(check.fields) if isinstance(check.fields, Mapping) else dict.fromkeys(check.fields, "")
    for name, holds in {"quote": "the words that were found", **dict(sorted(told.items()))}.items():
        yield _remark(f"{{{name}}}{f': {holds}' if holds else ''}")


def _remark(text: str, first: str = "", column: int = _COLUMN - 1) -> str:
    """Lines of comment at a column, with line ends; `first` is what the first begins with, if not with the comment."""
    margin = " " * column + "#   "
    return "".join(f"{line}\n" for line in wrap(text, _WIDTH, initial_indent=first or margin, subsequent_indent=margin))


def _options(check: Check) -> Iterator[str]:
    """The options of a check as comments: those that must be set first, then the others with their defaults."""
    told = [_option(field) for field in fields(check.options)]
    wide = min(max((len(line) for _, line, _ in told), default=0), _COLUMN)
    for _, line, kind in sorted(told, key=lambda one: not one[0]):
        yield _remark(kind, f"{line:<{wide}}  # ", wide + 2)


def _option(field: FieldInfo) -> tuple[bool, str, str]:
    """Whether an option must be set, its line as a comment, and what it may hold."""
    kind = _kind(field.type)
    if field.default is NODEFAULT and field.default_factory is NODEFAULT:
        return True, f"# {field.encode_name} = ...", f"must be set: {kind}"
    value = field.default if field.default_factory is NODEFAULT else field.default_factory()
    value = "" if value is None else value
    return False, f"# {field.encode_name} = {written(value)}", kind


def _kind(type_: Any) -> str:
    """What an option may hold, in a few words."""
    if get_origin(type_) is Annotated:
        base, *marks = get_args(type_)
        return next((_NAMED[mark] for mark in marks if isinstance(mark, str) and mark in _NAMED), "") or _kind(base)
    parts = [part for part in get_args(type_) if part is not Ellipsis and part is not NoneType]
    if get_origin(type_) is Literal:
        return " | ".join(str(part) for part in parts)
    if get_origin(type_) in {Union, UnionType}:
        return " or ".join(dict.fromkeys(_kind(part) for part in parts))
    if isinstance(get_origin(type_), type) and issubclass(get_origin(type_), Mapping):
        return "a table"
    if parts:
        return f"a list of {_kind(parts[0])}"
    return _PLAIN.get(type_, "a table")
