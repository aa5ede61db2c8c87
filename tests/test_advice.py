"""Advice and limits of studies, as the layer `claims` tells them, by mechanism. All sentences are invented."""

from __future__ import annotations

import pytest

from medlint.layers.claims import claims
from medlint.testing import Setup, open_setup
from readings import read

STRONG = [
    "Patients with gout should drink more water.",
    "Everyone over fifty must have an eye test.",
    "We recommend a second scan after six weeks.",
    "Hand washing is essential to stop the spread.",
    "Close monitoring is needed in pregnancy.",
    "There is an urgent need for better wound care.",
    "The findings highlight the need for earlier screening.",
    "Doctors need to ask about alcohol.",
    "Early surgery is recommended for these children.",
    "Antibiotics are not recommended for colds.",
    "Caution is required in people with kidney disease.",
    "Women should be tested for anaemia.",
    "Clinicians ought to weigh the harms.",
    "Ask your doctor before you stop the tablets.",
    "Do not share your inhaler.",
    "Avoid grapefruit while taking this drug.",
    "Talk to a pharmacist first.",
    "Advice: take the capsules with food.",
    "Nurses should check the wound to determine whether it heals.",
]
WEAK = [
    "Yoga may be a useful option for back pain.",
    "Telephone visits could be offered to frail patients.",
    "The patch is a promising treatment for nerve pain.",
    "Nasal sprays are a safe alternative to tablets.",
    "These data support the use of compression stockings.",
    "The score can be used to guide discharge.",
    "Home dialysis might be considered in younger patients.",
    "A shorter course may be needed in children.",
    "The splint is a feasible and cheap option.",
    "The results underline the importance of regular meals.",
    "Screening may be recommended for brothers and sisters.",
    "The test has implications for practice.",
    "The gel is effective and safe for facial scars.",
    "Most falls were at night, and grab rails are a useful option.",
]
NO_ADVICE = [
    "Further studies are needed to confirm this.",
    "Larger trials should be done before the pill is used.",
    "Future research should explore the effect in women.",
    "The mechanism should be investigated.",
    "More research is needed on sleep.",
    "It should be noted that two patients moved away.",
    "The results should be interpreted with care.",
    "Should children take iron?",
    "A second dose was needed in four patients.",
    "The clinic opens at nine.",
    "Sleep improved after eight weeks.",
    "The recommended daily intake was reached by half of them.",
    "Forty people took part.",
    "The diet did not meet their needs.",
    "Parents do not have to stay.",
    "Heat is suggested to lower the pain.",
    "It remains open whether the gel is a useful option.",
    "The scan found women who may benefit from surgery.",
    "Further insights into the mechanism are needed.",
    "The result must be weighed against the small sample.",
    "Use of the pool fell.",
    "She is a leading advocate for midwives.",
    "Blood pressure was lower in the tea drinkers.",
]
LIMITS = [
    "Our study was limited by recall bias.",
    "First, the sample was small.",
    "Second, we had no information on diet.",
    "Finally, all of the patients came from one region.",
    "Residual confounding cannot be excluded.",
    "This was a single-centre study.",
    "We did not collect data on smoking.",
    "The findings may not be generalisable to children.",
    "We were unable to follow the men for longer.",
    "Diet was self-reported, so errors are likely.",
    "A limitation is that nobody was blinded.",
    "The study was underpowered to detect rare harms.",
    "Causality cannot be established from a survey.",
    "However, the small sample size may have affected our results.",
    "Pain was not measured after discharge.",
]
NO_LIMITS = [
    "Ginger reduces nausea.",
    "The trial enrolled 400 people in twelve hospitals.",
    "Blood pressure fell by 8 points.",
    "A strength of our study is its size.",
    "Forty people took part.",
    "The tablets are taken twice a day.",
    "Walking was associated with better sleep.",
    "Second opinions are free of charge.",
    "The first patient was treated in May.",
    "Future studies will look at children.",
    "Signs are weakness and a dry mouth.",
    "These cells are unable to fight germs.",
]


@pytest.fixture(scope="module")
def setup() -> Setup:
    return open_setup()


def advice(setup: Setup, text: str) -> str:
    return claims(read(setup, text))[0].advice


@pytest.mark.parametrize("text", STRONG)
def test_strong(setup: Setup, text: str) -> None:
    assert advice(setup, text) == "strong"


@pytest.mark.parametrize("text", WEAK)
def test_weak(setup: Setup, text: str) -> None:
    assert advice(setup, text) == "weak"


@pytest.mark.parametrize("text", NO_ADVICE)
def test_none(setup: Setup, text: str) -> None:
    assert advice(setup, text) == "none"


@pytest.mark.parametrize("text", LIMITS)
def test_limits(setup: Setup, text: str) -> None:
    assert claims(read(setup, text))[0].limitation


@pytest.mark.parametrize("text", NO_LIMITS)
def test_no_limits(setup: Setup, text: str) -> None:
    assert not claims(read(setup, text))[0].limitation


@pytest.mark.parametrize("text", STRONG[:12])
def test_a_heading_without_a_stop_advises_as_the_sentence_does(setup: Setup, text: str) -> None:
    assert advice(setup, f"## {text.rstrip('.')}\n") == "strong"


@pytest.mark.parametrize("text", STRONG[:12])
def test_a_question_advises_nothing(setup: Setup, text: str) -> None:
    assert advice(setup, f"{text.rstrip('.')}?") == "none"


def test_advice_is_none_of_the_strength(setup: Setup) -> None:
    found = claims(read(setup, "Patients with gout should see a nurse."))[0]
    assert (found.advice, found.strength) == ("strong", "none")
