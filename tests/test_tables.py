"""Lexicons, fact tables and profiles: their forms, extensions from other folders, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from medlint.model import Entry
from rulefiles import book_of, line_with, only_error, rule_text, write

HEDGES = 'title = "Hedges"\nwhy = "They soften."\nphrases = ["may", "might"]\n'
DRUGS = """\
title = "Drugs"
as_of = 2024-05-01
source = "A register"
shelf_life_months = 6
column = "name"
values = ["Ibuprofen"]

[[row]]
name = "ketamine"
class = 3
as_of = 2023-10-10
source = "An agency"
"""
NEWS = """\
title = "News"
description = "For newsrooms."
select = ["claims", "wonder-word", "*"]
ignore = ["spun"]

[rules.wonder-word]
severity = "error"
confidence = "low"
within = 9
cues = ["@hedges", "miracle"]
"""


def phrases(folder_book: object, name: str = "hedges") -> list[str]:
    return [entry.phrase for entry in folder_book.lexicons[name].entries]  # type: ignore[attr-defined]


# ------------------------------------------------------------- lexicons
def test_a_lexicon_has_phrases_and_tagged_entries(tmp_path: Path) -> None:
    text = (
        HEDGES + '\n[[entry]]\nphrase = "cure*"\nmeans = "treat"\n\n[[entry]]\nphrases = ["a", "{b,c} d"]\nkind = "x"\n'
    )
    book = book_of(write(tmp_path, lexicons__hedges=text))
    assert book.errors == ()
    entries = tuple(Entry(entry.phrase, entry.tags) for entry in book.lexicons["hedges"].entries)
    assert entries == (
        Entry("may"),
        Entry("might"),
        Entry("cure*", {"means": "treat"}),
        Entry("a", {"kind": "x"}),
        Entry("{b,c} d", {"kind": "x"}),
    )
    assert book.lexicons["hedges"].path == str(tmp_path / "lexicons" / "hedges.toml")


def test_a_lexicon_includes_others_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        lexicons__all='title = "All"\ninclude = ["hedges", "more"]\nphrases = ["might", "own"]\n',
        lexicons__more='title = "More"\ninclude = ["hedges"]\nphrases = ["perhaps"]\n',
        lexicons__hedges=HEDGES,
    )
    book = book_of(tmp_path)
    assert book.errors == ()
    assert phrases(book, "all") == ["might", "own", "may", "perhaps"]


def test_an_extension_adds_removes_and_includes(tmp_path: Path) -> None:
    ours = write(
        tmp_path / "ours",
        lexicons__hedges=HEDGES,
        lexicons__adverbs='title = "A"\nphrases = ["perhaps"]\n',
        lexicons__all='title = "All"\ninclude = ["hedges"]\n',
    )
    house = write(
        tmp_path / "house",
        lexicons__hedges='extends = "hedges"\nremove = ["may"]\nphrases = ["could"]\ninclude = ["adverbs"]\n',
        lexicons__again='extends = "hedges"\nremove = ["could"]\n[[entry]]\nphrase = "can"\nkind = "x"\n',
    )
    book = book_of(ours, house)
    # files are taken by name within a folder, so `again` comes before `hedges` and finds no "could" to remove
    error = only_error(book)
    assert (error.path, error.key) == (str(house / "lexicons" / "again.toml"), "remove[1]")
    assert phrases(book) == ["might", "could", "perhaps"]
    assert phrases(book, "all") == ["might", "could", "perhaps"]
    assert book.lexicons["hedges"].path == str(ours / "lexicons" / "hedges.toml")
    assert "again" not in book.lexicons


def test_an_extension_may_come_before_what_it_extends(tmp_path: Path) -> None:
    house = write(tmp_path / "house", lexicons__hedges='extends = "hedges"\nphrases = ["could"]\n')
    ours = write(tmp_path / "ours", lexicons__hedges=HEDGES)
    book = book_of(house, ours)
    assert (book.errors, phrases(book)) == ((), ["may", "might", "could"])


def test_an_extension_must_not_empty_a_lexicon(tmp_path: Path) -> None:
    ours = write(tmp_path / "ours", lexicons__hedges=HEDGES)
    house = write(tmp_path / "house", lexicons__hedges='extends = "hedges"\nremove = ["may", "might"]\n')
    book = book_of(ours, house)
    assert "without a phrase" in only_error(book).message
    assert phrases(book) == ["may", "might"]


def test_a_second_lexicon_of_a_name_is_an_error(tmp_path: Path) -> None:
    ours = write(tmp_path / "ours", lexicons__hedges=HEDGES)
    acme = write(tmp_path / "acme", lexicons__hedges='title = "Theirs"\nphrases = ["x"]\n')
    book = book_of(ours, acme)
    error = only_error(book)
    first = ours / "lexicons" / "hedges.toml"
    assert error.path == str(acme / "lexicons" / "hedges.toml")
    assert error.message == f"the lexicon 'hedges' of acme is already provided by medlint ({first})"
    assert phrases(book) == ["may", "might"]


LEXICONS = [
    ("an unknown key", HEDGES + 'phrase = ["x"]\n', "phrase", "phrase =", "did you mean 'phrases'?"),
    ("no title", 'phrases = ["x"]\n', "title", None, "missing key 'title'"),
    ("no phrase", 'title = "x"\n', "", None, "without a phrase"),
    ("a bad phrase", 'title = "x"\nphrases = [\n"a",\n"{b",\n]\n', "phrases[2]", '"{b"', "a { without its }"),
    ("an empty phrase", 'title = "x"\nphrases = [""]\n', "phrases[1]", "phrases =", "nothing at all"),
    ("a number", 'title = "x"\nphrases = [1]\n', "phrases[1]", "phrases =", "expected a string"),
    ("an @", 'title = "x"\nphrases = ["@hedges"]\n', "phrases[1]", "phrases =", "under 'include'"),
    ("an entry without", HEDGES + '[[entry]]\nkind = "x"\n', "entry[1]", "[[entry]]", "either 'phrase' or 'phrases'"),
    ("a bad entry", HEDGES + '[[entry]]\nphrase = "a}"\n', "entry[1].phrase", "phrase =", "a } without its {"),
    ("a tag", HEDGES + '[[entry]]\nphrase = "a"\nkind = ["x"]\n', "entry[1].kind", "kind =", "expected a string"),
    ("an unknown include", HEDGES + 'include = ["hegdes"]\n', "include[1]", "include =", "did you mean 'hedges'?"),
    ("itself", HEDGES + 'include = ["hedges"]\n', "include[1]", "include =", "includes itself: hedges -> hedges"),
    ("remove alone", HEDGES + 'remove = ["may"]\n', "remove", "remove =", "there is none"),
    ("an unknown base", 'extends = "hegdes"\nphrases = ["x"]\n', "extends", "extends =", "unknown lexicon 'hegdes'"),
]


@pytest.mark.parametrize(
    ("text", "key", "at", "message"), [case[1:] for case in LEXICONS], ids=[c[0] for c in LEXICONS]
)
def test_a_lexicon_that_is_wrong_is_refused(tmp_path: Path, text: str, key: str, at: str | None, message: str) -> None:
    path = write(tmp_path, lexicons__hedges=text) / "lexicons" / "hedges.toml"
    book = book_of(tmp_path)
    error = only_error(book)
    assert (error.path, error.key) == (str(path), key)
    assert error.line == (line_with(path, at) if at else None)
    assert message in error.message
    assert book.lexicons == {}


def test_lexicons_that_include_each_other_are_refused(tmp_path: Path) -> None:
    write(
        tmp_path,
        lexicons__one='title = "1"\nphrases = ["a"]\ninclude = ["two"]\n',
        lexicons__two='title = "2"\nphrases = ["b"]\ninclude = ["one"]\n',
        lexicons__three='title = "3"\nphrases = ["c"]\n',
    )
    book = book_of(tmp_path)
    assert list(book.lexicons) == ["three"]
    assert {(Path(error.path).name, error.line, error.message) for error in book.errors} == {
        ("two.toml", 3, "includes itself: one -> two -> one"),
        ("one.toml", 3, "includes itself: two -> one -> two"),
    }


def test_an_extension_that_closes_a_circle_is_refused(tmp_path: Path) -> None:
    ours = write(tmp_path / "ours", lexicons__hedges=HEDGES, lexicons__all='title = "All"\ninclude = ["hedges"]\n')
    house = write(tmp_path / "house", lexicons__hedges='extends = "hedges"\ninclude = ["all"]\n')
    book = book_of(ours, house)
    assert only_error(book).message == "includes itself: hedges -> all -> hedges"
    assert phrases(book) == phrases(book, "all") == ["may", "might"]


# ------------------------------------------------------------- facts
def test_every_row_of_a_fact_table_is_dated_and_sourced(tmp_path: Path) -> None:
    book = book_of(write(tmp_path, facts__drugs=DRUGS))
    assert book.errors == ()
    table = book.facts["drugs"]
    assert table.rows == (
        {"name": "Ibuprofen", "as_of": "2024-05-01", "source": "A register"},
        {"name": "ketamine", "class": 3, "as_of": "2023-10-10", "source": "An agency"},
    )
    assert (table.id, table.shelf_life_months) == ("drugs", 6)
    assert table.column("name") == {"ibuprofen", "ketamine"}


def test_rows_may_carry_all_dates_themselves(tmp_path: Path) -> None:
    text = 'title = "T"\n[[row]]\nhost = "a.example"\nas_of = "2024-01-31"\nsource = "S"\n'
    table = book_of(write(tmp_path, facts__hosts=text)).facts["hosts"]
    assert table.rows == ({"host": "a.example", "as_of": "2024-01-31", "source": "S"},)
    assert table.shelf_life_months == 24


def test_a_row_may_name_the_month_alone_but_no_other_words(tmp_path: Path) -> None:
    text = 'title = "T"\n[[row]]\nhost = "a.example"\nas_of = "2024-02"\nsource = "S"\n'
    table = book_of(write(tmp_path / "a", facts__hosts=text)).facts["hosts"]
    assert table.rows[0]["as_of"] == "2024-02"
    assert book_of(write(tmp_path / "b", facts__hosts=text.replace("2024-02", "2024-13"))).errors != ()


def test_a_fact_table_is_extended_by_other_folders(tmp_path: Path) -> None:
    ours = write(tmp_path / "ours", facts__drugs=DRUGS)
    text = 'extends = "drugs"\nas_of = 2025-01-01\nsource = "House"\nvalues = ["x"]\ncolumn = "name"\n'
    house = write(tmp_path / "house", facts__more=text)
    for book in (book_of(ours, house), book_of(house, ours)):
        assert (book.errors, list(book.facts)) == ((), ["drugs"])
        assert book.facts["drugs"].rows[2] == {"name": "x", "as_of": "2025-01-01", "source": "House"}
        assert book.facts["drugs"].shelf_life_months == 6


def test_a_second_fact_table_of_a_name_is_an_error(tmp_path: Path) -> None:
    ours, acme = write(tmp_path / "ours", facts__drugs=DRUGS), write(tmp_path / "acme", facts__drugs=DRUGS)
    book = book_of(ours, acme)
    first = ours / "facts" / "drugs.toml"
    assert only_error(book).path == str(acme / "facts" / "drugs.toml")
    assert only_error(book).message == f"the fact table 'drugs' of acme is already provided by medlint ({first})"
    assert len(book.facts["drugs"].rows) == 2


VALUES = 'values = ["x"]\ncolumn = "name"\n'
FACTS = [
    ("an unknown key", DRUGS.replace("shelf_life", "shelv_life"), "shelv_life_months", "shelv", "'shelf_life_months'"),
    ("no title", "as_of = 2024-01-01\nsource = 's'\n" + VALUES, "title", None, "missing key 'title'"),
    ("no row", "title = 'x'\nas_of = 2024-01-01\nsource = 's'\n", "", None, "without a row"),
    ("no date", "title = 'x'\nsource = 's'\n" + VALUES, "as_of", None, "when was this true?"),
    ("no source", "title = 'x'\nas_of = 2024-01-01\n" + VALUES, "source", None, "where does this come from?"),
    ("no date of a row", "title = 'x'\nsource = 's'\n[[row]]\nn = 1\n", "row[1].as_of", "[[row]]", "when was this"),
    (
        "a blank source",
        "title = 'x'\nas_of = 2024-01-01\n[[row]]\nsource = ' '\n",
        "row[1].source",
        "' '",
        "come from?",
    ),
    ("a bad date", "title = 'x'\nas_of = '2024-13-01'\nsource = 's'\n" + VALUES, "as_of", "as_of", "date"),
    (
        "a time",
        "title = 'x'\nas_of = 2024-01-01T10:00:00\nsource = 's'\n" + VALUES,
        "as_of",
        "as_of",
        "expected a date",
    ),
    ("a row's date", "title = 'x'\nsource = 's'\n[[row]]\nas_of = 2024\n", "row[1].as_of", "as_of", "expected a date"),
    (
        "a source in numbers",
        "title = 'x'\n[[row]]\nas_of = 2024-01-01\nsource = 3\n",
        "row[1].source",
        "= 3",
        "a string",
    ),
    ("no shelf life", DRUGS.replace("months = 6", "months = 0"), "shelf_life_months", "shelf_life", "at least 1"),
    ("values alone", DRUGS.replace('column = "name"\n', ""), "values", "values =", "go together"),
    ("a column alone", DRUGS.replace('values = ["Ibuprofen"]\n', ""), "column", "column =", "go together"),
    (
        "an unknown base",
        "extends = 'durg'\nas_of = 2024-01-01\nsource = 's'\n" + VALUES,
        "extends",
        "extends",
        "'durg'",
    ),
]


@pytest.mark.parametrize(
    ("text", "key", "at", "message"), [case[1:] for case in FACTS], ids=[case[0] for case in FACTS]
)
def test_a_fact_table_that_is_wrong_is_refused(
    tmp_path: Path, text: str, key: str, at: str | None, message: str
) -> None:
    path = write(tmp_path, facts__drugs=text) / "facts" / "drugs.toml"
    book = book_of(tmp_path)
    error = only_error(book)
    assert (error.path, error.key) == (str(path), key)
    assert error.line == (line_with(path, at) if at else None)
    assert message in error.message
    assert book.facts == {}


# ------------------------------------------------------------- profiles
def with_profile(folder: Path, text: str) -> Path:
    write(folder, profiles__news=text, claims__wonder_word=rule_text(), lexicons__hedges=HEDGES)
    return folder / "profiles" / "news.toml"


def test_a_profile_selects_and_sets(tmp_path: Path) -> None:
    path = with_profile(tmp_path, NEWS)
    book = book_of(tmp_path)
    profile = book.profiles["news"]
    assert book.errors == ()
    assert (profile.id, profile.title, profile.description, profile.path) == (
        "news",
        "News",
        "For newsrooms.",
        str(path),
    )
    assert (profile.select, profile.ignore) == (("claims", "wonder-word", "*"), ("spun",))
    assert profile.rules == {
        "wonder-word": {"severity": "error", "confidence": "low", "within": 9, "cues": ["@hedges", "miracle"]}
    }
    assert list(book.lexicons) == ["hedges", "wonder-word.cues"]
    assert phrases(book, "wonder-word.cues") == ["wonder pill", "wonder drug"]


PROFILES = [
    ("no title", 'select = ["*"]\n', "", None, "missing key 'title'"),
    ("a blank title", 'title = ""\nselect = ["*"]\n', "title", "title", "is empty"),
    ("no selection", 'title = "x"\n', "", None, "missing key 'select'"),
    ("an unknown key", NEWS.replace("ignore", "ingore"), "ingore", "ingore", "did you mean 'ignore'?"),
    ("an unknown selection", NEWS.replace('"claims"', '"clams"'), "select[1]", "select", "did you mean 'claims'?"),
    ("an unknown rule", NEWS.replace('"spun"', '"wonder-wrod"'), "ignore[1]", "ignore", "did you mean 'wonder-word'?"),
    ("a star ignored", NEWS.replace('"spun"', '"*"'), "ignore[1]", "ignore", "unknown rule or family '*'"),
    ("unknown settings", NEWS.replace("rules.wonder", "rules.wnder"), "rules.wnder-word", "[rules", "'wonder-word'?"),
    ("a severity", NEWS.replace('"error"', '"fatal"'), "rules.wonder-word.severity", "fatal", "error, warning, info"),
    ("a confidence", NEWS.replace('"low"', "1"), "rules.wonder-word.confidence", "confidence", "high, medium, low"),
    ("an option", NEWS.replace("within", "witin"), "rules.wonder-word.witin", "witin", "did you mean 'within'?"),
    ("a value", NEWS.replace("= 9", '= "9"'), "rules.wonder-word.within", "within", "a whole number"),
    ("a lexicon", NEWS.replace("@hedges", "@hegdes"), "rules.wonder-word.cues[1]", "cues", "unknown lexicon 'hegdes'"),
]


@pytest.mark.parametrize(
    ("text", "key", "at", "message"), [case[1:] for case in PROFILES], ids=[c[0] for c in PROFILES]
)
def test_a_profile_that_is_wrong_is_refused(tmp_path: Path, text: str, key: str, at: str | None, message: str) -> None:
    path = with_profile(tmp_path, text)
    book = book_of(tmp_path)
    error = only_error(book)
    assert (error.path, error.key) == (str(path), key)
    assert error.line == (line_with(path, at) if at else None)
    assert message in error.message
    assert (book.profiles, list(book.rules)) == ({}, ["wonder-word"])


def test_a_second_profile_of_a_name_is_an_error(tmp_path: Path) -> None:
    with_profile(tmp_path / "ours", NEWS)
    acme = write(tmp_path / "acme", profiles__news='title = "Theirs"\nselect = ["*"]\n')
    book = book_of(tmp_path / "ours", acme)
    assert only_error(book).path == str(acme / "profiles" / "news.toml")
    assert "the profile 'news' of acme is already provided by medlint (" in only_error(book).message
    assert book.profiles["news"].title == "News"
