"""Packed tables: values by name, and those in a row, that are unpacked when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

from msgspec.msgpack import decode, encode

from medlint.drawers import Packs, line_up

T = TypeVar("T")


class Packed(Mapping[str, T]):
    """A mapping over packed values, which `unpack` unpacks; asking for a damaged one raises msgspec.MsgspecError."""

    __slots__ = ("_made", "_packed", "_unpack")

    def __init__(self, packed: Mapping[str, memoryview], unpack: Callable[[memoryview], T]) -> None:
        self._packed, self._unpack, self._made = packed, unpack, dict[str, T]()

    def __getitem__(self, name: str) -> T:
        """The value of a name. Raises KeyError."""
        if name not in self._made:
            self._made[name] = self._unpack(self._packed[name])
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


class Row(Sequence[T]):
    """A sequence of packed values of one type, made by `pack_row`: one is unpacked alone, for a loop all are.

    A draft hits one entry of a word list in a hundred.
    """

    __slots__ = ("_all", "_made", "_packs", "_type")

    def __init__(self, packs: Packs, type_: type[T]) -> None:
        self._packs, self._type, self._made = packs, type_, dict[int, T]()
        self._all: tuple[T, ...] | None = None

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[T]: ...
    def __getitem__(self, number: int | slice) -> T | Sequence[T]:
        """The value of a number. Raises IndexError; msgspec.MsgspecError for a damaged one."""
        if self._all is not None:
            return self._all[number]
        if isinstance(number, slice):
            return self._whole()[number]
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = decode(self._packs[range(len(self))[number]], type=self._type)
        return made

    def __iter__(self) -> Iterator[T]:
        """All of them, unpacked at once."""
        return iter(self._whole())

    def __len__(self) -> int:
        """How many there are."""
        return len(self._packs)

    def _whole(self) -> tuple[T, ...]:
        if self._all is None:
            whole: tuple[T, ...] = decode(self._packs.packed, type=tuple[self._type, ...])  # type: ignore[name-defined]
            self._all = whole
        return self._all


def pack(values: Mapping[str, object]) -> dict[str, memoryview]:
    """Each value packed by itself."""
    return {name: memoryview(encode(value)) for name, value in values.items()}


def pack_row(values: Sequence[object]) -> Packs:
    """Values packed as one list, with the places where each begins."""
    packed = [encode(value) for value in values]
    whole = encode(values)
    return line_up(packed, whole[: len(whole) - sum(map(len, packed))])
