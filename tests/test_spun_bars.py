"""From what score on a word of a text is told: its sentence and its whole text have a say."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from medlint_spun.bars import DOUBT, worth_telling
from medlint_spun.company import Company
from medlint_spun.detector import Detector, Index, Thresholds
from medlint_spun.joining import MOST_OFFERED, mingle
from medlint_spun.reading import read_prose
from medlint_spun.surroundings import HARMLESS, WEIGHT, find_sentence, weigh_surroundings
from medlint_spun.table import Table, open_table
from medlint_spun.words import read_tokens
from spun.plotting import draw_curves

LEVELS = Thresholds(
    gate=0, loose=-9, crowd=10, sure=4000, near=2000, alone=1900, inside=-1000, zero=0, spun=60, unsure=40
)
PROSE = "The garden of the beans and the green hills. The rain at the trees by the seeds."


@pytest.fixture(scope="module")
def table() -> Table:
    return open_table()


def index(rate: int) -> Index:
    return Index(rate, 200, 9, 1.0, "spun" if rate >= LEVELS.spun else "clean")


def lowest(rate: int, off: int = 0) -> int:
    """The lowest score that is told at that index."""
    scores = {score: score for score in range(-3000, 6000, 50)}
    return min(worth_telling(scores, [off] * len(scores), index(rate), LEVELS).values())


def test_the_bar_sinks_as_the_text_looks_more_spun() -> None:
    bars = [lowest(rate) for rate in range(0, 130, 5)]
    assert all(high >= low for high, low in pairwise(bars))
    assert (bars[0], lowest(LEVELS.spun), bars[-1]) == (LEVELS.sure, LEVELS.near, LEVELS.inside)


def test_a_text_that_looks_clean_gives_nothing_away() -> None:
    doubtful, doubted = (share * LEVELS.spun // 100 for share in DOUBT)
    assert (lowest(doubtful), lowest(doubted)) == (LEVELS.sure, LEVELS.near)


def test_what_surroundings_take_off_is_given_back_in_a_text_that_is_odd_all_over() -> None:
    scores = {1: LEVELS.sure}
    assert worth_telling(scores, [500], index(10), LEVELS) == {}
    assert worth_telling(scores, [500], index(200), LEVELS) == {1: LEVELS.sure}


def test_nothing_odd_is_nothing_to_tell() -> None:
    for rate in (0, LEVELS.spun, 500):
        assert worth_telling({}, [], index(rate), LEVELS) == {}


def test_a_sentence_ends_with_a_stop_before_a_capital_or_with_a_paragraph() -> None:
    tokens = read_tokens("It was 5 mg vs. placebo. Then\n\nit rained")
    told = [" ".join(tokens[slice(*find_sentence(n, tokens))]) for n in (0, tokens.index("Then"), len(tokens) - 1)]
    assert told == ["It was 5 mg vs . placebo .", "Then \n\n", "it rained"]


def test_a_sentence_without_an_end_is_cut() -> None:
    tokens = ["word"] * 1000
    start, end = find_sentence(500, tokens)
    assert start < 500 < end
    assert end - start < 100


def weigh(strangers: str, scores: dict[str, int], table: Table) -> list[int]:
    """What surroundings take off in `PROSE`, where nobody has met the words of `strangers` behind the word before."""
    plain = Company(table)
    ids = read_prose(PROSE, plain).ids
    strange = {plain.find(word) for word in strangers.split()}
    company = Company(table, {a << 18 | b: 0 if b in strange else 0x33 for a, b in pairwise(ids)})
    reading = read_prose(PROSE, company)
    return weigh_surroundings({reading.tokens.index(word): n for word, n in scores.items()}, reading, company)


def test_harmless_strangers_in_the_same_sentence_take_off(table: Table) -> None:
    assert weigh("garden beans rain seeds", {"garden": 9000}, table) == [WEIGHT // (4 + 4)]  # beans, of four words
    assert weigh("garden beans", {"garden": 9000, "beans": HARMLESS}, table) == [0, 0]  # each looks like a spinner's
    assert weigh("garden beans", {"garden": 9000, "beans": HARMLESS - 1}, table)[0] > 0
    assert weigh("garden", {"garden": 9000, "hills": 9000}, table) == [0, 0]


def test_neighbours_are_no_witnesses(table: Table) -> None:
    assert weigh("green hills", {"green": 9000}, table) == [0]
    assert weigh("green hills", {"beans": 9000}, table) == [2 * WEIGHT // (4 + 4)]


def test_offers_of_the_words_of_a_phrase_take_turns() -> None:
    lists = [("single dose", "one dose"), ("dose", "last dose"), ("other portion",)]
    assert mingle(lists) == ["single dose", "other portion", "one dose", "last dose"]
    assert mingle([]) == []
    assert MOST_OFFERED > 1


def test_a_word_that_stays_names_its_neighbour_that_does_not() -> None:
    found, _ = Detector().read("Adults with bosom cancer got a solitary dose.")
    assert any(suspect.likely in {"breast cancer", "single dose"} for suspect in found)


def test_curves_are_a_picture_with_a_line_each() -> None:
    picture = ET.fromstring(draw_curves("Called & told", (0.05, 0.4), {"one": (0.1, 0.9), "other": (0.0, 1.0)}))
    lines = [node.get("points") for node in picture if node.tag.endswith("polyline")]
    assert len(lines) == len(set(lines)) == 2
    assert "Called & told" in "".join(picture.itertext())
