"""What plugins declare: checks, layers, readers and reporters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from medlint.model.results import Match, Report
from medlint.model.text import Prose

if TYPE_CHECKING:
    from medlint.document import Document


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

    `lexicons` and `facts` name the lexicons and fact tables that `compute` reads: a missing one is seen at load.
    """

    name: str
    compute: Callable[[Document], Any]
    lexicons: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


class Reader(Struct, frozen=True):
    """A file type. `decode` turns bytes into the source (raises `SourceError`), `read` source and suffix into prose."""

    name: str
    suffixes: tuple[str, ...]
    decode: Callable[[bytes, str], str]
    read: Callable[[str, str], Prose]


class Reporter(Struct, frozen=True):
    """An output format. `render` gives the whole text of a machine format."""

    name: str
    render: Callable[[Report], str]
