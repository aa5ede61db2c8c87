"""What the finders of broken text give: where, what is wrong, and where a space would mend it."""

from __future__ import annotations

from msgspec import Struct


class Fault(Struct, frozen=True, gc=False):
    """A place where text is broken. Offsets are those of the text that was read, `start` to `end` half-open.

    `kind` says in words what is wrong. `spaces`: where to insert a space; `changes`: spans to replace, with
    what; `safe`: that cannot change the meaning.
    `weak`: a fault only where its block has another one of this kind, with other words.
    """

    start: int
    end: int
    kind: str
    spaces: tuple[int, ...] = ()
    safe: bool = True
    weak: bool = False
    changes: tuple[tuple[int, int, str], ...] = ()
