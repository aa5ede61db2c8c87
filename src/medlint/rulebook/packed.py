"""Packed tables: values by name that are unpacked when they are first asked for.

Each is packed into bytes of its own: a reader passes over these at once, and over nested values one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from msgspec.msgpack import decode, encode

T = TypeVar("T")


class Packed(Mapping[str, T]):
    """A mapping over packed values of one type; asking for a damaged one raises msgspec.MsgspecError."""

    __slots__ = ("_made", "_packed", "_type")

    def __init__(self, packed: Mapping[str, bytes], type_: type[T]) -> None:
        self._packed, self._type, self._made = packed, type_, dict[str, T]()

    def __getitem__(self, name: str) -> T:
        """The value of a name. Raises KeyError."""
        if name not in self._made:
            self._made[name] = decode(self._packed[name], type=self._type)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        """Whether there is one of that name; nothing is unpacked for it."""
        return name in self._packed

    def __iter__(self) -> Iterator[str]:
        """The names, in the order in which they were packed."""
        return iter(self._packed)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._packed)


def pack(values: Mapping[str, object]) -> dict[str, bytes]:
    """Each value packed by itself."""
    return {name: encode(value) for name, value in values.items()}
