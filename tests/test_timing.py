"""The ruler of the timing tests."""

from timing import is_linear


def test_linear_work_is_told_from_quadratic() -> None:
    assert is_linear(lambda size: sum(range(size)), 100_000)
    assert not is_linear(lambda size: sum(sum(range(size)) for _ in range(size)), 500)
