"""Every lazy expression of the house compiles: a slip in one would otherwise show only where it is first used."""

import importlib
import pkgutil
import re

import pytest

import medlint
from medlint.host import FIRST_PARTY
from medlint.lazy import _LazyPattern, lazy_pattern

MODULES = [
    module.name
    for package in (medlint, *map(importlib.import_module, FIRST_PARTY))
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_every_lazy_expression_compiles(name):
    values = vars(importlib.import_module(name)).values()
    for value in values:
        if isinstance(value, _LazyPattern):
            assert isinstance(re.compile(*value._source), re.Pattern)


def test_it_behaves_like_a_compiled_expression():
    expression = lazy_pattern(r"(?P<word>\w+)!", re.IGNORECASE)
    assert expression.findall("Oh! No!") == ["Oh", "No"]
    assert expression.sub("x", "Oh! No") == "x No"
    assert expression.flags & re.IGNORECASE
    assert [match["word"] for match in expression.finditer("a! b!")] == ["a", "b"]
    assert lazy_pattern(rb"\d").search(b"a1")[0] == b"1"
    with pytest.raises(re.error):
        lazy_pattern("(").search("x")
