"""Layer `caveats`: a limit is credited however it is put, and a hedge never is."""

from __future__ import annotations

import pytest

from medlint.document import Context, Document
from medlint.layers.caveats import caveats
from medlint.testing import Setup, open_setup


@pytest.fixture(scope="module")
def setup() -> Setup:
    return open_setup()


def kinds(setup: Setup, text: str) -> set[str]:
    reader = setup.host.reader_for("", "markdown")
    prose = reader.read(text, ".md")
    document = Document(
        path="a.md",
        format="markdown",
        source=text,
        prose=prose,
        knowledge=setup.knowledge,
        context=Context(setup.today),
    )
    for caveat in caveats(document):
        assert 0 <= caveat.start < caveat.end <= len(document.prose)
    return {caveat.kind for caveat in caveats(document)}


MICE = "The drug was given to mice. "


@pytest.mark.parametrize(
    "text",
    [
        "It may not apply to people.",
        "It has not been tested in humans.",
        "Trials in people have not started.",
        "Human trials are still needed.",
        "Whether it would help people is unknown.",
        "It is too early to say whether the drug would help patients.",
        "Mice are not people.",
        "Most results in mice do not hold up in people.",
        "One drawback is that the work was done in mice.",
        "So far it has been tried only in mice.",
        "Findings in animals seldom survive the trip to the clinic.",
        "It is a long way from a mouse to a child.",
        "The dose would equal 40 cups a day for a man, the mice got so much.",
        "What protects a mouse can leave a human cold.",
        "Nobody has tried it in children.",
        "The evidence stops at mice.",
        "The main care is that stressed mice are quite much from folks like human patients.",
        "It is going to be hard to confirm these findings in human beings.",
        "A mouse heart beats ten times faster than ours.",
        "The team will first have to repeat the experiment in volunteers.",
        "What works in mice often fails in patients.",
        "There is no guarantee that it will work the same way in people.",
    ],
)
def test_limits_of_species(setup: Setup, text: str) -> None:
    assert "species" in kinds(setup, MICE + text)


@pytest.mark.parametrize(
    "text",
    [
        "It may help people with dementia.",
        "The promising drug could soon reach patients.",
        "These preliminary results suggest a benefit for people.",
        "People who do not respond to tablets will benefit.",
        "Patients will no longer need injections.",
        "What we do not know is how it works.",
        "We do not know its price.",
    ],
)
def test_a_hedge_is_no_limit(setup: Setup, text: str) -> None:
    assert kinds(setup, MICE + text) == set()


def test_a_limit_of_species_leans_on_animals_or_cells(setup: Setup) -> None:
    assert kinds(setup, "Whether the diet would help people is unknown.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "The study tested only one dose; patients usually have several.",
        "One caution is that they looked at just a solitary dosage, as opposed to several dosages.",
        "The main limitation is that a single infusion was given.",
        "The trial was of one session, so repeated sessions might not do the same.",
        "A single dose was given. Repeated doses have not been studied.",
        "After a single session, pain fell. It is not known what regular sessions would do.",
        "The trial stopped after a single application.",
        "A single session was held. One session tells us nothing about many.",
        "They were given one dose. Further trials of repeated dosing are needed.",
        "They had one dose. Does the effect last if it is taken daily? The study cannot say.",
    ],
)
def test_limits_of_doses(setup: Setup, text: str) -> None:
    assert "doses" in kinds(setup, text)


@pytest.mark.parametrize(
    "text",
    [
        "It took just one infusion to lift their mood.",
        "One session may be enough, and it could keep pain away.",
        "A single dose looks promising, so a course should help.",
    ],
)
def test_praise_of_one_dose_is_no_limit(setup: Setup, text: str) -> None:
    assert "doses" not in kinds(setup, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The study was small.", "sample"),
        ("Only 22 people took part, which is too few to be sure.", "sample"),
        ("There was no placebo group.", "control"),
        ("The findings have not been peer reviewed.", "peer-review"),
        ("It is not known whether the benefit lasts.", "follow-up"),
        ("It cannot prove cause and effect.", "cause"),
        ("The research is purely observational.", "design"),
    ],
)
def test_limits_that_stand_in_one_phrase(setup: Setup, text: str, kind: str) -> None:
    assert kind in kinds(setup, text)
