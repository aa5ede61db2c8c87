"""The weights by which a sentence's role is judged: a packed table, of which a draft reads a fiftieth.

`tools/pack_roles.py` writes the table and says what a sentence is judged by; here it is looked up by numbers.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from msgspec import Struct
from msgspec.msgpack import decode

from medlint.lazy import lazy_pattern
from medlint.plainfiles import map_plain

SCALE: Final = 100
"""Weights are kept as whole hundredths."""
START, END = "<s>", "</s>"
"""What stands for the edges of a sentence, as words without a class."""
MOST_BYTES: Final = 2 * 10**6
"""The table takes 1.1 MB."""

_PLACE = Path(__file__).with_name("sentence-roles.bin")
_TOKEN = lazy_pattern(r"[a-z]+(?:'[a-z]+)?|\d+|[.,;:?!()\"%-]")
_PLAIN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"})


class Word(Struct, frozen=True, gc=False):
    """A word of a sentence: its number, -1 for one that no weight speaks of, and its classes, 0 for none."""

    number: int
    fine: int
    coarse: int


class Packed(Struct, frozen=True, array_like=True):
    """The table. All arrays are little endian, with numbers of 16 bits, but `hashes` and `letters_at`, which have 32.

    Words stand in the order of their CRC-32; the letters of word `n` are letters[letters_at[n]:letters_at[n + 1]].
    Rows of weights count from 1, 0 stands for none: `alone` has one for each word, `first` for each that begins a
    sentence, `classes` and `first_class` for each fine class, `coarse` for each two coarse classes, side by side. The
    fine classes that word `n` follows with a row of its own are, in order, before[before_at[n]:before_at[n + 1]], with
    the rows in `before_row`; those that it stands before are in `after`. `weights` hold one number a role and row.
    """

    roles: tuple[str, ...]
    biases: tuple[int, ...]
    hashes: memoryview
    letters_at: memoryview
    letters: memoryview
    fine_of: memoryview
    coarse_of: memoryview
    alone: memoryview
    first: memoryview
    classes: memoryview
    first_class: memoryview
    coarse: memoryview
    after_at: memoryview
    after: memoryview
    after_row: memoryview
    before_at: memoryview
    before: memoryview
    before_row: memoryview
    weights: memoryview


WIDE: Final = frozenset({"hashes", "letters_at"})
"""The arrays with 32 bits a number."""
BYTES: Final = frozenset({"letters"})
"""The arrays with 8."""


class RoleWeights:
    """What each feature of a sentence weighs for each role, in hundredths; what was met once is remembered."""

    def __init__(self, packed: Packed) -> None:
        self.roles, self.biases = packed.roles, packed.biases
        self._table: dict[str, Any] = {}
        for name in packed.__struct_fields__[2:]:
            array: Any = getattr(packed, name)
            form = "B" if name in BYTES else "I" if name in WIDE else "h" if name == "weights" else "H"
            self._table[name] = array.cast(form)
        self._kinds = round(len(self._table["coarse"]) ** 0.5)
        self._after, self._before = (
            (self._table[f"{side}_at"], self._table[side], self._table[f"{side}_row"]) for side in ("after", "before")
        )
        self._words: dict[str, Word] = {}
        self._weights: dict[int, list[int]] = {}

    def scores(self, sentence: str) -> dict[str, float]:
        """The log-odds of every role of a sentence, 0 where it is as likely as not."""
        met = map(self._row, set(self._rows(sentence)) - {0})
        sums = map(sum, zip(self.biases, *met, strict=True))
        return {role: total / SCALE for role, total in zip(self.roles, sums, strict=True)}

    def _row(self, row: int) -> list[int]:
        """The weights of a row."""
        found = self._weights.get(row)
        if found is None:
            width = len(self.roles)
            found = self._weights[row] = self._table["weights"][(row - 1) * width : row * width].tolist()
        return found

    def _rows(self, sentence: str) -> Iterator[int]:
        """The row of each feature of a sentence, 0 for those without one, and not each row once."""
        table = self._table
        alone, classes, coarse, kinds = table["alone"], table["classes"], table["coarse"], self._kinds
        words = [self._word(token) for token in (START, *tokens(sentence), END)]
        if words[1].number >= 0:
            yield table["first"][words[1].number]
        yield table["first_class"][words[1].fine]
        before = words[0]
        for word in words[1:]:
            yield classes[word.fine]
            yield coarse[before.coarse * kinds + word.coarse]
            if before.number >= 0:
                yield _beside(*self._before, before.number, word.fine)
            if word.number >= 0:
                yield alone[word.number]
                yield _beside(*self._after, word.number, before.fine)
            before = word

    def _word(self, token: str) -> Word:
        word = self._words.get(token)
        if word is None:
            number = self._number(token.encode())
            if number < 0:
                return _UNKNOWN
            word = Word(number, self._table["fine_of"][number], self._table["coarse_of"][number])
            self._words[token] = word
        return word

    def _number(self, spelt: bytes) -> int:
        hashes, at, letters = self._table["hashes"], self._table["letters_at"], self._table["letters"]
        number = bisect_left(hashes, key := crc32(spelt))
        if number < len(hashes) and hashes[number] == key and letters[at[number] : at[number + 1]] == spelt:
            return number
        return -1


_UNKNOWN = Word(-1, 0, 0)


def _beside(at: memoryview, classes: memoryview, rows: memoryview, number: int, fine: int) -> int:
    """The row of a word that stands before or after a fine class; 0 if there is none."""
    start, end = at[number], at[number + 1]
    place = bisect_left(classes, fine, start, end)
    return rows[place] if place < end and classes[place] == fine else 0


def tokens(text: str) -> list[str]:
    """The words and marks of a text in lower case; every number is `#`."""
    found = _TOKEN.findall(text.lower().translate(_PLAIN))
    return ["#" if token[0].isdigit() else token for token in found]


@cache
def role_weights() -> RoleWeights:
    """The weights that ship with medlint."""
    return RoleWeights(decode(map_plain(_PLACE, MOST_BYTES), type=Packed))
