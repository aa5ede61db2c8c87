"""Layer `studies`: design, comparison, blinding and size of a study from words and from plain descriptions."""

from __future__ import annotations

import pytest

from medlint.document import Context, Document
from medlint.layers.studies import Study, studies
from medlint.testing import Setup, open_setup


@pytest.fixture(scope="module")
def setup() -> Setup:
    return open_setup()


def only(setup: Setup, text: str) -> Study:
    """The first study of a text; one that is empty if there is none."""
    prose = setup.host.reader_for("", "markdown").read(text, ".md")
    document = Document(
        path="a.md",
        format="markdown",
        source=text,
        prose=prose,
        knowledge=setup.knowledge,
        context=Context(setup.today),
    )
    found = studies(document)
    return found[0] if found else Study(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("In a randomised trial of 300 adults, the spray shortened colds.", "randomised"),
        ("The double-blind study tested the capsule in 90 women.", "randomised"),
        ("Doctors assigned 80 patients at random to surgery or exercise.", "randomised"),
        ("Half of the volunteers got the tea, and the other half hot water.", "randomised"),
        ("A coin toss decided which of the 60 children got the drops.", "randomised"),
        ("The patients took either the drug or a dummy pill.", "randomised"),
        ("They were split into two groups, and one of 40 adults swam each day.", "randomised"),
        ("In the crossover trial, 24 cyclists drank beetroot juice.", "randomised"),
        ("An open-label randomised trial gave 200 people the jab.", "randomised"),
        ("A cohort study of 4,000 nurses linked night work to weight gain.", "observational"),
        ("Researchers followed 4,000 nurses for ten years.", "observational"),
        ("The team tracked nearly 900 teenagers until they were thirty.", "observational"),
        ("They interviewed 2,100 farmers about dust and coughs.", "observational"),
        ("Scientists compared the medical records of 3,300 patients.", "observational"),
        ("The study looked back at 1,200 births in Malmo.", "observational"),
        ("In a cross-sectional survey, 700 pupils with phones slept less.", "observational"),
        ("A case-control study set 90 people with gout beside 90 without.", "observational"),
        ("The answers come from questionnaires returned by 700 families.", "observational"),
        ("After adjusting for age, the study found fewer strokes in tea drinkers.", "observational"),
        ("The 500 people in the study were not assigned to a diet at random.", "observational"),
        ("UK Biobank volunteers who napped had larger brains.", "observational"),
        ("The trial was not randomised.", "observational"),
        ("Everyone took the pill, and scores before and after were compared.", "uncontrolled"),
        ("In this open-label trial, 40 patients wore the patch.", "uncontrolled"),
        ("The single-arm study gave 120 patients the new drug.", "uncontrolled"),
        ("There was no control group in the study of 70 runners.", "uncontrolled"),
        ("Researchers tested 30 volunteers before the course and after it.", "uncontrolled"),
        ("The study was a before-and-after comparison on one ward.", "uncontrolled"),
        ("Every patient received the laser treatment in the study.", "uncontrolled"),
        ("A systematic review pooled 14 trials.", "review"),
        ("A meta-analysis of randomised trials found no benefit.", "review"),
        ("A case report tells of a man whose hiccups stopped.", "case-report"),
        (
            "A study of 300 adults found a link with sleep; those who slept less were more likely to snore.",
            "observational",
        ),
    ],
)
def test_the_design_of_a_study(setup: Setup, text: str, design: str) -> None:
    assert only(setup, text).design == design


@pytest.mark.parametrize(
    "text",
    [
        "A randomised trial is needed.",
        "Only a randomised trial could tell.",
        "Keep a copy of your medical records.",
        "The rash was followed by a fever in 3 patients.",
        "Each participant followed one of three diets.",
        "Errors occur randomly when cells divide.",
        "The drug can cause uncontrolled movements.",
    ],
)
def test_what_names_no_design(setup: Setup, text: str) -> None:
    assert only(setup, text).design == "unknown"


