"""How long rules and layers take: what each does itself, without the layers that it asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from time import process_time
from typing import TYPE_CHECKING, Any, Final, TypeVar

from msgspec.structs import replace

from medlint.model import Layer, Reader

if TYPE_CHECKING:
    from medlint.ruleset import Ruleset

_Value = TypeVar("_Value")

RULE: Final = "rule"
LAYER: Final = "layer"
STEP: Final = "step"
_PHRASES: Final = "phrases"


class Stopwatch:
    """Processor seconds by kind and name, and how often each was timed. What runs inside something else counts once."""

    def __init__(self) -> None:
        self.spent: dict[tuple[str, str], float] = {}
        self.times: dict[tuple[str, str], int] = {}
        self._inside: list[float] = []

    def time(self, kind: str, name: str, call: Callable[[], _Value]) -> _Value:
        """Call, and count the time that is not counted for something inside."""
        self._inside.append(0.0)
        began = process_time()
        try:
            return call()
        finally:
            took = process_time() - began
            key = (kind, name)
            self.spent[key] = self.spent.get(key, 0.0) + took - self._inside.pop()
            self.times[key] = self.times.get(key, 0) + 1
            if self._inside:
                self._inside[-1] += took

    def rest(self, call: Callable[[], _Value]) -> _Value:
        """Time all that is done with a text: what neither a rule nor a layer does is left for this."""
        return self.time(STEP, "fingerprints, allowances, scorecard", call)

    def reading(self, reader: Reader) -> Reader:
        """A reader that is timed."""
        return Reader(reader.name, reader.suffixes, reader.decode, self._wrapped(STEP, "reading", reader.read))

    def timed(self, ruleset: Ruleset) -> Ruleset:
        """A ruleset whose rules and layers are timed, and the search for phrases as a layer of its own."""
        knowledge = ruleset.knowledge
        layers = {name: self._layer(layer) for name, layer in knowledge.layers.items()}
        own = knowledge.own and self._book(knowledge.own)
        knowledge = replace(knowledge, layers=layers, phrasebook=self._book(knowledge.phrasebook), own=own)
        return replace(ruleset, knowledge=knowledge, stopwatch=self)

    def _layer(self, layer: Layer) -> Layer:
        return replace(layer, compute=self._wrapped(LAYER, layer.name, layer.compute))

    def _book(self, book: Any) -> _TimedBook:
        return _TimedBook(self, book)

    def _wrapped(self, kind: str, name: str, call: Callable[..., _Value]) -> Callable[..., _Value]:
        return lambda *given: self.time(kind, name, lambda: call(*given))


class _TimedBook:
    """A phrasebook whose search is timed, and what is made of its hits later on."""

    def __init__(self, watch: Stopwatch, book: Any) -> None:
        self._watch, self._book = watch, book
        self.numbers: Mapping[str, int] = book.numbers

    def scan(self, text: str) -> _TimedHits:
        """Look for every phrase."""
        return _TimedHits(self._watch, self._watch.time(LAYER, _PHRASES, lambda: self._book.scan(text)))


class _TimedHits:
    """What one search found, made ready lexicon by lexicon."""

    def __init__(self, watch: Stopwatch, hits: Any) -> None:
        self._watch, self._hits = watch, hits
        self.words: Collection[str] = hits.words
        self.places: Callable[[str], Sequence[int]] = hits.places

    def of(self, lexicon: str) -> Any:
        """The hits of one lexicon."""
        return self._watch.time(LAYER, _PHRASES, lambda: self._hits.of(lexicon))


def show(watch: Stopwatch, shown: int = 20) -> list[str]:
    """Lines that name the slowest rules and layers, with their share of the whole."""
    total = sum(watch.spent.values())
    if not total:
        return ["no text was judged, so there is nothing to time"]
    lines = [f"{total:.3f} s of processor time; each line without the layers that it asks for"]
    slowest = sorted(watch.spent.items(), key=lambda item: (-item[1], item[0]))
    for (kind, name), spent in slowest[:shown]:
        lines.append(f"{spent:9.3f} s  {spent / total:6.1%}  {watch.times[kind, name]:7,} x  {kind:5}  {name}")
    left = slowest[shown:]
    if left:
        spent = sum(seconds for _, seconds in left)
        lines.append(f"{spent:9.3f} s  {spent / total:6.1%}             {len(left)} others")
    return lines
