"""Quotations in prose whose marks are straight, curly, misplaced or missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint.layers.quotations import find_quotations
from timing import is_linear

# Text, then what stands inside each quotation.
CASES = [
    ("No quotation here.", []),
    ("", []),
    ("   ", []),
    ('"It works," he said.', ["It works,"]),
    ('He said, "It works."', ["It works."]),
    ('He said "it works" twice.', ["it works"]),
    ('"One," he said. "Two."', ["One,", "Two."]),
    ('"One", he said, "two".', ["One", "two"]),
    ("“It works,” he said.", ["It works,"]),
    ("He said, “It works.” She said, “It fails.”", ["It works.", "It fails."]),
    ("“It works“ he said.", ["It works"]),
    ("”It works” he said.", ["It works"]),
    ("„It works“ he said.", ["It works"]),
    ("„It works” he said.", ["It works"]),
    ("«It works» he said.", ["It works"]),
    ("« It works » he said.", ["It works"]),
    ("»It works« he said.", ["It works"]),
    ('He said "it works”.', ["it works"]),
    ('He said “it works".', ["it works"]),
    # wrongly placed marks
    ('He says," yet it works." And so on.', ["yet it works."]),
    ('Dr. Ray states," but we think it helps those who wait." And so on.', ["but we think it helps those who wait."]),
    ('"It helps some," Ray states," yet not all." And Ray adds: "We go on." End.',
     ["It helps some,", "yet not all.", "We go on."]),
    ('"It works, "she said, "and it lasts."', ["It works,", "and it lasts."]),
    ('She said "it works ".', ["it works"]),
    ('She said " it works".', ["it works"]),
    ('She said " it works " twice.', ["it works"]),
    ('We asked.“It works,”he said.', ["It works,"]),
    # two single marks for a double one
    ("“It works,’’ he said.", ["It works,"]),
    ("''It works,'' he said.", ["It works,"]),
    ("‘‘It works,’’ he said.", ["It works,"]),
    # unbalanced marks
    ('"We begin here and go on.', ["We begin here and go on."]),
    ('  "We begin here and go on. ', ["We begin here and go on."]),
    ("“We begin here and go on.", ["We begin here and go on."]),
    ('She said "we begin and go on.', []),
    ("She said “we begin and go on.", []),
    ('It works," he said.', []),
    ("It works,” he said.", []),
    ('It works." And then "it broke" again.', ["it broke"]),
    ("It works.” And then “it broke” again.", ["it broke"]),
    ('"We think. He said "it works."', ["it works."]),
    ("“We tried. He said “it works.” So.", ["it works."]),
    ("“We tried,” he said. “And failed.", ["We tried,"]),
    ('A lone " mark.', []),
    ('"', []),
    ('""', []),
    ('He said "" and left.', []),
    ('He said " " and left.', []),
    # brackets, dashes, other neighbours
    ('It is ("quoted") here.', ["quoted"]),
    ('It is ["quoted"] here.', ["quoted"]),
    ('He said—"it works"—and left.', ["it works"]),
    ('He said-"it works"-and left.', ["it works"]),
    ('A "so-called" cure/"remedy" sells.', ["so-called", "remedy"]),
    ('He said:"it works".', ["it works"]),
    ('The "1990s" cure.', ["1990s"]),
    ('The "cure"[3] sells.', ["cure"]),
    ('"...and it works," he said.', ["...and it works,"]),
    ('"$5 a pill," he said.', ["$5 a pill,"]),
    ('"\'It works\' is wrong," he said.', ["'It works' is wrong,"]),
    # inches
    ('A 5" tall doll.', []),
    ('He is 6\'2" and she is 5\'4".', []),
    ('A 6′2" man.', []),
    ('A 5" x 7" card.', []),
    ('A 12" pipe.', []),
    ('A 12" pipe said "it works" to a 3" screw.', ["it works"]),
    ('"He is 5" tall," she said.', ['He is 5" tall,']),
    ('"He is 6\'2" now," she said.', ['He is 6\'2" now,']),
    ('"He has a 12" scar," she said.', ['He has a 12" scar,']),
    ('She was "aged 5" and he "aged 6" then.', ["aged 5", "aged 6"]),
    # single curly marks
    ("He called it ‘a very good thing to do’ here.", ["a very good thing to do"]),
    ("He called it ‘safe’ here.", []),
    ("He called it ‘safe and sound’ here.", []),
    ("‘We asked the patients’ own doctors,’ he said.", ["We asked the patients’ own doctors,"]),
    ("‘We don’t know what it’s for,’ he said.", ["We don’t know what it’s for,"]),
    ("The patients’ and the doctors’ views differ a lot.", []),
    ("‘We asked and then we waited.", []),
    ("The ‘80s weren’t kind to the patients.", []),
    ("Rock ‘n’ roll for the heart.", []),
    ("‘One two three four’ and ‘five six seven eight’.", ["One two three four", "five six seven eight"]),
    # nesting
    ("He said, “She told me ‘it was all in my head’ and left.”", ["She told me ‘it was all in my head’ and left."]),
    ("‘She told me “it was nothing” and left,’ he said.", ["She told me “it was nothing” and left,"]),
    ("He said, “She told me, “It was all in my head,” and left.”", ["She told me, “It was all in my head,” and left."]),
    ("“She says “no” and “never” to it,” he said.", ["She says “no” and “never” to it,"]),
    ("«It says «no» and goes», he said.", ["It says «no» and goes"]),
    ("“One begins “here” and runs on.", ["here"]),
    ("“‘No,’ I said.”", ["‘No,’ I said."]),
    ("\"I said, 'No, we will not.'\"", ["I said, 'No, we will not.'"]),
    # straight single marks
    ("'We waited nine weeks for the scan,' says Ines Roth.", ["We waited nine weeks for the scan,"]),
    ("She said: 'We waited nine weeks.' Then she left.", ["We waited nine weeks."]),
    ("'It's the patients' own choice, isn't it?' he said.", ["It's the patients' own choice, isn't it?"]),
    ("The patients' and the doctors' views differ a lot.", []),
    ("The '90s weren't kind, and rock 'n' roll was loud.", []),
    ("He called it 'Good' and 'Bad', as one does.", []),
    ("''It works for most of them,'' he said.", ["It works for most of them,"]),
    ("``It works for most of them,'' he said.", ["It works for most of them,"]),
    # several side by side
    ("“It works,” “it lasts,” and “it is cheap.”", ["It works,", "it lasts,", "it is cheap."]),
    ("He asked: \"Does it work?\" \"No.\"", ["Does it work?", "No."]),
    ("“It works,“ he said. “It fails,“ she said.", ["It works,", "It fails,"]),
    ("“It works.”1 So he said.", ["It works."]),
    ('A \ufffc said "see \ufffc" twice.', ["see \ufffc"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "inner"), CASES)
def test_labelled_case(text: str, inner: list[str]) -> None:
    assert [text[start:end] for _, _, start, end in find_quotations(text)] == inner


def test_there_are_enough_labelled_cases() -> None:
    assert len(CASES) >= 60


def test_the_span_takes_in_the_marks() -> None:
    assert find_quotations('He said "it works" twice.') == [(8, 18, 9, 17)]


def test_an_unclosed_quotation_ends_with_the_text() -> None:
    assert find_quotations('"We go on. ') == [(0, 10, 1, 10)]


PIECES = st.sampled_from(
    ['"', "“", "”", "«", "»", "„", "‘", "’", "''", "’’", " ", "a", "it works", "5", "'", ".", ",", "(", ")", "—", "x"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_quotations_are_ordered_disjoint_and_not_empty(text: str) -> None:
    reached = 0
    for start, end, inner_start, inner_end in find_quotations(text):
        assert reached <= start < inner_start < inner_end <= end <= len(text)
        assert text[inner_start:inner_end] == text[inner_start:inner_end].strip()
        reached = end


@given(st.lists(st.text(alphabet="abc ,", min_size=1, max_size=9).map(lambda words: f"x{words}y"), max_size=8))
def test_balanced_quotations_are_all_found(words: list[str]) -> None:
    for opening, closing in ('""', "“”", "«»"):
        text = " and ".join(f"{opening}{each}{closing}" for each in words)
        assert [text[start:end] for _, _, start, end in find_quotations(text)] == words


@pytest.mark.parametrize(
    "unit", ['"', ' "', '" ', "“", "”", "‘", "’", "‘a ", "’ ", '5"', "'5\"", '"a', "‘a b c d’", "« "]
)
def test_time_is_linear_on_hostile_input(unit: str) -> None:
    assert is_linear(lambda size: find_quotations((unit * size)[:size]), 25_000)
