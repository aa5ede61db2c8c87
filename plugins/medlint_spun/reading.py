"""A text as identifiers of words, and the places in it that deserve a closer look."""

from __future__ import annotations

from typing import NamedTuple

from .company import Company
from .table import BREAK, NUMBER
from .words import find_tokens, fold_token

_SHORTEST, _LONGEST_ACRONYM, _SLACK = 3, 6, 5


class Reading(NamedTuple):
    """Tokens as written, their offsets in `prose`, and identifiers with two breaks at either end (token n: n + 2).

    `signs[n]`: 1 if the initial of token n is a letter of the acronym behind its phrase, -1 if it is the odd one out;
    `content[n]`: whether a spinner would have touched it.
    """

    tokens: list[str]
    starts: list[int]
    ids: list[int]
    prose: str
    signs: dict[int, int]
    content: list[bool]


def read_prose(prose: str, company: Company) -> Reading:
    """Tokens and identifiers of `prose`."""
    tokens, starts = find_tokens(prose)
    codes = _encode(tokens, company)
    ids = [BREAK, BREAK, *[code >> 1 for code in codes], BREAK, BREAK]
    return Reading(tokens, starts, ids, prose, match_acronyms(tokens, ids, company), [code & 1 == 1 for code in codes])


def identify(tokens: list[str], company: Company) -> list[int]:
    """The identifiers of tokens, with two breaks before and after."""
    return [BREAK, BREAK, *[code >> 1 for code in _encode(tokens, company)], BREAK, BREAK]


def _encode(tokens: list[str], company: Company) -> list[int]:
    """For each token its identifier * 2, and 1 more for a content word; the company remembers them."""
    known = company.codes.get
    return [_code(token, company) if (code := known(token)) is None else code for token in tokens]


def _code(token: str, company: Company) -> int:
    first, ident = token[0], BREAK
    if first.isalpha():
        ident = company.find(fold_token(token))
    elif first.isdigit():
        ident = NUMBER
    code = company.codes[token] = ident << 1 | is_content(token, ident, company)
    return code


def is_content(token: str, ident: int, company: Company) -> bool:
    """Whether a spinner would have touched the word: no short or function word, no acronym."""
    return len(token) >= _SHORTEST and token[0].isalpha() and ident not in company.stops and not token[1:].isupper()


def find_odd_places(reading: Reading, company: Company) -> list[int]:
    """Numbers of the tokens that stand beside a word no document has them beside."""
    ids, met, places = reading.ids, company.met, []
    for n, content in enumerate(reading.content):
        if content:
            l1, w, r1 = ids[n + 1 : n + 4]
            if (l1 and not met(l1, w)) or (r1 and not met(w, r1)):
                places.append(n)
    return places


def match_acronyms(tokens: list[str], ids: list[int], company: Company) -> dict[int, int]:
    """The signs of a reading: the initials of the words before `(ABC)` held against its letters."""
    signs: dict[int, int] = {}
    for n in range(2, len(tokens)):
        token = tokens[n]
        if tokens[n - 1] == "(" and token[:2].isupper() and len(token) <= _LONGEST_ACRONYM and token.isalpha():
            letters = token.rstrip("s").lower()
            words = _words_before(n - 2, len(letters), tokens, ids, company)
            if len(words) == len(letters) > 1:
                _compare(words, letters, tokens, signs)
    return signs


def _words_before(last: int, number: int, tokens: list[str], ids: list[int], company: Company) -> list[int]:
    """The `number` words that end at token `last`, function words left out; fewer at a break."""
    words: list[int] = []
    n = last
    while n >= 0 and len(words) < number and last - n < number + _SLACK and ids[n + 2] != BREAK:
        if tokens[n][0].isalpha() and ids[n + 2] not in company.stops:
            words.append(n)
        n -= 1
    return words[::-1]


def _compare(words: list[int], letters: str, tokens: list[str], signs: dict[int, int]) -> None:
    same = [tokens[n][0].lower() == letter for n, letter in zip(words, letters, strict=True)]
    if sum(same) >= max(2, len(letters) - 1):
        for n, agrees in zip(words, same, strict=True):
            signs[n] = 1 if agrees else -1
