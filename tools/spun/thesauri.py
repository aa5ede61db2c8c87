"""WordNet 3.1 and the Moby thesaurus as links between lemmas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SYNSET, POINTER, MOBY = 3, 2, 1
_FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_POINTERS = frozenset("& @ ~ ^ $ + \\".split())


class Link(NamedTuple):
    """`one` and `other` are lemmas (blanks inside allowed) of the parts of speech named."""

    one: str
    other: str
    pos: str
    other_pos: str
    kind: int


class WordNet(NamedTuple):
    """`senses`: (lemma, pos) -> synsets, commonest first; `members`: their lemmas; `near`: synsets a pointer away."""

    senses: dict[tuple[str, str], list[str]]
    members: dict[str, list[str]]
    near: dict[str, list[str]]


def read_wordnet(folder: Path) -> WordNet:
    """Read `data.*` and `index.*` of the dictionary folder `folder`."""
    net = WordNet({}, {}, {})
    for name, pos in _FILES.items():
        for line in _lines(folder / f"data.{name}"):
            _read_synset(line.split(" | ")[0].split(), pos, net)
        for line in _lines(folder / f"index.{name}"):
            fields = line.split()
            count = int(fields[2])
            net.senses[fields[0].replace("_", " "), pos] = [pos + offset for offset in fields[-count:]]
    return net


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from (line for line in lines if not line.startswith(" "))


def _read_synset(fields: list[str], pos: str, net: WordNet) -> None:
    number = int(fields[3], 16)
    names = [fields[4 + 2 * i].split("(")[0].replace("_", " ") for i in range(number)]
    net.members[pos + fields[0]] = [name.lower() for name in names]
    at = 4 + 2 * number
    pointers = [fields[at + 1 + 4 * i : at + 5 + 4 * i] for i in range(int(fields[at]))]
    net.near[pos + fields[0]] = [p[2].replace("s", "a") + p[1] for p in pointers if p[0] in _POINTERS]


def wordnet_links(net: WordNet) -> Iterator[Link]:
    """Lemmas of one synset, and of two that one pointer joins."""
    for synset, lemmas in net.members.items():
        for lemma in lemmas:
            yield from (Link(lemma, other, synset[0], synset[0], SYNSET) for other in lemmas if other != lemma)
            for near in net.near[synset]:
                yield from (Link(lemma, other, synset[0], near[0], POINTER) for other in net.members.get(near, ()))


def read_moby(path: Path) -> dict[str, list[str]]:
    """Entry -> its synonyms, as `words.txt` of the package has them: one entry a line, commas between."""
    found = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        head, *rest = [word.strip().lower() for word in line.split(",")]
        found[head] = [word for word in rest if word != head]
    return found
