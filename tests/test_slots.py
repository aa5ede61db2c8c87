"""Slots of a lexicon file: lists of words that stand wherever a phrase names them."""

from __future__ import annotations

from pathlib import Path

from rulefiles import book_of, write

SLOTS = """title = "Frames"
phrases = ["<drink> helps"]

[slots]
drink = ["tea", "green tea", "coffee{,s}"]
verb = ["cures", "heals"]

[[entry]]
means = "eases"
phrases = ["<drink> <verb> all", "plain"]
"""


def test_a_slot_is_filled_with_its_words(tmp_path: Path) -> None:
    write(tmp_path, lexicons__frames=SLOTS)
    book = book_of(tmp_path)
    assert book.errors == ()
    drinks = "{tea,green tea,coffee{,s}}"
    assert [(entry.phrase, entry.tags) for entry in book.lexicons["frames"].entries] == [
        (f"{drinks} helps", {}),
        (f"{drinks} {{cures,heals}} all", {"means": "eases"}),
        ("plain", {"means": "eases"}),
    ]


def test_a_slot_that_is_not_there_is_refused(tmp_path: Path) -> None:
    write(tmp_path, lexicons__frames=SLOTS.replace("<verb>", "<verbs>"))
    (error,) = book_of(tmp_path).errors
    assert "unknown slot 'verbs'; did you mean 'verb'?" in str(error)
    assert error.line == 10


def test_without_slots_the_marks_are_plain(tmp_path: Path) -> None:
    write(tmp_path, lexicons__frames='title = "Frames"\nphrases = ["a <b> c"]\n')
    (entry,) = book_of(tmp_path).lexicons["frames"].entries
    assert entry.phrase == "a <b> c"
