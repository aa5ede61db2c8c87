"""Pack tools/roles/sentence-roles.tsv and word-classes.tsv into src/medlint/models/sentence-roles.bin.

    python tools/pack_roles.py            write the table
    python tools/pack_roles.py --check    exit code 1 if it is not what would be written

Here stands, too, what a sentence is judged by (`features_of`): learned so, and looked up so by medlint.
"""

from __future__ import annotations

import argparse
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zlib import crc32

from msgspec.msgpack import encode

from medlint.models.role_weights import BYTES, END, START, WIDE, Packed, tokens

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "tools" / "roles"
TARGET = ROOT / "src" / "medlint" / "models" / "sentence-roles.bin"
NO_CLASS = "-1"


def main() -> int:
    """Write the table, or say whether it is as it would be written."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    packed = pack(*(read_table(TABLES / name) for name in ("sentence-roles.tsv", "word-classes.tsv")))
    if options.parse_args().check:
        return int(TARGET.read_bytes() != packed)
    TARGET.write_bytes(packed)
    return 0


def read_table(path: Path) -> dict[str, str]:
    """The lines of a table: what stands before the first tab, and what after it."""
    return dict(line.split("\t", 1) for line in path.read_text("utf-8").splitlines())


def features_of(sentence: str, classes: Mapping[str, str]) -> Iterator[str]:
    """What a sentence is judged by: its words and their classes, and each beside the word or class before it."""
    words = [START, *tokens(sentence), END]
    kinds = [classes.get(word, f"{NO_CLASS}\t{NO_CLASS}").split("\t") for word in words]
    yield f"f {words[1]}"
    yield f"F {kinds[1][0]}"
    before, (fine_before, coarse_before) = words[0], kinds[0]
    for word, (fine, coarse) in zip(words[1:], kinds[1:], strict=True):
        yield f"w {word}"
        yield f"c {fine}"
        yield f"d {coarse_before} {coarse}"
        yield f"m {before} {fine}"
        yield f"n {fine_before} {word}"
        before, fine_before, coarse_before = word, fine, coarse


def pack(weights: Mapping[str, str], classes: Mapping[str, str]) -> bytes:
    """The table of roles as medlint reads it, see `Packed`."""
    rows = [name for name in weights if name not in {"role", "bias"}]
    number = {name: place for place, name in enumerate(rows, 1)}
    pairs = {kind: [name.split(" ")[1:] for name in rows if name[0] == kind] for kind in "mn"}
    spelt = {*classes, START, END, *(name[2:] for name in rows if name[0] in "fw")}
    spelt |= {word for word, _ in pairs["m"]} | {word for _, word in pairs["n"]}
    words = sorted(spelt, key=_hash)
    if len({_hash(word) for word in words}) < len(words):
        raise ValueError("two words have the same CRC-32: leave the rarer one out")
    kinds = [classes.get(word, f"{NO_CLASS}\t{NO_CLASS}").split("\t") for word in words]
    fines, coarses = (1 + max(_class(line.split("\t")[place]) for line in classes.values()) for place in (0, 1))
    coarse = [number.get(f"d {a} {b}", 0) for a in range(-1, coarses - 1) for b in range(-1, coarses - 1)]
    before = _beside(words, {(word, _class(fine)): number[f"m {word} {fine}"] for word, fine in pairs["m"]})
    after = _beside(words, {(word, _class(fine)): number[f"n {fine} {word}"] for fine, word in pairs["n"]})
    arrays: dict[str, Sequence[int]] = {
        "hashes": [_hash(word) for word in words],
        "letters_at": _ends([len(word) for word in words]),
        "letters": "".join(words).encode(),
        "fine_of": [_class(fine) for fine, _ in kinds],
        "coarse_of": [_class(coarse) for _, coarse in kinds],
        "alone": [number.get(f"w {word}", 0) for word in words],
        "first": [number.get(f"f {word}", 0) for word in words],
        "classes": [number.get(f"c {fine}", 0) for fine in range(-1, fines - 1)],
        "first_class": [number.get(f"F {fine}", 0) for fine in range(-1, fines - 1)],
        "coarse": coarse,
        **dict(zip(("after_at", "after", "after_row"), after, strict=True)),
        **dict(zip(("before_at", "before", "before_row"), before, strict=True)),
        "weights": [int(weight or 0) for name in rows for weight in weights[name].split("\t")],
    }
    biases = tuple(map(int, weights["bias"].split("\t")))
    views = {name: memoryview(_bytes(name, array_)) for name, array_ in arrays.items()}
    return encode(Packed(tuple(weights["role"].split("\t")), biases, **views))


def _hash(word: str) -> int:
    return crc32(word.encode())


def _class(written: str) -> int:
    """The number of a class: they count from 1, and 0 stands for none."""
    return int(written) + 1


def _ends(lengths: Sequence[int]) -> list[int]:
    """Where each of several things begins that stand one after the other, and where the last one ends."""
    ends = [0]
    for length in lengths:
        ends.append(ends[-1] + length)
    return ends


def _beside(words: Sequence[str], rows: Mapping[tuple[str, int], int]) -> tuple[list[int], list[int], list[int]]:
    """For each word: where its fine classes begin; the classes, in order; and their rows."""
    of_word: dict[str, list[tuple[int, int]]] = {}
    for (word, fine), row in sorted(rows.items()):
        of_word.setdefault(word, []).append((fine, row))
    listed = [pair for word in words for pair in of_word.get(word, [])]
    return _ends([len(of_word.get(word, [])) for word in words]), [a for a, _ in listed], [b for _, b in listed]


def _bytes(name: str, numbers: Sequence[int]) -> bytes:
    """Numbers as the table keeps them."""
    if name in BYTES:
        return bytes(numbers)
    made = array("I" if name in WIDE else "h" if name == "weights" else "H", numbers)
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


if __name__ == "__main__":
    sys.exit(main())
