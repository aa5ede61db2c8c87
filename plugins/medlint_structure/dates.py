"""Dates as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from medlint.api import lazy_pattern

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_FORMS = (
    lazy_pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<number>[01]?\d)(?:[-/.](?P<day>[0-3]?\d))?(?!\d)"),
    lazy_pattern(rf"(?<!\d){_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}", re.IGNORECASE),
    lazy_pattern(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE),
    lazy_pattern(rf"\b{_MONTH},?\s+{_YEAR}", re.IGNORECASE),
    lazy_pattern(rf"(?<!\d)(?P<first>[0-3]?\d)[./](?P<second>[0-3]?\d)[./]{_YEAR}"),
)
_BARE_YEAR = lazy_pattern(rf"(?<![\d.]){_YEAR}")


def find_dates(text: str, *, years: bool = True) -> Iterator[tuple[date, int, int]]:
    """The dates of a short text with their spans, each the last day that it can mean.

    "March 2016" is its last day, 3/4/2016 the later of its two readings, and a year by itself (only with `years`) its
    last day. What is no date (31 June) is left out.
    """
    taken: list[tuple[int, int]] = []
    for form in (*_FORMS, _BARE_YEAR):
        if form is _BARE_YEAR and (taken or not years):
            return
        for match in form.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            day = _latest(match.groupdict())
            if day is not None:
                yield day, start, end


def _latest(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        days = [day for day in (_date(year, first, second), _date(year, second, first)) if day]
        return max(days, default=None)
    month = parts.get("month")
    if not month and not parts.get("number"):
        return _date(year, len(_MONTHS), 31)
    number = _MONTHS.index(month[:3].lower()) + 1 if month else int(parts.get("number") or 0)
    given = parts.get("day")
    return _date(year, number, int(given)) if given else _last_of_month(year, number)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_of_month(year: int, month: int) -> date | None:
    following = _date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1) if following and 1 <= month <= len(_MONTHS) else None
