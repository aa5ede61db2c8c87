"""How old a dated fact is."""

from __future__ import annotations

from datetime import date

_MONTH = len("2020-03")


def months_since(day: str, today: date) -> int:
    """Whole months from an ISO date, or from the first day of an ISO month ("2020-03"), to today.

    A source that names the month alone is taken as old as it can be. Raises ValueError for any other text.
    """
    then = date.fromisoformat(f"{day}-01" if len(day) == _MONTH else day)
    return (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)
