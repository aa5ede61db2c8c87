"""Counts, links and the model as one file that is read through a memory map."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any
from zlib import crc32

import numpy as np

from medlint_spun.levels import FINE, GENERAL_SHARE, STEPS, VALUES, fine_level
from medlint_spun.stops import STOPS
from medlint_spun.table import ENTRY, MAGIC, Table, read_sections

from .counting import FIRST_WORD, Counts, Grams
from .fusing import build_filter, build_fuse
from .links import Links, inflow
from .thesauri import SYNSET

_SHORT = 3
_STRONG_COUNT, _STRONG_PMI = 3, 2.0
SMOOTH, SIZE = 10.0, 18e6
_EVERY = 256
_RARE_LINKS = 10
_FAR = 1e6
_BYTES = 64  # of 65,536 values of a cell: one unknown pair in a thousand has one by chance


def levels(health: Any, general: Any) -> Any:
    """Health * 16 + general levels of arrays of counts (general ones doubled, as `Grams` has them)."""
    steps = np.array(STEPS)
    h, g = (np.searchsorted(steps, a, side="right") - 1 for a in (health, (general + 1) // 2))
    return (h * 16 + g).astype(np.uint8)


def pack_pairs(pairs: Grams, once: Grams) -> dict[str, Any]:
    """Static functions of the pairs of several documents and of those of one."""
    exact = levels(pairs.health, pairs.general)
    chosen = choose_bytes(exact)
    code = np.zeros(256, np.uint16)
    code[chosen] = np.arange(len(chosen))
    cells, form = build_fuse(pairs.keys, code[round_bytes(chosen)[exact]])
    once_cells, once_form = build_filter(once.keys)
    return {
        "pair_cells": cells,
        "pair_form": form,
        "pair_bytes": chosen,
        # general counts of pairs are rounded up to whole documents, those of words are not
        "pair_least": np.array([fine_level(max(0, step - 0.5)) for step in STEPS], np.uint8),
        "once_cells": once_cells,
        "once_form": once_form,
    }


def choose_bytes(exact: Any) -> Any:
    """The bytes of pairs that stand for all: one by one that which brings the others nearest to what they are."""
    often = np.bincount(exact, minlength=256)
    cost = _distances() * often[:, None]
    chosen: list[int] = []
    best = np.full(256, 2 * _FAR) * often
    while len(chosen) < min(_BYTES, int((often > 0).sum())):
        gain = np.maximum(best[:, None] - cost, 0).sum(axis=0)
        gain[often == 0] = -1
        chosen.append(int(gain.argmax()))
        best = np.minimum(best, cost[:, chosen[-1]])
    return np.array(sorted(chosen), np.uint8)


def round_bytes(chosen: Any) -> Any:
    """For every byte the nearest of the chosen ones, itself if it is one; none turns into 0."""
    return np.append([0], chosen[_distances()[1:, chosen].argmin(axis=1)]).astype(np.uint8)


def _distances() -> Any:
    """Of each byte from each: steps of levels, squared; far where a level is higher, so that none is rounded up."""
    high, low = np.divmod(np.arange(256), 16)
    up = (high > high[:, None]) | (low > low[:, None])
    return (high[:, None] - high) ** 2.0 + (low[:, None] - low) ** 2 + _FAR * up


def pack_words(counts: Counts, rare: list[str]) -> dict[str, Any]:
    """Hashes of forms with their identifiers, and the counts of words."""
    known = sorted((crc32(form.encode()), ident) for form, ident in counts.idents.items() if ident >= FIRST_WORD)
    return {
        "hashes": np.array([h for h, _ in known], np.uint32),
        "idents": np.array([i for _, i in known], np.uint16),
        "rare": np.array([crc32(form.encode()) for form in rare], np.uint32),
        "health": np.array([fine_level(n) for n in counts.health], np.uint8),
        "general": np.array([fine_level(n) for n in counts.general], np.uint8),
        "level": np.array(
            [fine_level(h + GENERAL_SHARE * g) for h, g in zip(counts.health, counts.general, strict=True)], np.uint8
        ),
    }


def _kind(mask: int) -> int:
    near, moby = mask & 3, mask & 4
    return 3 if near and moby else 2 if near == SYNSET else 1 if moby else 0


def pack_links(counts: Counts, links: Links, rare: list[str]) -> dict[str, Any]:
    """Originals by rank, and for each word (identifiers first, then the rare ones) its links and inflow."""
    originals = sorted({ident for found in links.sources.values() for ident in found})
    rank = {ident: n for n, ident in enumerate(originals)}
    flows, rows, flow = inflow(counts, links), [], []
    for n, form in enumerate([*counts.words, *rare]):
        found = links.sources.get(form, {})
        chosen = sorted(found, key=lambda i: (-_kind(found[i]), i))[: _RARE_LINKS if n >= len(counts.words) else None]
        rows.append(sorted(rank[i] * 4 + _kind(found[i]) for i in chosen))
        flow += [fine_level(x) for x in flows.get(form, (0.0, 0.0, 0.0))[:2]]
    offsets = np.concatenate(([0], np.cumsum([len(row) for row in rows])))
    base = offsets[::_EVERY]
    letters = [counts.words[i].encode() for i in originals]
    return {
        "originals": np.array(originals, np.uint16),
        "letters_at": np.concatenate(([0], np.cumsum([len(w) for w in letters]))).astype(np.uint32),
        "letters": np.frombuffer(b"".join(letters), np.uint8),
        "link_base": base.astype(np.uint32),
        "link_at": (offsets - np.repeat(base, _EVERY)[: len(offsets)]).astype(np.uint16),
        "links": np.array([link for row in rows for link in row], np.uint16),
        "flow": np.array(flow, np.uint8),
        # 8 * ln(1 + number of words linked to the original)
        "degree": np.round(
            FINE * np.log1p(np.bincount([link >> 2 for row in rows for link in row], minlength=len(originals)))
        ).astype(np.uint8),
    }


def pack_strong(counts: Counts, originals: Any) -> dict[str, Any]:
    """For each original, the content words that follow it often and more often than chance."""
    first, second = (counts.pairs.keys >> 16).astype(np.int64), (counts.pairs.keys & 0xFFFF).astype(np.int64)
    unigram = counts.health + GENERAL_SHARE * counts.general + 1
    count = counts.pairs.health + GENERAL_SHARE / 2 * counts.pairs.general
    pmi = np.log(np.maximum(count, 1e-9)) + np.log(unigram.sum()) - np.log(unigram[first]) - np.log(unigram[second])
    content = np.array([i >= FIRST_WORD and w not in STOPS and len(w) >= _SHORT for i, w in enumerate(counts.words)])
    rank = np.full(len(counts.words), -1)
    rank[originals] = np.arange(len(originals))
    kept = (
        (count >= _STRONG_COUNT)
        & (pmi > _STRONG_PMI)
        & content[first]
        & content[second]
        & (rank[first] >= 0)
        & (rank[second] >= 0)
    )
    order = np.lexsort((second[kept], rank[first[kept]]))
    return {
        "strong_at": np.searchsorted(rank[first[kept]][order], np.arange(len(originals) + 1)).astype(np.uint32),
        "strong": second[kept][order].astype(np.uint16),
    }


def pack_logs() -> dict[str, Any]:
    """Logarithms of counts of pairs, alone and interpolated with the probability of the word (Jelinek, Mercer 1980)."""
    pairs = np.array([VALUES[p >> 4] + GENERAL_SHARE * VALUES[p & 15] for p in range(256)])
    words = np.exp(np.arange(256) / FINE) - 0.5
    joint = np.log(pairs[:, None] + SMOOTH * words[None, :] / SIZE)
    return {
        "joint": np.round(FINE * joint).ravel().astype(np.int16),
        "follow": np.round(FINE * np.log(words / 4 + SMOOTH)).astype(np.int16),
        "beside": np.round(FINE * np.log(pairs + 0.3)).astype(np.int16),
    }


def pack(counts: Counts, links: Links) -> dict[str, Any]:
    """Every section of the table but the vectors and the model."""
    rare = sorted((f for f in links.sources if f not in counts.idents), key=lambda f: crc32(f.encode()))
    sections = pack_words(counts, rare) | pack_pairs(counts.pairs, counts.once) | pack_logs()
    sections |= pack_links(counts, links, rare)
    return sections | pack_strong(counts, sections["originals"])


_CODES = {"uint8": b"B", "uint16": b"H", "uint32": b"I", "int16": b"h", "int8": b"b", "int32": b"i"}


def write(sections: Mapping[str, Any]) -> bytes:
    """The file: magic, contents, then every array at a multiple of eight bytes, little-endian."""
    start = 12 + ENTRY.size * len(sections)
    contents, body = [], bytearray()
    for name, array in sections.items():
        body += b"\0" * (-(start + len(body)) % 8)
        data = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<")).tobytes()
        contents.append(ENTRY.pack(name.encode(), _CODES[str(array.dtype)], start + len(body), len(data)))
        body += data
    return MAGIC + struct.pack("<I", len(sections)) + b"".join(contents) + bytes(body)


_EMPTY = {
    "vector_in": np.zeros(96, np.int8),
    "vector_out": np.zeros(96, np.int8),
    "bias": np.zeros(3, np.int8),
    "offsets": np.zeros((11, 32), np.int8),
    "constant": np.zeros(32, np.int32),
    "shift": np.zeros(1, np.int32),
}


def unpack(sections: Mapping[str, Any]) -> Table:
    """The table of these sections, as it will be read from its file."""
    return Table(read_sections(memoryview(write(_EMPTY | dict(sections)))))
