"""A name for a finding that survives edits elsewhere: rule, quoted words and their neighbours, never line numbers."""

from __future__ import annotations

from medlint.lazy import lazy_pattern

_WORD = lazy_pattern(r"\w+")
_UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u2060\ufeff"))
"""Characters of no width, which part no word."""
NEIGHBOURS = 3
"""How many words on either side go into the fingerprint: enough to tell two short quotes apart (an estimate)."""
_REACH = 100
"""So many characters beside a quote are read first; three words seldom take more."""
_FURTHEST = 400
"""Further than this no neighbour is looked for: thousands of quotes in a text of marks would each read all of it."""


def fingerprint(rule: str, prose: str, block: tuple[int, int], span: tuple[int, int]) -> str:
    """16 hexadecimal digits from the rule id, the words of prose[span] and their neighbours inside the block's span.

    Case, punctuation, white space and the Unicode form of the words do not count. Of a finding about the whole text,
    whose span is empty, the rule alone counts: its title may change.
    """
    words = (_last_words(prose, block[0], span[0]), _words(prose[slice(*span)]), _first_words(prose, span[1], block[1]))
    try:
        from _blake2 import blake2b  # the same function: hashlib loads all of OpenSSL first, which costs 3 ms
    except ImportError:
        from hashlib import blake2b

    text = "|".join([rule, *(" ".join(part) for part in words)])
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def of_text(rule: str) -> str:
    """The fingerprint of a finding of a rule about a whole text."""
    return fingerprint(rule, "", (0, 0), (0, 0))


def common(mark: str) -> str:
    """A fingerprint without the number that tells twins of one text apart (`...-2`)."""
    return mark.partition("-")[0]


def _words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFKC", text.translate(_UNSEEN))
    return _WORD.findall(text.casefold())


def _last_words(prose: str, start: int, end: int) -> list[str]:
    """The last words of prose[start:end]; no more of a long block is read than holds one word to spare."""
    reach = _REACH
    while True:
        first = max(start, end - reach)
        words = _words(prose[first:end])
        if first == start or len(words) > NEIGHBOURS or reach >= _FURTHEST:
            return words[-NEIGHBOURS:]
        reach *= 4


def _first_words(prose: str, start: int, end: int) -> list[str]:
    """The first words of prose[start:end]; the last word read may be half a one, so one more than needed is asked."""
    reach = _REACH
    while True:
        last = min(end, start + reach)
        words = _words(prose[start:last])
        if last == end or len(words) > NEIGHBOURS or reach >= _FURTHEST:
            return words[:NEIGHBOURS]
        reach *= 4
