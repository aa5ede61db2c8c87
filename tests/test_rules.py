"""Every example of every rule file, as its author wrote it down."""

import pytest

from medlint.rulebook import layer_faults
from medlint.testing import open_setup, run_examples

SETUP = open_setup()
RESULTS = [
    pytest.param(result, id=f"{result.rule}-{result.kind}-{result.number}") for result in run_examples(setup=SETUP)
]


def test_every_rule_file_loads():
    assert [str(error) for error in SETUP.rulebook.errors] == []
    assert SETUP.host.failures == ()
    assert layer_faults(SETUP.rulebook, SETUP.host.layers) == {}


@pytest.mark.parametrize("result", RESULTS)
def test_an_example_gives_exactly_what_it_says(result):
    assert result.passed, str(result)
