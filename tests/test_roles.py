"""The layer `roles`: what a sentence is there for, in words that no list holds."""

from pathlib import Path

import pytest

from medlint.api import limit_topic, limits_told, role_score
from medlint.layers.roles import LIMIT, TOPICS, role_scores
from medlint.layers.sentences import sentences
from medlint.models.role_weights import SCALE, role_weights, tokens
from medlint.testing import open_setup
from pack_roles import TABLES, TARGET, features_of, pack, read_table
from readings import read


@pytest.fixture(scope="module")
def document():
    setup = open_setup()
    return lambda text: read(setup, text)


CLAIMS = (
    "Families who rub it in every night will see their children sleep again.",
    "People with gout can leave their pills in the drawer and eat cherries.",
    "So swap your second coffee for beetroot juice, and your arteries will thank you.",
    "For patients with heart failure, that means fewer nights in hospital.",
)
LIMITS = (
    ("None of this has been tried in people, and mice are not men.", "species"),
    ("They had one tablet on one morning, so nobody can say what a month of them would do.", "dose"),
    ("Nobody was followed for longer than six weeks, and the effect may well wear off.", "time"),
    ("With only eleven volunteers, the difference could easily be chance.", "number"),
    ("People who cycle also smoke less, so the bicycle may have nothing to do with it.", "cause"),
    ("Without a control group, nobody can tell whether they would have got better anyway.", "control"),
    ("Heart attacks were not counted, only the cholesterol in the blood.", "outcome"),
    ("All of them were men under thirty, and women may respond differently.", "group"),
    ("The paper has not been reviewed by other scientists yet.", "review"),
)
NEITHER = (
    "The rats were given the powder in their drinking water for twelve weeks.",
    "The clinic is closed on Wednesdays, and parking is free behind the chemist.",
    "Asthma affects about one child in ten in Norway.",
)


@pytest.mark.parametrize("text", CLAIMS)
def test_claims_for_people_score_above_what_is_told_of_a_study(text, document):
    assert role_score(document(text), 0, "applies") > 0


@pytest.mark.parametrize(("text", "topic"), LIMITS)
def test_limits_are_told_with_their_topic(text, topic, document):
    assert limit_topic(document(text), 0) == topic


@pytest.mark.parametrize("text", NEITHER)
def test_method_background_and_practical_matter_are_neither(text, document):
    scores = role_scores(document(text), 0)
    assert scores["applies"] < 0
    assert scores["limit"] < LIMIT


def test_a_story_scores_as_one(document):
    text = "My sister could hardly walk, but after the third visit she danced at my wedding."
    assert role_score(document(text), 0, "story") > 0


def test_limits_of_a_span_are_those_that_begin_in_it(document):
    text = f"{LIMITS[0][0]} {NEITHER[0]} {LIMITS[3][0]}"
    read = document(text)
    first, _, last = sentences(read)
    assert list(limits_told(read, 0, len(text))) == [first, last]
    assert list(limits_told(read, 1, last.start)) == []
    assert list(limits_told(read, 0, len(text), frozenset({"number"}))) == [last]


def test_an_empty_text_has_no_roles(document):
    assert role_scores(document(""), 0) == {}
    assert limit_topic(document(""), 0) == ""


LABELLED = Path(__file__).parents[1] / "docs" / "labels" / "roles" / "pairs.tsv"
WEIGHTS, CLASSES = (read_table(TABLES / name) for name in ("sentence-roles.tsv", "word-classes.tsv"))


def spelt_out(sentence):
    """The scores of a sentence by the tables themselves."""
    sums = [int(bias) for bias in WEIGHTS["bias"].split("\t")]
    for feature in set(features_of(sentence, CLASSES)) & WEIGHTS.keys():
        weights = WEIGHTS[feature].split("\t")
        sums = [total + int(weight or 0) for total, weight in zip(sums, weights, strict=True)]
    return {role: total / SCALE for role, total in zip(WEIGHTS["role"].split("\t"), sums, strict=True)}


def test_the_weights_fit_the_code():
    assert {"applies", "limit", "result", "story"} | TOPICS == set(role_weights().roles)
    assert len(role_weights().biases) == len(role_weights().roles)


def test_the_packed_table_is_made_of_the_tables():
    assert TARGET.read_bytes() == pack(WEIGHTS, CLASSES)


def test_a_sentence_scores_what_the_tables_say():
    labelled = [line.split("\t")[2] for line in LABELLED.read_text("utf-8").splitlines()[::9]]
    odd = [
        "",
        " ",
        "\u00e9",
        "Zzyx qqq",
        "Zzyx.",
        "role bias",
        "<s> </s>",
        "A a a",
        "5 5.",
        "It'll \u2014 'be' \u201cso\u201d",
    ]
    for sentence in (*labelled, *odd):
        assert role_weights().scores(sentence) == spelt_out(sentence), sentence


def test_two_words_of_one_checksum_are_refused():
    first, second = "plumless", "buckeroo"  # both have the CRC-32 4ddb0c25
    with pytest.raises(ValueError, match="the same CRC-32"):
        pack({"role": "a", "bias": "1"}, {first: "1\t1", second: "2\t1"})


def test_the_table_stays_small():
    assert TARGET.stat().st_size <= 1_200_000


def test_numbers_marks_and_quotes_are_read_alike():
    assert tokens("In 2019, 40% \u201cfelt\u201d Anna\u2019s pain") == [
        "in", "#", ",", "#", "%", '"', "felt", '"', "anna's", "pain",
    ]  # fmt: skip
    assert list(features_of("Mice ran", {"mice": "3\t1"}))[:3] == ["f mice", "F 3", "w mice"]
