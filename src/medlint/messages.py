"""Messages with placeholders: `{quote}` and other plain names, `{{` and `}}` for braces, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from medlint.lazy import lazy_pattern

_PART: Final = lazy_pattern(r"\{\{|\}\}|\{([A-Za-z_][A-Za-z0-9_-]*)\}|[{}]")
_BRACES: Final = {"{{": "{", "}}": "}"}


def placeholders(template: str) -> tuple[str, ...]:
    """Return the names of the placeholders of `template`, in order, each once.

    Raises ValueError in plain words for a brace that neither opens a placeholder nor is doubled: formats, attributes
    and indexes (`{x:>3}`, `{x.y}`, `{x[0]}`) are refused, because a message must not be able to reach into values.
    """
    names: dict[str, None] = {}
    for part in _PART.finditer(template):
        if part[1]:
            names[part[1]] = None
        elif part[0] not in _BRACES:
            raise ValueError(
                f'a single "{part[0]}" at character {part.start() + 1}: write {{name}}, or "{part[0] * 2}"'
            )
    return tuple(names)


def fill(template: str, fields: Mapping[str, str]) -> str:
    """Return `template` with every placeholder replaced by its field; what a field holds is taken as it is.

    Raises KeyError for a placeholder without a field. The template is one that `placeholders` accepts.
    """
    if "{" not in template and "}" not in template:
        return template
    return _PART.sub(lambda part: fields[part[1]] if part[1] else _BRACES.get(part[0], part[0]), template)
