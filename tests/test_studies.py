"""Layer `studies`: who was studied, how many, how often they were treated, and how far a study reaches."""

from __future__ import annotations

import pytest

from medlint.document import Context, Document
from medlint.layers.numbers import number_of
from medlint.layers.samples import added, count_before
from medlint.layers.studies import REACH, caveat_kinds, studies
from medlint.testing import Setup, open_setup


@pytest.fixture(scope="module")
def setup() -> Setup:
    return open_setup()


def read(setup: Setup, text: str) -> Document:
    reader = setup.host.reader_for("", "markdown")
    prose = reader.read(text, ".md")
    return Document(
        path="a.md",
        format="markdown",
        source=text,
        prose=prose,
        knowledge=setup.knowledge,
        context=Context(setup.today),
    )


def subjects(setup: Setup, text: str) -> list[str]:
    return [study.subjects for study in studies(read(setup, text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The drug slowed tumour growth in mice.", ["animals"]),
        ("Rats fed the extract lost weight.", ["animals"]),
        ("A mouse study points to a new use for the drug.", ["animals"]),
        ("In ketamine-treated mice the effect was gone within two days.", ["animals"]),
        ("The habit changed in computer mice once the drug was infused.", ["animals"]),
        ("Zebrafish regrew heart muscle within a month.", ["animals"]),
        ("Piglets given the probiotic had fewer bouts in an experiment.", ["animals"]),
        ("Cells treated with the compound stopped dividing.", ["cells"]),
        ("The drug mopped up the protein in brain organoids.", ["cells"]),
        ("Computer simulations of the lung showed where the spray goes.", ["cells"]),
        ("In a trial of 676 people, remission was more common with the spray.", ["people"]),
        ("Volunteers in the study slept better.", ["people"]),
        ("A trial in 300 people followed the rat study and found no benefit.", ["animals", "people"]),
    ],
)
def test_who_was_studied(setup: Setup, text: str, expected: list[str]) -> None:
    assert subjects(setup, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mice and rats can carry the virus in their droppings.",
        "Wash a rat bite at once and see a doctor.",
        "My keyboard and wireless mouse are new.",
        "She felt like a guinea pig.",
        "A mouse monoclonal antibody is used in the test.",
        "Cats and dogs make good company.",
        "Eat oily fish twice a week.",
        "The embryos come from in vitro fertilisation.",
        "Trials in people have not started.",
        "One patient said that it hurt.",
    ],
)
def test_what_is_no_study(setup: Setup, text: str) -> None:
    assert subjects(setup, text) == []


def test_animals_as_patients_are_no_study(setup: Setup) -> None:
    text = "Your dog needs a vet visit each year. A veterinary study in older dogs found arthritis. Ask your vet."
    assert subjects(setup, text) == []


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("a trial of 26 ", 26),
        ("records of 2,107 ", 2107),
        ("a survey of fourteen healthy ", 14),
        ("in 2019 the ", None),
        ("a dose of 50 mg for ", None),
        ("aged 40 to ", None),
        ("1 in 10 ", None),
        ("two ", None),
        ("3 million ", None),
    ],
)
def test_counts_of_people_are_told_from_other_numbers(before: str, expected: int | None) -> None:
    assert count_before(before) == expected


def test_arms_are_added_up_and_a_total_is_not_counted_twice() -> None:
    assert added([30, 26]) == 56
    assert added([56, 30, 26]) == 56
    assert added([]) is None
    assert number_of("twenty-six") == 26


def test_the_size_of_a_study(setup: Setup) -> None:
    (study,) = studies(read(setup, "It compared 30 healthy adults and 26 patients with depression aged 40 to 65."))
    assert study.n == 56


@pytest.mark.parametrize(
    ("text", "doses"),
    [
        ("Volunteers took one dose of the herb and felt calmer.", "single"),
        ("A single 40-minute infusion lowered pain.", "single"),
        ("The patients received three infusions over one week.", "repeated"),
        ("Take one tablet each morning.", None),
        ("At least one dose was given to half of the town.", None),
        ("If you miss a dose, take a single dose as soon as you remember.", None),
        ("One of the doses was lost.", None),
    ],
)
def test_how_often_treatment_was_given(setup: Setup, text: str, doses: str | None) -> None:
    found = [study.doses for study in studies(read(setup, text)) if study.doses != "unknown"]
    assert found == ([doses] if doses else [])


def test_the_scope_of_a_study_ends_with_another_study_and_with_its_section(setup: Setup) -> None:
    text = "## One\n\nMice ran further in the study.\n\nA trial of 90 adults came next.\n\n## Two\n\nNothing."
    document = read(setup, text)
    first, second = studies(document)
    assert document.prose[first.start : first.end].startswith("Mice ran")
    assert first.end <= second.start
    assert "Nothing" not in document.prose[second.start : second.end]


def test_the_scope_of_a_study_ends_after_a_long_silence(setup: Setup) -> None:
    document = read(setup, "Mice ran further in the study. " + "The sky was blue that day. " * (2 * REACH))
    (study,) = studies(document)
    assert study.end < len(document.prose) - 20 * (REACH - 1)


def test_a_study_knows_the_limits_that_are_named_in_its_scope(setup: Setup) -> None:
    document = read(setup, "The drug helped mice in the study. Trials in people have not started.")
    (study,) = studies(document)
    assert caveat_kinds(document, study) == ("species",)


def test_the_words_that_say_so_are_kept(setup: Setup) -> None:
    document = read(setup, "In a randomised trial, one infusion eased pain in 33 patients.")
    (study,) = studies(document)
    assert study.design == "randomised"
    assert document.prose[study.dose_cue.start : study.dose_cue.end] == "one infusion"
    assert document.prose[study.count_cue.start : study.count_cue.end] == "33 patients"


def test_a_sentence_that_opens_with_another_study_begins_one(setup: Setup) -> None:
    text = "A cohort study of 80,000 nurses found fewer strokes. A study of 26 patients showed the same."
    assert [study.n for study in studies(read(setup, text))] == [80_000, 26]


def test_a_study_that_is_only_said_to_be_one_goes_on(setup: Setup) -> None:
    text = "Researchers tested a splint in 40 people. It was a randomised trial. The study found less pain."
    assert [study.n for study in studies(read(setup, text))] == [40]


def test_the_other_group_of_a_study_is_added(setup: Setup) -> None:
    text = "In the study, 64 patients received the ring. The control group of 66 patients used drops."
    assert [study.n for study in studies(read(setup, text))] == [130]


def test_a_part_of_the_sample_is_not_added(setup: Setup) -> None:
    text = "The study included 60 adults. Another 20 adults of the control group left early."
    assert [study.n for study in studies(read(setup, text))] == [60]
