"""A number of people in all that is not the sum of the row of a table that counts them."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import NUMBER, Document, Match, Related, lazy_pattern, number_of

_TOTAL = lazy_pattern(
    rf"\b(?:[Ii]n all|[Aa]ltogether|[Ii]n total|[Aa] total of|[Tt]he total was"
    rf"|[Oo]verall),? (?P<n>{NUMBER}) (?P<who>[a-z]{{3,}})\b"
    r" (?:were|took part|joined|was|had been|enrolled|entered)\b"
)
_ALIKE = 5
LEAST = 2
"""A row is summed if it has so many numbers."""


def find_totals(document: Document) -> Iterator[Match]:
    """The first total that differs from the sum of the cells beside its own word, and stands in none of them."""
    cells = [block for block in document.blocks if block.kind == "cell"]
    found = _TOTAL.search(document.prose) if cells else None
    if found is None:
        return
    texts = [document.prose[block.start : block.end].strip() for block in cells]
    total = number_of(found["n"])
    for number, text in enumerate(texts):
        if text.lower()[:_ALIKE] != found["who"][:_ALIKE] or not text.isalpha():
            continue
        row = []
        for other in texts[number + 1 :]:
            if not other.replace(",", "").isdecimal():
                break
            row.append(int(other.replace(",", "")))
        if len(row) >= LEAST and total not in {sum(row), *row}:
            block = cells[number]
            fields = {"other": f"{text} {' + '.join(map(str, row))}", "what": "another number"}
            place = (Related(block.start, cells[number + len(row)].end, "the row that counts them"),)
            yield Match(found.start("n"), found.end("who"), fields=fields, related=place)
            return
