"""What speaks for and against a word being a spinner's: whole numbers, so that every road gives the same ones."""

from __future__ import annotations

from math import log

from .company import Company
from .levels import FINE
from .reading import Reading
from .table import BREAK, NUMBER, UNKNOWN

LOG_SIZE = round(FINE * log(18e6))
"""Words of running text behind the counts, as a level."""
NO_FIT = -160
_AROUND = 3
_ENDINGS = ("s", "ed", "ing", "ly", "tion", "ness", "ous", "al", "ive", "ity", "ment", "er")

CHEAP = (
    "health", "general", "flow", "flow_synset", "flow_excess", "register", "length", "ending", "links", "left_kind",
    "right_kind", "left_health", "left_general", "right_health", "right_general", "left_odd", "right_odd", "left_seen",
    "left_seen_general", "right_seen", "right_seen_general", "left_beside", "right_beside", "second_left",
    "second_right", "known_around", "reverse_left", "reverse_right", "misfit", "misfit_left", "misfit_right",
    "misfit_around", "sign", "capital", "hyphen",
)  # fmt: skip


def measure_cheaply(n: int, reading: Reading, misfits: dict[int, int], company: Company) -> list[int]:
    """The features named in `CHEAP` of token `n`; `misfits`: of the odd places of the text."""
    token, ids, table = reading.tokens[n], reading.ids, company.table
    l2, l1, w, r1, r2 = ids[n : n + 5]
    left, right = company.met(l1, w) if l1 else 0, company.met(w, r1) if r1 else 0
    health, general, level = company.health(w), company.general(w), company.level(w)
    flow, synset = table.flows(w) if w > UNKNOWN else (0, 0)
    return [
        health, general, flow, synset, flow - health, general - health, min(len(token), 20), ending_of(token),
        min(len(company.links(w)), 40), kind_of(l1, company), kind_of(r1, company),
        company.health(l1), company.general(l1), company.health(r1), company.general(r1),
        _oddness(l1, company), _oddness(r1, company), left >> 4, left & 15, right >> 4, right & 15,
        table.beside[left] + LOG_SIZE - company.level(l1) - level if l1 > UNKNOWN else 0,
        table.beside[right] + LOG_SIZE - company.level(r1) - level if r1 > UNKNOWN else 0,
        table.beside[company.met(l2, l1)] if l2 and l1 else -20,
        table.beside[company.met(r1, r2)] if r2 and r1 else -20,
        _known_around(n, reading, company),
        table.beside[company.pair(w, l1)] if l1 > UNKNOWN else -20,
        table.beside[company.pair(r1, w)] if r1 > UNKNOWN else -20,
        misfits[n], misfits.get(n - 1, NO_FIT), misfits.get(n + 1, NO_FIT),
        max(misfits.get(n + k, NO_FIT) for k in range(-_AROUND, _AROUND + 1) if k),
        reading.signs.get(n, 0), is_capital(n, reading), hyphens_at(n, reading),
    ]  # fmt: skip


def find_misfits(places: list[int], reading: Reading, company: Company) -> dict[int, int]:
    """How badly the word at each of the places fits the words around it."""
    ids = reading.ids
    return {n: company.misfit(company.surround(ids, n + 2), ids[n + 2]) for n in places}


def _oddness(ident: int, company: Company) -> int:
    """How much oftener a spinner would write the word than health prose has it; -99 for what no spinner writes."""
    if ident <= UNKNOWN or ident in company.stops:
        return -99
    flow = company.table.flows(ident)[0]
    return flow - company.health(ident) if flow else -99


def hyphens_at(n: int, reading: Reading) -> int:
    """1 where a hyphen ties the word to the one before, 2 to the one after, 3 both."""
    start = reading.starts[n]
    end = start + len(reading.tokens[n])
    return int(reading.prose[start - 1 : start] == "-") + 2 * int(reading.prose[end : end + 1] == "-")


def kind_of(ident: int, company: Company) -> int:
    """0 a break, 1 a number, 2 unknown, 3 a function word, 4 another word."""
    if ident in (BREAK, NUMBER, UNKNOWN):
        return ident
    return 3 if ident in company.stops else 4


def is_capital(n: int, reading: Reading) -> int:
    """1 for a word with a capital that does not begin a sentence."""
    return int(reading.tokens[n][0].isupper() and reading.ids[n + 1] != BREAK)


def ending_of(token: str) -> int:
    """The number of the ending of the word, 0 for none we know."""
    if not token.endswith(_ENDINGS):
        return 0
    for number, ending in enumerate(reversed(_ENDINGS)):
        if token.endswith(ending):
            return len(_ENDINGS) - number
    return 0


def _known_around(n: int, reading: Reading, company: Company) -> int:
    """How many of the neighbouring pairs within five words that do not hold the word itself are attested."""
    ids, known, last = reading.ids, 0, len(reading.ids) - 2
    for at in (n - 3, n - 2, n - 1, n, n + 3, n + 4, n + 5):
        if 0 <= at <= last and ids[at] and ids[at + 1]:
            known += bool(company.met(ids[at], ids[at + 1]))
    return known
