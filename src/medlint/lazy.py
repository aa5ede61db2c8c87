"""Regular expressions that are compiled when they are first used: most runs need few of them, and each costs time."""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast

from medlint.patterns import store


class _LazyPattern(Generic[AnyStr]):
    """Stands in for a compiled expression; what is asked of it once is remembered, so that it costs nothing later."""

    def __init__(self, text: AnyStr, flags: int) -> None:
        self._source: tuple[AnyStr, int] = (text, flags)
        self._pattern: re.Pattern[Any] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._pattern is None:
            text, flags = self._source
            self._pattern = store().pattern(text, flags) if isinstance(text, str) else re.compile(text, flags)
        value = getattr(self._pattern, name)
        self.__dict__[name] = value
        return value


def lazy_pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """An expression as `re.compile` gives it, compiled on first use; what is wrong with it shows only then."""
    return cast("re.Pattern[AnyStr]", _LazyPattern(text, flags))
