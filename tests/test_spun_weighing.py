"""What odd words say of their whole text, and how much each is worth."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint_spun.trees import LEAF_SCALE
from medlint_spun.weighing import KNOTS, LEAST, SPARE, STEP, Odd, best_scores, discount, reckon_rate, worth_of
from spun.worth import count_scores, fit_worth, scale_worth

RISING = list(range(0, KNOTS * 100, 100))
PLACES = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 20), st.integers(-9000, 30000), st.integers(0, 9000)), max_size=30
)


def places(steps: list[tuple[int, int, int, int]]) -> list[Odd]:
    """Places in order, so many tokens apart."""
    at, found = 0, []
    for apart, word, score, off in steps:
        at += apart
        found.append(Odd(at, word, score, off))
    return found


def test_a_word_that_a_text_keeps_saying_loses_the_logarithm_of_how_often() -> None:
    one, two = discount([Odd(3, 7, 9000, 5), Odd(9, 8, 9000, 5)], [7, 8, 8, 8, 8, 1])
    assert one == Odd(3, 7, 9000, 5)
    assert two == Odd(9, 8, 9000 - round(LEAF_SCALE * 1.3862944), 5)


def test_of_two_neighbours_the_better_counts_and_half_the_surroundings_are_taken_off() -> None:
    found = [Odd(3, 10, 9000, 400), Odd(4, 11, 12000, 0), Odd(9, 10, 5000, 800), Odd(12, 13, -9000, 0)]
    assert best_scores(found) == [12000, 4600, -9000]


@given(PLACES)
def test_every_word_counts_once_at_most_and_the_best_place_always(steps: list[tuple[int, int, int, int]]) -> None:
    odd = places(steps)
    best = best_scores(odd)
    assert len(best) <= len({one.word for one in odd})
    assert max(best, default=0) == max((one.score - one.off // 2 for one in odd), default=0)


@given(st.integers(-99999, 99999), st.integers(0, 9999))
def test_a_higher_score_is_never_worth_less(score: int, more: int) -> None:
    assert RISING[0] <= worth_of(score, RISING) <= worth_of(score + more, RISING) <= RISING[-1]


def test_between_the_steps_the_worth_is_interpolated() -> None:
    assert [worth_of(LEAST + n * STEP, RISING) for n in range(KNOTS - 1)] == RISING[:-1]
    assert worth_of(LEAST + 2 * STEP + STEP // 2, RISING) == 250


@given(PLACES, st.integers(0, 500))
def test_the_rate_is_shared_by_the_words_and_never_below_nothing(
    steps: list[tuple[int, int, int, int]], words: int
) -> None:
    odd = places(steps)
    rate = reckon_rate(odd, words, RISING)
    assert rate >= reckon_rate(odd, words + SPARE, RISING) >= 0
    assert reckon_rate(odd, words, [-one for one in RISING]) == 0


def test_what_is_fitted_rises_with_the_score_and_tells_spun_texts() -> None:
    rng = np.random.default_rng(3)
    spun = np.repeat([0.0, 1.0], 150)
    scores = [(rng.normal(2.0 * s, 1.0, 12) * LEAF_SCALE).astype(int).tolist() for s in spun]
    counts = np.array([count_scores(one, 80) for one in scores])
    worth = fit_worth(counts, spun)
    assert all(low <= high for low, high in pairwise(worth))
    rates = counts @ worth
    assert rates[spun == 1].min() > rates[spun == 0].max()
    assert fit_worth(counts, spun).tolist() == worth.tolist()


def test_a_text_at_the_bar_has_the_rate_that_is_wanted() -> None:
    scores = [LEAST + n * STEP for n in (4, 9, 11)]
    values = np.linspace(0.0, 5.0, KNOTS)
    bar = float(count_scores(scores, 90) @ values)
    odd = [Odd(5 * n, n, score, 0) for n, score in enumerate(scores)]
    assert reckon_rate(odd, 90, scale_worth(values, bar, 100)) == pytest.approx(100, abs=1)
