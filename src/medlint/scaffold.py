"""A new rule's skeleton: a file that says what it wants to know, and that does not load until it is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import NODEFAULT
from msgspec.structs import fields

from medlint.errors import UsageError
from medlint.model import FAMILIES, Check
from medlint.rulebook.folders import KEBAB, unknown
from medlint.rulebook.rulefile import FEWEST_EXAMPLES

_USUAL_CHECK = "phrase"

_HEAD = """\
# Every "" wants filling in; `medlint test {rule}` says what is missing, then whether the examples hold.
title = ""           # the bad pattern in a few words, as a heading
check = "{check}"    # known: {checks}
severity = "warning" # error (needs confidence "high"), warning or info
confidence = "medium" # how often a finding is right: high (9 in 10), medium (3 in 4) or low
message = ""         # one sentence to the writer; {{quote}} is what was found{fields}
why = ""             # what goes wrong for a reader
suggestion = ""      # optional: what to write instead
since = "{since}"

[options]
{options}
[[source]]
title = ""           # the standard, guideline or paper that the rule rests on
year = ""
url = ""             # optional
"""

_BAD = """
[[example]]
bad = ""
flags = [""]         # every quote that this text must give, and no other
"""

_GOOD = """
[[example]]
good = ""            # close to a bad one, and all right
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
            file.write(_skeleton(rule, check, checks))
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


def _skeleton(rule: str, check: Check, checks: Mapping[str, Check]) -> str:
    from medlint import __version__

    head = _HEAD.format(
        rule=rule,
        check=check.name,
        checks=", ".join(sorted(checks)),
        fields="".join(f", {{{name}}}" for name in sorted(check.fields)),
        since=".".join(__version__.split(".")[:2]),
        options=_options(check),
    )
    return head + _BAD * FEWEST_EXAMPLES + _GOOD * FEWEST_EXAMPLES


def _options(check: Check) -> str:
    """List the options of a check as comments: those that must be set first."""
    lines = []
    for field in fields(check.options):
        needed = field.default is NODEFAULT and field.default_factory is NODEFAULT
        lines.append((not needed, f"# {field.encode_name} = {'... (must be set)' if needed else '...'}\n"))
    return "".join(line for _, line in sorted(lines, key=lambda pair: pair[0]))
