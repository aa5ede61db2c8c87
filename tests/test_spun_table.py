"""The table of collocations: its file, its lookups, and what the detector makes of them."""

from __future__ import annotations

import hashlib
import random
import re

import pytest

from medlint_spun.company import Company
from medlint_spun.detector import Detector
from medlint_spun.features import find_misfits, measure_cheaply
from medlint_spun.levels import STEPS, VALUES, fine_level, level_of
from medlint_spun.reading import find_odd_places, read_prose
from medlint_spun.swaps import Detail
from medlint_spun.table import FIRST_EXTRA, NAME, ONCE, UNKNOWN, open_table, read_sections
from medlint_spun.table import NUMBER as NUMBER_ID
from medlint_spun.trees import Forest, Sieve, read_forest
from medlint_spun.words import BREAK, NUMBER, find_tokens, fold_token, read_tokens


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


@pytest.fixture(scope="module")
def company() -> Company:
    return Company(open_table())


def test_file_is_the_one_of_the_datasheet() -> None:
    sheet = NAME.with_name("DATASHEET.md").read_text(encoding="utf-8")
    data = NAME.read_bytes()
    assert hashlib.sha256(data).hexdigest() in sheet
    assert f"{len(data):,} bytes" in sheet
    assert len(data) <= 8_000_000


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a table"):
        read_sections(memoryview(b"something else entirely"))


def test_tokens_keep_their_offsets() -> None:
    prose = "The patient’s 10-fold dose (2.5 mg) — a test.\n\nNext"
    tokens, starts = find_tokens(prose)
    assert tokens == read_tokens(prose)
    assert all(prose.startswith(token, start) for token, start in zip(tokens, starts, strict=True))
    folded = [fold_token(token) for token in tokens]
    assert folded[:5] == ["the", "patient's", NUMBER, "fold", "dose"]
    assert folded[-1] == "next"
    assert folded[-2] == BREAK


def test_levels_rise_with_counts() -> None:
    assert [level_of(step) for step in STEPS] == list(range(16))
    assert all(low <= value for low, value in zip(STEPS, VALUES, strict=True))
    assert fine_level(0) == 0 < fine_level(1) < fine_level(100) < fine_level(1e6) < 256


def test_fixed_terms_are_known(company: Company) -> None:
    find, pair = company.find, company.pair
    for term in ("blood pressure", "side effects", "immune system", "clinical trial", "public health"):
        one, other = term.split()
        assert pair(find(one), find(other)) >> 4 > 8, term
        assert pair(find(other), find(one)) < pair(find(one), find(other))


@pytest.mark.parametrize(
    ("one", "other"), [("tumour", "tumor"), ("paediatric", "pediatric"), ("randomised", "randomized")]
)
def test_regional_spellings_are_one_word(company: Company, one: str, other: str) -> None:
    assert company.find(one) == company.find(other) != UNKNOWN


def test_unknown_and_rare_words_stand_beside_nothing(company: Company) -> None:
    the = company.find("the")
    assert company.find("qzxvbn") == UNKNOWN
    assert company.pair(the, UNKNOWN) == 0
    assert company.pair(the, FIRST_EXTRA + 1) == company.pair(FIRST_EXTRA + 1, the) == 0
    assert company.met(the, UNKNOWN) == company.met(the, FIRST_EXTRA + 1) == company.met(UNKNOWN, UNKNOWN) == 0


def test_both_roads_say_the_same_of_any_pair(company: Company) -> None:
    np = pytest.importorskip("numpy")
    from medlint_spun.bulk_table import BulkTable

    rng = random.Random(2)
    size = len(company.table.health)
    first = [0, NUMBER_ID, UNKNOWN, FIRST_EXTRA, *(rng.randrange(size) for _ in range(3000)), 5, 5, 5, NUMBER_ID]
    second = [*(rng.randrange(200) for _ in range(3004)), 0, UNKNOWN, FIRST_EXTRA + 3, NUMBER_ID]
    bulk, one, other = BulkTable(company), np.array(first), np.array(second)
    pairs = [company.table.pair(a, b) for a, b in zip(first, second, strict=True)]
    met = [company.met(a, b) for a, b in zip(first, second, strict=True)]
    assert bulk.pair(one, other).tolist() == pairs
    assert bulk.met(one, other).tolist() == met
    assert all(m == p or (m == ONCE and p == 0) for m, p in zip(met, pairs, strict=True))
    assert 0.05 < met.count(ONCE) / len(met) < 0.4


def test_words_no_table_could_have_met_are_seldom_said_to_have(company: Company) -> None:
    # 2**40 is in no key: what the static functions say of such keys they say by chance
    held = sum(company.table.holds_once(1 << 40 | n) for n in range(8000)) / 8000
    assert 0.05 < held < 0.075


def test_links_name_the_original(company: Company) -> None:
    found = {company.table.spell(link >> 2) for link in company.links(company.find("peril"))}
    assert {"risk", "danger", "hazard"} <= found


def test_forest_walks_its_trees() -> None:
    # if the first feature is at most 4: 10, else the second decides between 20 and 30
    forest = Forest([0, 255, 1, 255, 255], [4, 10, 7, 20, 30], [2, 0, 2, 0, 0], [0])
    assert [forest.score(row) for row in ([4, 9], [5, 7], [5, 8])] == [10, 20, 30]


