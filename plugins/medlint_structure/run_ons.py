"""Two small words that lost the space between them: "breathingand", "medicationthat"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from medlint.api import lazy_pattern

from .faults import Fault

_ENDINGS = ("ing", "tion", "ness", "ment", "ity", "ies")
_SECOND = ("and", "of", "the", "that", "with", "which", "within", "from", "for", "to", "was", "were", "because")
_RUNS = tuple("".join(pair) for pair in product(_ENDINGS, _SECOND))
"""Letters that stand side by side in no English word."""
_LAST = frozenset(run[-3:] for run in _RUNS)
_RUN = lazy_pattern(
    rf"(?<![\w./@#-])[A-Za-z][a-z]{{2,}}(?:{'|'.join(_ENDINGS)})(?P<second>{'|'.join(_SECOND)})(?=[ ,.])"
)


def find_run_ons(text: str, words: Iterable[str]) -> Iterator[Fault]:
    """The faults of a text, in order; the space can be set back, but only a reader knows what the words were.

    `words` are the long words of the text, in small letters.
    """
    if not any(word.endswith(_RUNS) for word in words if word[-3:] in _LAST):
        return
    for match in _RUN.finditer(text):
        yield Fault(
            match.start(), match.end(), "two words run together, a small one last", (match.start("second"),), safe=False
        )
