"""What plugins declare: checks, layers, readers and reporters."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
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
    `needs` are options that name lexicons, as rule files write them: where none of these is hit there is nothing to
    find, so `run` is not asked, and its module is not even imported.
    """

    name: str
    options: type[Struct]
    run: Callable[[Document, Any], Iterable[Match]]
    fields: Mapping[str, str] | frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()


class CheckAt(Struct, frozen=True):
    """A check by the place where it is found: the name `CHECK` of a module, imported when a rule first needs it.

    `options` is the module that defines its option type, where that is another one.
    """

    name: str
    module: str
    options: str = ""

    def load(self) -> Check:
        """The check. Raises whatever the import raises."""
        check: Check = importlib.import_module(self.module).CHECK
        return check


class Checks(Mapping[str, Check]):
    """Checks by name; those that were told by their place are imported when they are asked for."""

    __slots__ = ("_told",)

    def __init__(self, told: Mapping[str, Check | CheckAt]) -> None:
        self._told = dict(told)

    def __getitem__(self, name: str) -> Check:
        """The check of a name. Raises KeyError."""
        told = self._told[name]
        if isinstance(told, CheckAt):
            told = self._told[name] = told.load()
        return told

    def __contains__(self, name: object) -> bool:
        """Whether there is a check of that name; nothing is imported for it."""
        return name in self._told

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._told)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._told)

    def is_told(self, name: str) -> bool:
        """Whether a check was told by its place and is not imported yet."""
        return isinstance(self._told[name], CheckAt)

    def modules(self) -> set[str]:
        """The modules that define the option types."""
        told = self._told.values()
        return {one.options or one.module if isinstance(one, CheckAt) else one.options.__module__ for one in told}


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