def test_forest_gives_up_what_is_hopeless_the_same_way_on_both_roads() -> None:
    # forty trees that say -200 each make it hopeless: the trees behind them, which would say 500, are not asked
    feature, threshold = [0, 255, 255] * 60, [4, -200, 20] * 40 + [4, 500, 20] * 20
    forest = Forest(feature, threshold, [2, 0, 0] * 60, range(0, 180, 3))
    one_by_one = [forest.score([value]) for value in (3, 9)]
    forest.unfold()
    forest.unfold()
    assert one_by_one == [forest.score([value]) for value in (3, 9)] == [40 * -200, 60 * 20]


def test_sieve_reads_beyond_its_ends() -> None:
    sieve = Sieve([0, 5], [0, 3], [1, 2, 3, 100, 200])
    assert [sieve.score(row) for row in ([-9, 5], [1, 4], [99, 99])] == [101, 102, 203]


SPUN = (
    "High circulatory strain harms the kidneys. Grown-ups with bosom malignancy got a solitary dosage of the "
    "medication. The insusceptible framework was weakened, and the scientists detected a heightened peril of "
    "cardiovascular ailment."
)


def test_suspects_say_what_was_meant(detector: Detector) -> None:
    found, _ = detector.read(SPUN)
    said = {SPUN[s.start : s.end]: s.likely for s in found}
    assert said["framework"] == said["insusceptible"] == "immune system"
    assert said["solitary"] in {"single dose", "single dosage"}
    assert said["peril"].endswith("risk")
    assert any("malignancy" in words for words in said)
    assert all(0 <= s.start < s.end <= len(SPUN) for s in found)


def test_the_same_text_gives_the_same_answer_whatever_was_read_before(detector: Detector) -> None:
    first = detector.read(SPUN)
    detector.read("Something quite different about gardens, trains and the weather. " * 5)
    assert detector.read(SPUN) == first == Detector().read(SPUN)


@pytest.mark.parametrize(
    "prose",
    [
        "Watchful waiting is one option for older men.",
        "She had a frozen shoulder for two years.",
        "Many people speak of brain fog after the infection.",
        "Morning sickness usually passes by the fourth month.",
        "The baby was seen for failure to thrive.",
        "Paediatric oncology nurses counselled the families.",
    ],
)
def test_unusual_terms_are_left_alone(detector: Detector, prose: str) -> None:
    assert detector.suspects(prose) == []


def test_all_at_once_gives_the_same_as_one_by_one(detector: Detector) -> None:
    pytest.importorskip("numpy")
    from medlint_spun.bulk import Bulk

    bulk, company = Bulk(detector.company), detector.company
    for prose in (
        SPUN,
        "",
        "A 2.5 mg dose (DBP) - of Diastolic Blood Pressure (DBP).\n\nQzx's well-known wonder drug.",
        "Grown-ups",
    ):
        reading = read_prose(prose, company)
        places = find_odd_places(reading, company)
        misfits = find_misfits(places, reading, company)
        rows = [measure_cheaply(n, reading, misfits, company) for n in places]
        assert bulk.sift(reading, detector.sieve) == (places, rows, [detector.sieve.score(row) for row in rows])
        detail, own = Detail(reading, company), [misfits[n] for n in places]
        assert bulk.swaps.measure(places, own, reading) == [detail.measure(n, misfits[n]) for n in places]


def test_masks_leave_the_leaf_that_walking_reaches(detector: Detector) -> None:
    rng, walked = random.Random(3), read_forest(detector.company.table.sections)
    rows = [[rng.randrange(-90, 200) for _ in range(60)] for _ in range(60)]
    slowly = [walked.score(row) for row in rows]
    walked.unfold()
    assert [walked.score(row) for row in rows] == slowly
    assert len(set(slowly)) > 30


def test_trees_too_large_for_masks_are_walked() -> None:
    # a tree that asks seventy times whether the value is at most 0, 1, 2 ...
    feature, threshold, step = [0, 255] * 70 + [255], [], [2, 0] * 70 + [0]
    for n in range(70):
        threshold += [n, 10 * n]
    forest = Forest(feature, [*threshold, 9999], step, [0])
    forest.unfold()
    assert [forest.score([value]) for value in (-5, 0, 1, 69, 70)] == [0, 0, 10, 690, 9999]


def test_acronyms_confirm_or_contradict_the_words_before(company: Company) -> None:
    def signs(prose: str) -> dict[str, int]:
        reading = read_prose(prose, company)
        return {reading.tokens[n]: sign for n, sign in reading.signs.items()}

    assert signs("high chronic obstructive pulmonary disease (COPD)") == {
        "chronic": 1, "obstructive": 1, "pulmonary": 1, "disease": 1,
    }  # fmt: skip
    assert signs("chronic obstructive lung disease (COPD)")["lung"] == -1
    assert signs("a trial of something else (RECOVERY) and of calm (NHS)") == {}


def test_datasheet_names_its_sources() -> None:
    sheet = NAME.with_name("DATASHEET.md").read_text(encoding="utf-8")
    for name in ("WordNet", "Moby", "MedQuAD", "OpenStax", "CC BY 4.0", "tools/build_spun.py"):
        assert re.search(name, sheet), name
