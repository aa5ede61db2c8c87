"""What is offered for a spun phrase: originals that no thesaurus links, words of the same text, and nothing silly."""

from __future__ import annotations

from itertools import pairwise

import pytest

from medlint_spun import restoring
from medlint_spun.company import Company
from medlint_spun.detector import Detector, Suspect
from medlint_spun.joining import mingle
from medlint_spun.originals import EXPECTED, LINKED, Choice, Originals
from medlint_spun.reading import read_prose
from medlint_spun.restoring import Restorer
from medlint_spun.table import open_table

SPUN = (
    "Grown-ups with bosom malignancy got a solitary dosage of the medication. The insusceptible framework was "
    "weakened, and the scientists detected a heightened peril of cardiovascular ailment. Kidney disappointment is "
    "uncommon, yet the corrosive in the belly harms the covering of the gut. Youngsters who slumber inadequately "
    "learn inadequately, and their interior timepiece runs tardy."
)


@pytest.fixture(scope="module")
def company() -> Company:
    return Company(open_table())


@pytest.fixture(scope="module")
def suspects() -> list[Suspect]:
    return Detector().read(SPUN)[0]


def place(text: str, word: str, company: Company) -> tuple[Originals, int]:
    reading = read_prose(text, company)
    return Originals(reading, company), reading.tokens.index(word)


def offer(text: str, word: str, company: Company) -> tuple[str, ...]:
    reading = read_prose(text, company)
    return Restorer(reading, company).restore(reading.tokens.index(word))


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("The drug slows prostate malignancy.", "malignancy", "cancer"),
        ("He had unceasing bronchitis.", "unceasing", "chronic"),
        ("It lowers sanguine pressure.", "sanguine", "blood"),
    ],
)
def test_a_neighbour_calls_for_a_word_that_no_thesaurus_links(
    text: str, word: str, original: str, company: Company
) -> None:
    originals, n = place(text, word, company)
    assert original not in {choice.form for choice in originals.linked(n)}
    expected = originals.expected(n, [originals.own(n - 1)], [originals.own(n + 1)])
    assert original in {choice.form for choice in expected}


def test_a_word_that_no_thesaurus_links_is_offered(company: Company) -> None:
    assert "prostate cancer" in offer("The drug slows prostate malignancy.", "malignancy", company)


def test_a_word_that_the_text_has_elsewhere_is_likelier(company: Company) -> None:
    said = "The nurse noted a decline in memory. It was mild at first. "
    alone, n = place(said, "decline", company)
    beside, m = place(f"{said}A loss is common.", "decline", company)

    def worth(choices: list[Choice], form: str) -> int:
        return next(choice.worth for choice in choices if choice.form == form)

    assert worth(beside.linked(m), "loss") > worth(alone.linked(n), "loss")
    assert worth(beside.linked(m), "fall") == worth(alone.linked(n), "fall")


def test_choices_are_few_sorted_and_never_the_word_itself(company: Company) -> None:
    reading = read_prose(SPUN, company)
    originals = Originals(reading, company)
    for n, token in enumerate(reading.tokens):
        for most, choices in (
            (LINKED, originals.linked(n)),
            (EXPECTED, originals.expected(n, [originals.own(max(0, n - 1))], [originals.own(n)])),
        ):
            worths = [choice.worth for choice in choices]
            assert len(choices) <= most
            assert worths == sorted(worths, reverse=True)
            assert token.lower() not in {choice.form for choice in choices}


def test_every_offer_says_something_else_and_nothing_twice(suspects: list[Suspect]) -> None:
    offered = [(SPUN[one.start : one.end].lower(), (one.likely, *one.others)) for one in suspects if one.likely]
    assert len(offered) > 5
    for words, offers in offered:
        assert len({offer.lower() for offer in offers}) == len(offers) <= 3
        assert words not in {offer.lower() for offer in offers}
        assert all(a != b for offer in offers for a, b in pairwise(offer.lower().split()))


def test_a_much_rarer_word_is_no_original(company: Company) -> None:
    reading = read_prose(SPUN, company)
    restorer = Restorer(reading, company)
    levels = [
        (company.level(reading.ids[n + 2]), company.level(company.find(one)))
        for n, token in enumerate(reading.tokens)
        if token[0].isalpha()
        for one in restorer.restore(n)
        if " " not in one
    ]
    assert len(levels) > 10
    assert all(offered + 8 >= written for written, offered in levels)


def test_the_same_words_in_the_same_company_are_looked_up_once(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = read_prose("The nurse gave a solitary dosage of it.\n\n" * 40, company)
    restorer, walks, walk = Restorer(reading, company), [], restoring._walk

    def count(n: int, originals: Originals, road: restoring.Road, ties: restoring.Ties) -> list[str]:
        walks.append(n)
        return walk(n, originals, road, ties)

    monkeypatch.setattr(restoring, "_walk", count)
    answers = {restorer.restore(n) for n, token in enumerate(reading.tokens) if token == "solitary"}
    assert len(answers) == 1
    assert len(walks) <= 4


def test_past_many_places_only_what_is_linked_is_tried(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The drug slows prostate malignancy."
    monkeypatch.setattr(restoring, "MOST_WIDE", 0)
    assert "prostate cancer" not in offer(text, "malignancy", company)
    assert offer(text, "malignancy", company)


def test_an_expression_goes_on_over_its_function_words(company: Company) -> None:
    assert any(one.endswith("of life") for one in offer("It may improve the calibre of life.", "calibre", company))


def test_a_longer_offer_takes_the_place_of_one_that_it_holds() -> None:
    assert mingle([("disease", "illness"), ("kidney disease", "kidney failure")]) == [
        "kidney disease", "illness", "kidney failure",
    ]  # fmt: skip
