"""Quotations in one block of prose, whatever the state of its quotation marks.

Double marks (straight, curly, « ») are read by what stands around them; where that contradicts the marks seen so
far they are paired in order. Single marks count only around four words or more, straight ones around a sentence.
"""

from __future__ import annotations

from medlint.lazy import lazy_pattern

Quotation = tuple[int, int, int, int]

_MARK = lazy_pattern("[\"“”„‟«»]|’’|‘‘|''|``")  # two single marks are an old way to write a double one
_INCHES = lazy_pattern(r"['′’]\s?\d{1,2}\"|\d\"(?=\s?(?:tall|long|wide|high|thick|deep|x|by|×)\b|\s?[x×]\s?\d)")
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{-–—/:‘'")
_SINGLE = lazy_pattern(r"(?<![^\s(\[{\"“«—–-])‘(?=\S)([^‘]*)")
_SINGLE_CLOSE = lazy_pattern(r"(?<=\S)’(?!\w)")
_STRAIGHT = lazy_pattern(
    r"(?<![\w'.,!?…\"“])'(?=[A-Z])(?P<words>(?:[^'\n]|(?<=\w)'(?=\w)|(?<=s)'(?= [a-z])){8,600}?[.,!?…])'(?![\w'])"
)
_FEWEST_WORDS = 4  # shorter ‘single’ spans are terms and scare quotes
_DIRECTED = frozenset("“”„‟«»")
_NESTED_MARKS = 8  # so many marks are read ahead for a quotation inside a quotation
_OPEN, _CLOSE, _INCH = 1, 2, 4  # the readings of a mark; a sum of them where several are possible


def find_quotations(text: str, *, runs_on: bool = False) -> list[Quotation]:
    """Return (start, end, inner start, inner end) of each quotation of `text`, one block of prose.

    Offsets are characters of `text`, half-open; start to end takes in the marks, inner start to inner end is what
    they enclose, trimmed and never empty. Quotations are in order and disjoint: of nested ones the outermost. A
    quotation that opens the block and is never closed runs to its end (the convention of multi-paragraph
    quotations), and so does the last one where the next block goes on with one (`runs_on`); other marks without a
    partner are ignored.
    """
    found = _pair_doubles(text, _read_marks(text), runs_on=runs_on)
    if "‘" in text:
        found += _find_singles(text)
    if "'" in text:
        found += _find_straight(text)
    return _keep_outermost(text, found)


def _read_marks(text: str) -> list[tuple[int, int, int]]:
    """Start, end and possible readings of every double mark that is not surely an inch sign."""
    inches = {match.end() - 1 for match in _INCHES.finditer(text)} if '"' in text else set()
    places = (match.span() for match in _MARK.finditer(text))
    return [(at, end, _read_mark(text, at, end)) for at, end in places if at not in inches]


def _read_mark(text: str, at: int, end: int) -> int:
    mark, before, after = text[at], text[at - 1 : at], text[end : end + 1]
    free_left = not before or before in _BEFORE_OPENING or before in '“”"«'
    free_right = not after or not (after.isalnum() or after in "([$€£'’‘“\"…")
    if mark in "\"'":
        if before.isdigit():
            return _CLOSE | _INCH
        opening = _OPEN if free_left and after and not after.isspace() else 0
        return opening | (_CLOSE if before and not before.isspace() else 0)
    leans = _CLOSE if mark in "”»’" else _OPEN
    if leans == _OPEN and not free_left and free_right:
        return _CLOSE
    if leans == _CLOSE and free_left and not free_right and before not in {"‘", "'"}:
        return _OPEN
    return leans


def _pair_doubles(text: str, marks: list[tuple[int, int, int]], *, runs_on: bool) -> list[Quotation]:
    """Pair the marks in one pass; the parity of the marks that remain tells a stray mark from a misplaced one."""
    found: list[Quotation] = []
    pending, inner, sure, skipped = -1, 0, False, 0
    for index, (at, end, reading) in enumerate(marks):
        if skipped:
            skipped -= 1
            continue
        odd_rest = (len(marks) - index - 1) % 2 == 1
        if pending < 0:
            if reading != _CLOSE | _INCH:
                pending, inner, sure = at, end, bool(reading & _OPEN)
        elif reading & _INCH and odd_rest:
            continue
        elif reading == _OPEN and sure and (nested := _nested(text, marks, index)):
            skipped = nested - 1
        elif reading == _OPEN and (odd_rest or not sure):
            pending, inner, sure = at, end, True
        else:
            found.append((pending, end, inner, at))
            pending = -1
    if pending >= 0 and ((runs_on and sure) or not text[:pending].strip()):
        found.append((pending, len(text), inner, len(text)))
    return found


def _nested(text: str, marks: list[tuple[int, int, int]], index: int) -> int:
    """How many marks from `index` on belong to a quotation inside the one that is open; 0 if that is never closed.

    Straight marks do not tell: a nested quotation and two with misplaced marks look alike.
    """
    depth, inside = 1, 0
    for number, (at, _, reading) in enumerate(marks[index : index + _NESTED_MARKS], 1):
        if reading not in {_OPEN, _CLOSE} or text[at] not in _DIRECTED:
            return 0
        depth += 1 if reading == _OPEN else -1
        inside = inside or (number if depth == 1 else 0)
        if depth == 0:
            return inside
    return 0


def _find_straight(text: str) -> list[Quotation]:
    """Quotations in straight single marks: a sentence of four words or more, with its stop before the closing mark."""
    return [
        (match.start(), match.end(), match.start("words"), match.end("words"))
        for match in _STRAIGHT.finditer(text)
        if len(match["words"].split()) >= _FEWEST_WORDS
    ]


def _find_singles(text: str) -> list[Quotation]:
    found = []
    for match in _SINGLE.finditer(text):
        close = _closing_single(text, match.start(1), match.end(1))
        if close > 0 and len(text[match.start(1) : close].split()) >= _FEWEST_WORDS:
            found.append((match.start(), close + 1, match.start(1), close))
    return found


def _closing_single(text: str, start: int, end: int) -> int:
    """The closing mark among the apostrophes of `text[start:end]`, -1 if there is none.

    The first after punctuation, else the first that cannot be the apostrophe of a plural, else the last.
    """
    places = [match.start() for match in _SINGLE_CLOSE.finditer(text, start, end)]
    after_stop = [at for at in places if text[at - 1] in ".,!?…"]
    if after_stop:
        return after_stop[0]
    plain = [at for at in places if text[at - 1] != "s"]
    return (plain or places[-1:] or [-1])[0]


def _keep_outermost(text: str, found: list[Quotation]) -> list[Quotation]:
    """Trim the inner spans, and drop quotations that are blank or start inside another."""
    kept: list[Quotation] = []
    reached = 0
    for start, end, left, right in sorted(found):
        words = text[left:right]
        trimmed = words.strip()
        if start < reached or not trimmed:
            continue
        inner = left + len(words) - len(words.lstrip())
        reached = min(end, len(text.rstrip())) if right == end else end
        kept.append((start, reached, inner, inner + len(trimmed)))
    return kept