@pytest.mark.parametrize(
    ("text", "controlled", "blinded"),
    [
        ("In a placebo-controlled trial, 90 women took the tablet.", "yes", "yes"),
        ("The 60 patients in the control group did no exercises.", "yes", "unknown"),
        ("There was no placebo group in the study.", "no", "unknown"),
        ("In an open-label trial, 40 men took the drug.", "unknown", "no"),
        ("Both the women and the midwives knew who was given the bath in the trial.", "unknown", "no"),
        ("Neither the patients nor the nurses knew who got the drug in the trial.", "yes", "yes"),
    ],
)
def test_comparison_and_blinding(setup: Setup, text: str, controlled: str, blinded: str) -> None:
    study = only(setup, text)
    assert (study.controlled, study.blinded) == (controlled, blinded)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Twelve volunteers slept better.", 12),
        ("Nine of 14 runners recovered faster with the gel.", 14),
        ("Seven of the eleven treated children learned to sit in the trial.", 11),
        ("A trial of 31 people with tinnitus was stopped.", 31),
        ("A 24-person study tested the splint.", 24),
        ("The trial compared 30 adults on the drug and 32 adults on placebo.", 62),
        ("Of 90 patients, 45 patients got the drug and 45 patients did not.", 90),
        ("In the study, 5,210 women aged 40 to 65 took 50 mg a day for 12 weeks.", 5210),
        ("The sample size was 44.", 44),
        ("The trial with 24 flight attendants tested light glasses.", 24),
        ("A hundred and sixty women took part in the trial.", 160),
        ("Sixteen hundred swimmers took part in the study.", 1600),
        ("Two dozen volunteers drank the tea.", 24),
        ("In the trial, 20 dentists who took part wore the splint.", 20),
        ("Of the 26 patients who dropped out of the trial, most had moved.", None),
        ("The trial lasted 12 weeks and used 40 mg.", None),
        ("About 1 in 10 people in the study had a rash.", None),
        ("The 2019 survey asked people aged 40 and over.", None),
        ("The study spanned 12 clinics where patients wait for hours.", None),
        ("In the trial, 30 per cent of patients felt better.", None),
        ("Some 10 to 20 people a year took part in the survey.", None),
        ("Stage 3 lung cancer patients took part in the study.", None),
    ],
)
def test_how_many_took_part(setup: Setup, text: str, n: int | None) -> None:
    assert only(setup, text).n == n


@pytest.mark.parametrize(
    ("text", "reviewed"),
    [
        ("The trial of 90 men was published in The Lancet.", "yes"),
        ("The trial of 90 men (doi:10.1000/xyz123) found less pain.", "yes"),
        ("The study of 90 men was posted as a preprint.", "no"),
        ("The trial of 90 men has not been peer reviewed.", "no"),
        ("The trial of 90 men ended in May.", "unknown"),
    ],
)
def test_whether_other_experts_have_checked_it(setup: Setup, text: str, reviewed: str) -> None:
    assert only(setup, text).peer_reviewed == reviewed


def test_a_design_that_is_named_goes_before_one_that_is_only_described(setup: Setup) -> None:
    study = only(setup, "Doctors followed 200 patients for a year. The trial was randomised.")
    assert (study.design, study.design_grade) == ("randomised", 3)


def test_the_way_of_telling_hints_at_a_design_and_never_names_it(setup: Setup) -> None:
    study = only(setup, "A study of 300 adults linked tea to sleep. Snoring was rarer at a high intake of it.")
    assert (study.design, study.design_grade) == ("observational", 1)


@pytest.mark.parametrize(
    ("text", "design"),
    [
        (
            "In a study of 300 clerks, those who walked to work took fewer sick days than those who drove.",
            "observational",
        ),
        ("The study compared 700 people who garden with 700 neighbours.", "observational"),
        ("In a study of 300 clerks, those who had been given a bicycle took fewer sick days.", "unknown"),
        ("In the records of 8,000 patients, the operations of the morning went better.", "observational"),
    ],
)
def test_people_who_differ_in_what_they_do_are_told_apart_from_those_who_were_given_something(
    setup: Setup, text: str, design: str
) -> None:
    assert only(setup, text).design == design
