"""YAML front matter: its data as JSON can hold it, and its texts piece by piece. Imports PyYAML, so import it late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct, field
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, ScalarNode
from yaml.reader import ReaderError

from medlint.readers.front_texts import (
    MAX_DEPTH,
    MAX_LENGTH,
    FrontMatterError,
    FrontText,
    in_order,
    json_ready,
    kind_of,
    line_at,
    without_surrogates,
)  # fmt: skip
from medlint.readers.yaml_pieces import scalar_pieces

MAX_ALIASES = 20
"""Most aliases (`*name`) that front matter may use; a few share an author, hundreds are a trap."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "tag:yaml.org,2002:merge"
_NULL = "tag:yaml.org,2002:null"


def read_yaml(source: str, start: int, end: int) -> tuple[dict[str, object], tuple[FrontText, ...]]:
    """Parse the YAML at `source[start:end]`. Raises `FrontMatterError`, also for what is no mapping."""
    start += source.startswith("\ufeff", start)
    text = source[start:end]
    try:
        _check_shape(text)
        root = yaml.compose(text, Loader=_LOADER)
    except FrontMatterError as problem:
        raise FrontMatterError(problem.message, line=line_at(source, start)) from None
    except (yaml.YAMLError, UnicodeEncodeError, RecursionError) as problem:
        message, offset = _said(problem, text)
        raise FrontMatterError(message, line=line_at(source, start + offset)) from None
    if root is None or (isinstance(root, ScalarNode) and root.tag == _NULL):
        return {}, ()
    if not isinstance(root, MappingNode):
        raise FrontMatterError("not a list of keys with values", line=line_at(source, start))
    try:
        data = _Values().mapping(root, 1)
    except FrontMatterError as problem:
        raise FrontMatterError(problem.message, line=line_at(source, start)) from None
    return data, in_order(_texts(source, start, root))


def _check_shape(text: str) -> None:
    """Refuse what is nested too deeply or uses too many aliases, before anything is built from it."""
    depth = aliases = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > MAX_DEPTH:
            raise FrontMatterError(f"nested deeper than {MAX_DEPTH} levels")
        if aliases > MAX_ALIASES:
            raise FrontMatterError(f"more than {MAX_ALIASES} aliases")


def _said(problem: Exception, text: str) -> tuple[str, int]:
    """What the parser said, in short, and the offset in `text` that it means."""
    if isinstance(problem, yaml.MarkedYAMLError):
        mark = problem.problem_mark or problem.context_mark
        words = problem.problem or problem.context
        return f"not valid YAML: {words}", min(mark.index, len(text)) if mark else 0
    if isinstance(problem, ReaderError) and isinstance(problem.character, int):
        place = text.find(chr(problem.character))
        return f"not valid YAML: the character U+{problem.character:04X} is not allowed", max(place, 0)
    return "not valid YAML: a character is not allowed", 0


class _Values(Struct):
    """Builds values from nodes; `left` bounds what aliases multiply (no text has more values than characters)."""

    constructor: SafeConstructor = field(default_factory=SafeConstructor)
    left: int = MAX_LENGTH

    def value(self, node: Any, depth: int) -> object:
        """The value of any node, ready for JSON; what cannot be built (a 99th month, a private tag) is its text."""
        self.left -= 1
        if self.left < 0:
            raise FrontMatterError("its aliases multiply to too many values")
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if depth > MAX_DEPTH:
            raise FrontMatterError(f"nested deeper than {MAX_DEPTH} levels")
        if isinstance(node, MappingNode):
            return self.mapping(node, depth)
        return [self.value(item, depth + 1) for item in node.value]

    def mapping(self, node: MappingNode, depth: int) -> dict[str, object]:
        """A mapping with its keys as written (`on` stays "on"); the last of equal keys counts, then merged ones."""
        own: dict[str, object] = {}
        merged: dict[str, object] = {}
        for key, value in node.value:
            below = self.value(value, depth + 1)
            if not isinstance(key, ScalarNode):
                raise FrontMatterError("a key is a list or a mapping")
            if key.tag == _MERGE:
                for one in below if isinstance(below, list) else [below]:
                    merged = {**one, **merged} if isinstance(one, dict) else merged
            else:
                own[without_surrogates(key.value)] = below
        return {**merged, **own}

    def _scalar(self, node: ScalarNode) -> object:
        try:
            value = self.constructor.construct_object(node)
        except (ValueError, LookupError, AttributeError, TypeError, OverflowError, yaml.YAMLError):
            value = node.value
        return json_ready(node.value if isinstance(value, (bytes, list, dict, set)) else value)


def _texts(source: str, start: int, root: MappingNode) -> list[FrontText]:
    """The texts that readers see, at the top and one or two keys down; the last of equal keys counts."""
    texts: dict[str, FrontText] = {}
    for path, node in _members(root, ()):
        kind = kind_of(path)
        if kind is not None and node.tag != _NULL and node.value.strip():
            span = start + node.start_mark.index, start + node.end_mark.index
            pieces = scalar_pieces(source, *span, node.style or "", node.value)
            texts[".".join(path)] = FrontText(kind, ".".join(path), pieces)
    return list(texts.values())


def _members(node: MappingNode, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ScalarNode]]:
    """The scalars under plain keys, down to three keys (`params.seo.title`)."""
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            continue
        path = (*above, key.value)
        if isinstance(value, ScalarNode):
            yield path, value
        elif isinstance(value, MappingNode) and len(path) <= 2:  # noqa: PLR2004
            yield from _members(value, path)
