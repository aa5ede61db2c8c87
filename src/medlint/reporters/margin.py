"""A text as medlint read it, for people: its sentences with marked words, and notes on them in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from medlint.document import Document
from medlint.layers.links import links
from medlint.layers.sentences import Sentence, sentences
from medlint.layers.studies import studies
from medlint.model import OPAQUE
from medlint.reporters.excerpt import wrap
from medlint.reporters.margin_marks import KINDS, Mark, find_marks, marked_text, painted_runs
from medlint.reporters.margin_notes import HEADINGS, Note, Scope, find_scopes, notes_on
from medlint.reporters.pen import Pen
from medlint.reporters.score_words import label_of
from medlint.scorecard import evidence_label

GUTTER = 9
"""Columns left of the text: the line in the source, and the bar of the study that is spoken of."""
ROOMY = 72
"""From so many columns on, notes stand beside the text, else below it."""

Parts = list[tuple[str, str]]
"""A line as (text, style name)."""


def print_margin(document: Document, pen: Pen) -> None:
    """Print the whole text with its notes, then its studies and links."""
    pen.line((f"{document.path}: {document.format}, {document.words} words, language {document.layer('language')}", ""))
    for key, value in document.metadata.items():
        pen.paragraph(str(value), indent=2, label=f"{key}:", style="faint")
    _print_legend(pen)
    marks, scopes = find_marks(document), find_scopes(document)
    block = -1
    for index, sentence in enumerate(sentences(document)):
        if sentence.block != block:
            pen.line((f"{'':7}{_bar_between(index, scopes, pen)}", "study"))
            block = sentence.block
        _print_sentence(document, index, sentence, marks, scopes, pen)
    _print_studies(document, pen)
    _print_links(document, pen)


def _print_legend(pen: Pen) -> None:
    """What the marks mean."""
    pen.line()
    parts: Parts = [("Marked: ", "faint")]
    for number, kind in enumerate(KINDS.values()):
        shown = kind.name if pen.coloured else f"{kind.opening}{kind.name}{kind.closing}"
        parts += [("  " if number else "", ""), (shown, kind.style)]
    if sum(cell_len(text) for text, _ in parts) <= pen.width:
        pen.line(*parts)
        return
    for text, style in parts[2::2]:
        pen.line(("  ", ""), (text, style))


def _print_sentence(
    document: Document, index: int, sentence: Sentence, marks: Sequence[Mark], scopes: Sequence[Scope], pen: Pen
) -> None:
    """The lines of a sentence, with its notes beside or below them."""
    beside = pen.width >= ROOMY
    room = pen.width * 11 // 20 if beside else pen.width - GUTTER
    base = "strong" if document.blocks[sentence.block].kind in HEADINGS else ""
    runs = painted_runs(document, sentence, marks) if pen.coloured else [(marked_text(document, sentence, marks), "")]
    plain = {"\n": " ", OPAQUE: pen.signs.ellipsis}
    runs = [(pen.show("".join(plain.get(char, char) for char in text)), style or base) for text, style in runs]
    lines = wrap_runs(runs, room)
    notes = _note_lines(notes_on(document, index, scopes), pen.width - GUTTER - (room + 3 if beside else 2))
    if not beside:
        lines += [[("> ", "faint"), *note] for note in notes]
        notes = []
    number = document.place(document.source_span(sentence.start, sentence.start + 1)[0])[0]
    for at in range(max(len(lines), len(notes))):
        text = lines[at] if at < len(lines) else []
        last = at == max(len(lines), len(notes)) - 1
        head: Parts = [(f"{number:>5}  " if at == 0 else " " * 7, "faint")]
        head += [(f"{_bar(index, scopes, pen, first=at == 0, last=last)} ", "study")]
        if at < len(notes):
            gap = room - sum(cell_len(part) for part, _ in text)
            text = [*text, (f"{' ' * max(0, gap)} {pen.signs.bar} ", "faint"), *notes[at]]
        pen.line(*head, *text)


def wrap_runs(runs: Iterable[tuple[str, str]], width: int) -> list[Parts]:
    """Runs of (text, style) broken at blanks into lines of at most `width` cells; a longer word is parted."""
    lines: list[Parts] = [[]]
    used = 0
    for word in _words(runs, width):
        size = sum(cell_len(text) for text, _ in word)
        if used and used + 1 + size > width:
            lines.append([])
            used = 0
        if used:
            lines[-1].append((" ", word[0][1] if lines[-1][-1][1] == word[0][1] else ""))
        lines[-1].extend(word)
        used += size + bool(used)
    return lines


def _words(runs: Iterable[tuple[str, str]], width: int) -> Iterable[Parts]:
    """The words of runs, each as parts that may differ in style, none wider than `width` cells."""
    word: Parts = []
    for text, style in runs:
        for number, piece in enumerate(text.split(" ")):
            if number and word:
                yield from _parted(word, width)
                word = []
            if piece:
                word.append((piece, style))
    if word:
        yield from _parted(word, width)


def _parted(word: Parts, width: int) -> Iterable[Parts]:
    if sum(cell_len(text) for text, _ in word) <= width:
        yield word
        return
    for text, style in word:
        for start in range(0, len(text), max(1, width // 2)):
            yield [(text[start : start + max(1, width // 2)], style)]


def _note_lines(notes: Sequence[Note], width: int) -> list[Parts]:
    return [
        [("  " if number else "", ""), (line, note.style)]
        for note in notes
        for number, line in enumerate(wrap(note.text, width - 2))
    ]


def _bar(index: int, scopes: Sequence[Scope], pen: Pen, *, first: bool, last: bool) -> str:
    """The bar beside a line of a sentence: it opens where a study begins and closes where its scope ends."""
    around = [scope for scope in scopes if scope.first <= index <= scope.last]
    if not around:
        return " "
    if first and any(scope.first == index for scope in around):
        return pen.signs.first
    if last and all(scope.last == index for scope in around):
        return pen.signs.last
    return pen.signs.bar


def _bar_between(index: int, scopes: Sequence[Scope], pen: Pen) -> str:
    return pen.signs.bar if any(scope.first < index <= scope.last for scope in scopes) else " "


def _print_studies(document: Document, pen: Pen) -> None:
    found = studies(document)
    if found:
        pen.line()
        pen.line((f"Studies ({len(found)})", "strong"))
    for number, study in enumerate(found, 1):
        label = evidence_label(document, study)
        limits = label["caveats"]
        named = f"limits named: {', '.join(limits)}" if isinstance(limits, list) and limits else "no limit named"
        pen.paragraph(f"{label_of(label)}; {named}", indent=2, label=f"{number:>3}")


def _print_links(document: Document, pen: Pen) -> None:
    found = links(document)
    if found:
        pen.line()
        pen.line((f"Links ({len(found)})", "strong"))
    for facts in found:
        line = document.place(facts.link.source_start)[0]
        words = "" if facts.link.text == facts.link.href else facts.link.text
        text = f"{facts.kind} {facts.link.href} {words}".rstrip()
        pen.paragraph(text, indent=2, label=f"{line:>5}")
