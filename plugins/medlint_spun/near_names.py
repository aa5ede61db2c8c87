"""Check `near-name`: names that are those of a known journal, body or school but for one or two swapped words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial

from msgspec import Struct

from medlint.api import (
    Check,
    Cues,
    Document,
    Edit,
    FactName,
    Hit,
    Match,
    is_taken_back,
    lazy_pattern,
    quote_at,
    sentence_at,
)

from .expansions import FUNCTION_WORDS, spelled
from .places import opens_sentence

SURE_SWAPS = 2
"""So many sure swaps that lead to one name are no accident, even if they are most of its words."""
LONG_NAME = 5
"""Where so many words give a known name one by one, chance is out of the question, however many were swapped."""
LEAST_WORDS = 3
"""Names of two words are too like those of firms."""
WEAK = -2
"""What is less sure is a note."""
LONGEST = 110
"""A name has at most so many characters on either side of a word of it."""

_WORD = lazy_pattern(r"[^\W_]+(?:['’-][^\W_]+)*")
_CUT = lazy_pattern(r",? (?:and|for|&) (?:the )?|, | (?:in|at) (?:the )?")
_COMMON = frozenset(("health", "medical", "care", "medicine", "journal", "national", "world"))
_JOINERS = frozenset(("of", "and", "for", "the", "on", "in", "&", "to"))


class NameOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """The names, and the words that are put for words of them.

    `names`: a fact table with the column `name`. `swaps`: words that stand for words of names (tag `means`, parted by
    commas; `strong`: no body or journal of its own is called so; `alone`: the name of one word that the whole entry
    stands for). `short`: names of two words of which one may be swapped, where the words keep their order.
    `unless-near`: words in the sentence that discuss the wording; `taken-back`: words that do so around it.
    """

    names: FactName = "known-names"
    short: tuple[str, ...] = ()
    swaps: Cues = "name-swaps"
    unless_near: Cues = ""
    taken_back: Cues = ""


class _Token(Struct, frozen=True, gc=False):
    """A word of a name, or several that stand for one: its span, its form, what it may stand for, and how sure."""

    start: int
    end: int
    form: str
    plural: bool
    originals: frozenset[str] = frozenset()
    strong: bool = False


class _Name(Struct, frozen=True):
    """A known name with the forms of its words in order, and those that are plural."""

    name: str
    forms: tuple[str, ...]
    plurals: frozenset[str]


class _Known(Struct, frozen=True):
    """The known names by the number of their words and each of these, and the exact sequences of their forms."""

    by_word: dict[tuple[int, str], list[_Name]]
    exact: frozenset[tuple[str, ...]]
    short: tuple[_Name, ...] = ()


def find_near_names(document: Document, options: NameOptions) -> Iterator[Match]:
    """One match for each capitalised name that becomes a known one when the swapped words are put back."""
    hits = [hit for hit in document.hits(options.swaps) if document.prose[hit.start].isupper()]
    if not hits:
        return
    known = cache(partial(_known, document, options))
    done = 0
    for hit in hits:
        if hit.start < done or _is_discussed(document, options, hit):
            continue
        alone = document.tag(options.swaps, hit, "alone")
        if alone:
            yield from _alone(document, hit, alone)
            continue
        for tokens in _sequences(document, options, hit):
            near = _nearest(tokens, known)
            if near is not None:
                done = tokens[-1].end
                yield _match(document, tokens, *near)
                break


def _known(document: Document, options: NameOptions) -> _Known:
    """The names of the table: to read them takes as long as all else, and few texts have anything to hold to them."""
    return _read(tuple(str(row["name"]) for row in document.knowledge.facts[options.names].rows), options.short)


def _alone(document: Document, hit: Hit, name: str) -> Iterator[Match]:
    """A match for words that stand for a name of one word, where they are written as a name is, within a sentence."""
    words = document.prose[hit.start : hit.end].split()
    if all(word[0].isupper() for word in words) and not opens_sentence(document, hit.start):
        yield Match(hit.start, hit.end, step=WEAK, suggestion=f"Is “{name}” meant?", fields={"likely": name})


def _is_discussed(document: Document, options: NameOptions, hit: Hit) -> bool:
    sentence = sentence_at(document, hit.start)
    if is_taken_back(document, options.taken_back, hit.start):
        return True
    return sentence is None or bool(document.hits_between(options.unless_near, sentence.start, sentence.end))


def _match(document: Document, tokens: Sequence[_Token], name: _Name, step: int) -> Match:
    start, end = tokens[0].start, tokens[-1].end
    edits = () if step or quote_at(document, start) else (Edit(start, end, name.name),)
    told = f"Write “{name.name}” if that is meant."
    return Match(start, end, step=step, suggestion=told, fields={"likely": name.name}, edits=edits)


@lru_cache(maxsize=8)
def _read(names: tuple[str, ...], short: tuple[str, ...]) -> _Known:
    """The names as they are compared; remembered, because every document asks again."""
    by_word: dict[tuple[int, str], list[_Name]] = {}
    exact = set()
    for name in map(_name, names):
        exact.add(name.forms)
        for form in dict.fromkeys(name.forms):
            by_word.setdefault((len(name.forms), form), []).append(name)
    return _Known(by_word, frozenset(exact), tuple(map(_name, short)))


def _name(text: str) -> _Name:
    tokens = [_token(found.start(), found.end(), found.group()) for found in _WORD.finditer(text)]
    kept = [token for token in tokens if token.form not in FUNCTION_WORDS]
    return _Name(text, tuple(token.form for token in kept), frozenset(token.form for token in kept if token.plural))


def _token(start: int, end: int, word: str) -> _Token:
    form = spelled(word)
    return _Token(start, end, form, plural=word.lower().endswith("s") and form != word.lower())


def _sequences(document: Document, options: NameOptions, hit: Hit) -> Iterator[list[_Token]]:
    """The tokens of the longest capitalised name around a hit, and of its parts between "and", longest first."""
    left, right = _edge(document, hit.start, step=-1), _edge(document, hit.end, step=1)
    cuts = list(_CUT.finditer(document.prose, left, right))
    starts = [left, *(cut.end() for cut in cuts if cut.end() <= hit.start)]
    first = _WORD.match(document.prose, left)
    if first and first.end() < hit.start and opens_sentence(document, left):
        starts.append(first.end())
    ends = [right, *(cut.start() for cut in cuts if cut.start() >= hit.end)]
    for start, end in sorted(((start, end) for start in starts for end in ends), key=lambda span: span[0] - span[1]):
        yield _tokens(document, options, start, end)


def _edge(document: Document, offset: int, *, step: int) -> int:
    """How far a name reaches from `offset`, to the left (-1) or right (1), over capitalised words and joining words."""
    block = document.blocks[document.block_at(offset)]
    if step > 0:
        text = document.prose[offset : min(block.end, offset + LONGEST)]
        spans = [(offset + found.start(), offset + found.end()) for found in _WORD.finditer(text)]
    else:
        begin = max(block.start, offset - LONGEST)
        text = document.prose[begin:offset]
        spans = [(begin + found.start(), begin + found.end()) for found in _WORD.finditer(text)][::-1]
    reached = edge = offset
    for start, end in spans:
        gap = document.prose[reached:start] if step > 0 else document.prose[end:reached]
        word = document.prose[start:end]
        if gap.strip(" ") not in ("", "&", ",") or not (word[0].isupper() or word in _JOINERS):
            break
        reached = end if step > 0 else start
        if word[0].isupper():
            edge = reached
    return edge


def _tokens(document: Document, options: NameOptions, start: int, end: int) -> list[_Token]:
    """The words of prose[start:end] without function words; swaps with what they may stand for."""
    tokens: list[_Token] = []
    done = start
    for hit in (*document.hits_between(options.swaps, start, end), None):
        stop = hit.start if hit else end
        for found in _WORD.finditer(document.prose, done, max(stop, done)):
            token = _token(found.start(), found.end(), found.group())
            if token.form not in FUNCTION_WORDS:
                tokens.append(token)
        if hit and hit.start >= done:
            tokens.append(_swapped(document, options, hit))
            done = hit.end
    return tokens


def _swapped(document: Document, options: NameOptions, hit: Hit) -> _Token:
    words = document.prose[hit.start : hit.end]
    plain = _token(hit.start, hit.end, words)
    means = document.tag(options.swaps, hit, "means").split(",")
    originals = frozenset(spelled(word.strip()) for word in means)
    strong = bool(document.tag(options.swaps, hit, "strong"))
    return _Token(plain.start, plain.end, plain.form, plain.plural, originals, strong)


def _nearest(tokens: Sequence[_Token], known: Callable[[], _Known]) -> tuple[_Name, int] | None:
    """The known name that the tokens give when swapped words are put back, and what that does to the severity.

    None if they are a known name themselves, or give none.
    """
    if len(tokens) == LEAST_WORDS - 1:
        return next(((name, WEAK) for name in known().short if _gives_short(tokens, name)), None)
    if len(tokens) < LEAST_WORDS or not any(token.strong or token.plural for token in tokens):
        return None
    if tuple(token.form for token in tokens) in known().exact:
        return None
    originals = {form for token in tokens for form in token.originals}
    near = [name for form in sorted(originals) for name in known().by_word.get((len(tokens), form), ())]
    found = [(name, step) for name in near if (step := _gives(tokens, name)) is not None]
    return max(found, key=lambda one: one[1], default=None)


def _gives_short(tokens: Sequence[_Token], name: _Name) -> bool:
    """Whether one word of a name of two is there in its place, and the other one swapped."""
    same = [token.form == form for token, form in zip(tokens, name.forms, strict=True)]
    pairs = zip(tokens, name.forms, strict=True)
    return sum(same) == 1 and all(token.form == form or form in token.originals for token, form in pairs)


def _gives(tokens: Sequence[_Token], name: _Name) -> int | None:
    """What it does to the severity that every word of a name is there, in any order, itself or swapped; None if not.

    It is sure where few words are swapped, or several that no name of its own has, and weak where one is of that kind.
    """
    left = list(name.forms)
    swapped = []
    for token in tokens:
        if token.form in left:
            left.remove(token.form)
        else:
            swapped.append(token)
    for token in swapped:
        original = next((form for form in left if form in token.originals), None)
        if original is None:
            return None
        left.remove(original)
    if not any(token.strong or (token.plural and name.plurals) for token in swapped):
        return None
    sure = sum(token.strong for token in swapped) >= SURE_SWAPS or 2 * len(swapped) <= len(tokens)
    sure = sure or len(tokens) >= LONG_NAME
    kept = {token.form for token in tokens if token not in swapped}
    return 0 if sure else WEAK if kept - _COMMON else None


CHECK = Check("near-name", NameOptions, find_near_names, {"likely": "the known name"}, needs=("swaps",))
