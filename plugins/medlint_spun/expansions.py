"""Whether words are what an acronym is short for: comparison with its initials and with known expansions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from medlint.api import lazy_pattern

FUNCTION_WORDS = frozenset(
    ("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "into", "is", "of", "on", "or", "per",
     "that", "the", "to", "versus", "via", "vs", "was", "were", "with", "without")
)  # fmt: skip
"""Words that acronyms skip as a rule."""
SHARED = 0.33
"""Words count as an attempt at an expansion if they share at least this part of its words: one of two or three."""

_WORD = lazy_pattern(r"[^\W_]+(?:['’][^\W_]+)?")
_SPELLINGS = (
    ("ae", "e"),
    ("oe", "e"),
    ("our", "or"),
    ("isation", "ization"),
    ("ised", "ized"),
    ("centre", "center"),
    ("’", "'"),
    ("'s", ""),
)
_ALIKE = {"medication": "drug", "medicine": "drug", "agent": "drug", "renal": "kidney", "one": "1", "first": "1"}
"""Words that careful writers exchange in an expansion."""
_SAME_END, _LEAST_SAME, _STEM, _LEAST_PLURAL = 2, 3, 5, 4


class Word(Struct, frozen=True, gc=False):
    """A word at [start, end) of its text, in lower case and in comparable form; hyphens part words."""

    start: int
    end: int
    lower: str
    form: str


class Likeness(Struct, frozen=True, gc=False):
    """How words compare with an expansion of `wanted` words: how many they share, and whether the first one."""

    shared: int
    opens: bool
    wanted: int


def read_words(text: str, start: int, end: int) -> list[Word]:
    """The words of text[start:end] that acronyms count, in order, with offsets in `text`."""
    runs = _WORD.finditer(text, start, end)
    found = (Word(run.start(), run.end(), run.group().lower(), comparable(run.group())) for run in runs)
    return [word for word in found if word.form not in FUNCTION_WORDS]


def comparable(word: str) -> str:
    """A word as `spelled`, and words that careful writers exchange as one of them."""
    form = spelled(word)
    return _ALIKE.get(form, form)


def spelled(word: str) -> str:
    """A word in lower case and one spelling, without the mark of a plural or genitive."""
    form = word.lower()
    for old, new in _SPELLINGS:
        form = form.replace(old, new)
    if len(form) >= _LEAST_PLURAL and form.endswith("s") and not form.endswith(("ss", "is", "us")):
        form = form[:-1]
    return form


def names(words: Sequence[Word], expansion: str) -> bool:
    """Whether the last of the words say the expansion, in whatever division of compounds, or hold all its words."""
    wanted = [word.form for word in read_words(expansion, 0, len(expansion))]
    joined = "".join(word.form for word in words)
    if joined.endswith("".join(wanted)):
        return True
    last = [word.form for word in words[-len(wanted) - 4 :]]
    return all(any(_same(form, one) for one in last) or form in joined for form in wanted)


def spell(words: Sequence[Word], acronym: str) -> bool:
    """Whether some of the last words spell the acronym: each gives its initial, and perhaps letters from within."""
    letters = "".join(ch for ch in acronym.lower() if ch.isalnum())
    return any(_spells([word.lower for word in words[at:]], letters) for at in range(len(words)))


def compare(words: Sequence[Word], expansion: str) -> Likeness | None:
    """How words that stand in the place of an expansion resemble it; None if they do not, or only leave words out."""
    wanted = [word.form for word in read_words(expansion, 0, len(expansion))]
    if abs(len(words) - len(wanted)) > 1:
        return None
    given = _aligned([word.form for word in words], wanted)
    from difflib import SequenceMatcher

    steps = SequenceMatcher(None, wanted, given, autojunk=False).get_opcodes()
    shared = sum(end - start for kind, start, end, _, _ in steps if kind == "equal")
    others = [(wanted[a:b], given[c:d]) for kind, a, b, c, d in steps if kind == "replace"]
    others += _moved(steps, wanted, given)
    if shared < max(SHARED * len(wanted), 1) or all(_is_variant(*both) for both in others):
        return None
    return Likeness(shared, steps[0][0] == "equal", len(wanted))


def _moved(
    steps: Sequence[tuple[str, int, int, int, int]], wanted: list[str], given: list[str]
) -> Iterator[tuple[list[str], list[str]]]:
    """A word left out and another one put in elsewhere, between words that are shared."""
    out = next((step for step in steps if step[0] == "delete"), None)
    put = next((step for step in steps[:-1] if step[0] == "insert"), None)
    if out and put and steps[0][0] == steps[-1][0] == "equal":
        yield wanted[out[1] : out[2]], given[put[3] : put[4]]


def _is_variant(wanted: list[str], given: list[str]) -> bool:
    """Whether words are a writer's own for others: the same divided otherwise, a part, or with the same initials."""
    whole, part = "".join(wanted), "".join(given)
    return whole.startswith(part) or [word[0] for word in wanted] == [word[0] for word in given]


def candidates(words: Sequence[Word], expansion: str) -> Iterator[Sequence[Word]]:
    """The runs of last words that may stand for an expansion: as many as it has, one more, one fewer."""
    count = len(read_words(expansion, 0, len(expansion)))
    for size in (count, count + 1, count - 1):
        if 1 < size <= len(words):
            yield words[-size:]


def _aligned(given: list[str], wanted: list[str]) -> list[str]:
    """The given words, those with the stem of a wanted word written as it is."""
    return [next((one for one in wanted if _akin(form, one)), form) for form in given]


def _same(one: str, other: str) -> bool:
    """Whether two forms differ in their last letters at most ("depressive", "depression")."""
    return _prefix(one, other) >= max(len(one) - _SAME_END, len(other) - _SAME_END, _LEAST_SAME)


def _akin(one: str, other: str) -> bool:
    return one == other or _prefix(one, other) >= _STEM


def _prefix(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _spells(words: list[str], letters: str) -> bool:
    """Whether every word gives its initial in turn, and letters left between come from within the word."""
    if not words:
        return not letters
    if not letters or words[0][0] != letters[0]:
        return False
    rest = words[0][1:]
    for used in range(1, len(letters) + 1):
        if used > 1:
            place = rest.find(letters[used - 1])
            if place < 0:
                return False
            rest = rest[place + 1 :]
        if _spells(words[1:], letters[used:]):
            return True
    return False
