"""Prose as words: the one tokeniser, used where the table of collocations is built and where it is read."""

from __future__ import annotations

from medlint.api import lazy_pattern

# A hyphen inside a word is nothing ("10-fold" are two neighbours), one between blanks is a break.
_TOKEN = lazy_pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*|\n\s*\n|[^\w\s'’-]|(?<=\s)-|_")

BREAK = ""
NUMBER = "0"


def read_tokens(prose: str) -> list[str]:
    """Words as written; `BREAK`-like tokens are whatever starts with neither a letter nor a digit."""
    return _TOKEN.findall(prose)


def find_tokens(prose: str) -> tuple[list[str], list[int]]:
    """The tokens of `read_tokens` with the character offset where each starts in `prose`."""
    tokens, starts = [], []
    for found in _TOKEN.finditer(prose):
        tokens.append(found[0])
        starts.append(found.start())
    return tokens, starts


def fold_token(token: str) -> str:
    """The form under which a token is counted: lower case, or `NUMBER` for figures, `BREAK` for punctuation."""
    first = token[0]
    if first.isalpha():
        return token.lower().replace("’", "'")
    return NUMBER if first.isdigit() else BREAK
