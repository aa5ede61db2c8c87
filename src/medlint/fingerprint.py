"""A name for a finding that survives edits elsewhere: rule, quoted words and their neighbours, never line numbers."""

from __future__ import annotations

import re
from itertools import islice

_WORD = re.compile(r"\w+")
NEIGHBOURS = 3
"""How many words on either side go into the fingerprint: enough to tell two short quotes apart (an estimate)."""


def fingerprint(rule: str, prose: str, block: tuple[int, int], span: tuple[int, int]) -> str:
    """16 hexadecimal digits from the rule id, the words of prose[span] and their neighbours inside the block's span."""
    before = _last_words(prose, block[0], span[0])
    after = [word[0] for word in islice(_WORD.finditer(prose, span[1], block[1]), NEIGHBOURS)]
    quoted = _WORD.findall(prose[span[0] : span[1]])
    from hashlib import blake2b  # its import costs 8 ms, and a text without findings needs none

    text = "|".join([rule, " ".join(before), " ".join(quoted), " ".join(after)]).lower()
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _last_words(prose: str, start: int, end: int) -> list[str]:
    """The last words of prose[start:end]; no more of a long block is read than holds one word to spare."""
    reach = 100
    while True:
        first = max(start, end - reach)
        words = _WORD.findall(prose, first, end)
        if first == start or len(words) > NEIGHBOURS:
            return words[-NEIGHBOURS:]
        reach *= 4
