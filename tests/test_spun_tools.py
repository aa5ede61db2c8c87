"""The builders of the table that need no library: inflection, regional spellings, thesauri, spinners."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from spun.inflections import inflect
from spun.regions import pair_regions
from spun.spinners import Forms, mixed_chooser, spin, spin_sparsely, spin_terms, wordnet_chooser
from spun.thesauri import MOBY, POINTER, SYNSET, WordNet, read_moby, read_wordnet, wordnet_links

NET = WordNet(
    {
        ("dose", "n"): ["n1"],
        ("dosage", "n"): ["n1"],
        ("help", "v"): ["v1"],
        ("assist", "v"): ["v1"],
        ("single", "a"): ["a1"],
        ("solitary", "a"): ["a1"],
    },
    {"n1": ["dose", "dosage"], "v1": ["help", "assist"], "a1": ["single", "solitary"]},
    {"n1": [], "v1": [], "a1": []},
)
TEXT = "A single dose helped the tired nurses. Doses were small, and Helped Homes of Dose took part."


@pytest.mark.parametrize(
    ("lemma", "pos", "forms"),
    [
        ("study", "n", {"study", "studies"}),
        ("diagnosis", "n", {"diagnosis", "diagnoses"}),
        ("stop", "v", {"stop", "stops", "stopped", "stopping"}),
        ("take", "v", {"take", "takes", "took", "taken", "taking"}),
    ],
)
def test_inflection(lemma: str, pos: str, forms: set[str]) -> None:
    assert {form for _, form in inflect(lemma, pos)} == forms


def test_regions_need_both_spellings() -> None:
    counts = {
        "tumour": 50.0,
        "tumor": 80.0,
        "exercise": 900.0,
        "four": 99.0,
        "for": 9999.0,
        "anaemia": 10.0,
        "anemia": 30.0,
    }
    assert pair_regions(counts) == {"tumour": "tumor", "anaemia": "anemia"}


def test_spinning_says_where() -> None:
    chooser = wordnet_chooser(NET, Forms(NET), first=1, near=0)
    spun = spin(TEXT, chooser, 1.0, random.Random(3))
    assert [spun.text[start:end] for start, end, _ in spun.swaps] == ["solitary", "dosage", "assisted", "Dosages"]
    assert [old for _, _, old in spun.swaps] == ["single", "dose", "helped", "Doses"]
    assert spun == spin(TEXT, chooser, 1.0, random.Random(3))
    assert spin(TEXT, chooser, 0.0, random.Random(3)).text == TEXT


def test_terms_are_spun_alone() -> None:
    chooser = mixed_chooser(wordnet_chooser(NET, Forms(NET), first=1, near=0))
    spun = spin_terms(TEXT, chooser, lambda a, b: (a, b) == ("single", "dose"), 1.0, random.Random(1))
    assert {old for _, _, old in spun.swaps} <= {"single", "dose"}
    assert spun.swaps


def test_sparse_spinning_swaps_one_phrase_a_sentence() -> None:
    chooser = wordnet_chooser(NET, Forms(NET), first=1, near=0)
    term = ("single", "dose")
    for seed in range(30):
        spun = spin_sparsely("A single dose helped. " * 6, [chooser], lambda a, b: (a, b) == term, random.Random(seed))
        sentences = [spun.text[:start].count(".") for start, _, _ in spun.swaps]
        olds = {n: [old for (_, _, old), m in zip(spun.swaps, sentences, strict=True) if m == n] for n in sentences}
        assert all(len(old) == 1 or old == list(term) for old in olds.values())
        assert [spun.text[start:end] for start, end, _ in spun.swaps].count("dose") == 0


def test_a_model_may_learn_from_one_thesaurus_alone() -> None:
    pytest.importorskip("numpy")
    from spun.gathering import links_of

    sources = {"both": {5: SYNSET | MOBY << 2}, "near": {5: POINTER}, "moby": {5: MOBY << 2, 6: SYNSET}}
    assert links_of(sources, "") == sources
    assert links_of(sources, "wordnet") == {"both": {5: SYNSET}, "near": {5: POINTER}, "moby": {6: SYNSET}}
    assert links_of(sources, "moby") == {"both": {5: MOBY << 2}, "near": {}, "moby": {5: MOBY << 2}}


def test_thesauri_are_read(tmp_path: Path) -> None:
    for name in ("noun", "verb", "adj", "adv"):
        (tmp_path / f"data.{name}").write_text("  1 a licence line\n", encoding="utf-8")
        (tmp_path / f"index.{name}").write_text("  1 a licence line\n", encoding="utf-8")
    (tmp_path / "data.noun").write_text("00000001 03 n 02 sick_bay 0 ward 0 000 | a room\n", encoding="utf-8")
    (tmp_path / "index.noun").write_text("ward n 1 0 1 0 00000001\n", encoding="utf-8")
    net = read_wordnet(tmp_path)
    assert net.senses["ward", "n"] == ["n00000001"]
    assert {(link.one, link.other) for link in wordnet_links(net)} == {("sick bay", "ward"), ("ward", "sick bay")}
    (tmp_path / "words.txt").write_text("ward,room,ward,wing\n", encoding="utf-8")
    assert read_moby(tmp_path / "words.txt") == {"ward": ["room", "wing"]}
