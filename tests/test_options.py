"""Options: what a rule file may write where a check wants a lexicon or a fact table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import pytest
from msgspec import Struct

from medlint.model import Cues, FactName
from medlint.rulebook import Rulebook
from medlint.rulebook.options import Shape, shape_of
from rulefiles import NestedOptions, Topic, WordsOptions, book_of, line_with, only_error, rule_text, write

HEDGES = 'title = "Hedges"\nphrases = ["may"]\n\n[[entry]]\nphrases = ["might", "could"]\nkind = "modal"\n'
DRUGS = 'title = "Drugs"\nas_of = 2024-05-01\nsource = "A register"\nvalues = ["ibuprofen"]\ncolumn = "name"\n'


def load_with(folder: Path, options: dict[str, str], check: str = "words") -> Rulebook:
    text = rule_text(check=f'"{check}"', options=options)
    return book_of(write(folder, claims__wonder_word=text, lexicons__hedges=HEDGES, facts__drugs=DRUGS))


def phrases(book: Rulebook, lexicon: str) -> list[tuple[str, Mapping[str, str]]]:
    return [(entry.phrase, entry.tags) for entry in book.lexicons[lexicon].entries]


def test_a_string_names_a_lexicon(tmp_path: Path) -> None:
    book = load_with(tmp_path, {"cues": '"hedges"', "table": '"drugs"'})
    assert book.errors == ()
    assert book.rules["wonder-word"].settings == WordsOptions(cues="hedges", table="drugs")
    assert list(book.lexicons) == ["hedges"]


def test_an_empty_string_names_none(tmp_path: Path) -> None:
    book = load_with(tmp_path, {"cues": '""', "table": '""'})
    assert (book.errors, book.rules["wonder-word"].settings) == ((), WordsOptions(cues=""))


def test_a_list_is_a_lexicon_of_the_rule(tmp_path: Path) -> None:
    cues = '["wonder {pill,drug}", "@hedges", {phrase = "cure*", means = "treat"}, {phrases = ["a", "may"], x = "y"}]'
    book = load_with(tmp_path, {"cues": cues})
    assert book.errors == ()
    assert book.rules["wonder-word"].settings.cues == "wonder-word.cues"
    assert phrases(book, "wonder-word.cues") == [
        ("wonder {pill,drug}", {}),
        ("may", {}),
        ("might", {"kind": "modal"}),
        ("could", {"kind": "modal"}),
        ("cure*", {"means": "treat"}),
        ("a", {"x": "y"}),
    ]
    assert book.lexicons["wonder-word.cues"].path == str(tmp_path / "claims" / "wonder-word.toml")


def test_a_tuple_of_cues_holds_names_and_lists(tmp_path: Path) -> None:
    book = load_with(tmp_path, {"cues": '"hedges"', "unless-any": '["hedges", ["a", "b"], ""]'})
    assert book.errors == ()
    assert book.rules["wonder-word"].settings.unless_any == ("hedges", "wonder-word.unless-any.2", "")
    assert phrases(book, "wonder-word.unless-any.2") == [("a", {}), ("b", {})]


def test_lexicons_are_found_inside_structs_and_tables(tmp_path: Path) -> None:
    options = {
        "topics": '[{name = "dose", cues = ["dose"]}, {name = "n", cues = "hedges"}]',
        "by-name": '{one = ["x"], two = "hedges"}',
        "maybe": '["y"]',
    }
    book = load_with(tmp_path, options, "nested")
    assert book.errors == ()
    assert book.rules["wonder-word"].settings == NestedOptions(
        topics=(Topic("dose", "wonder-word.topics.1.cues"), Topic("n", "hedges")),
        by_name={"one": "wonder-word.by-name.one", "two": "hedges"},
        maybe="wonder-word.maybe",
    )
    assert [name for name in book.lexicons if "." in name] == [
        "wonder-word.by-name.one",
        "wonder-word.maybe",
        "wonder-word.topics.1.cues",
    ]


REFUSED = [
    ({"cues": '"hegdes"'}, "words", "options.cues", "unknown lexicon 'hegdes'; did you mean 'hedges'?"),
    ({"cues": '["@hegdes"]'}, "words", "options.cues[1]", "unknown lexicon 'hegdes'; did you mean 'hedges'?"),
    ({"cues": "[]"}, "words", "options.cues", 'write "" for none'),
    ({"cues": "3"}, "words", "options.cues", "expected a string"),
    ({"cues": "[3]"}, "words", "options.cues[1]", "expected a string"),
    ({"cues": '["a", ""]'}, "words", "options.cues[2]", "nothing at all"),
    ({"cues": '["a", "{b"]'}, "words", "options.cues[2]", "a { without its }"),
    ({"cues": '[{phrase = "a", means = 3}]'}, "words", "options.cues[1].means", "expected a string"),
    ({"cues": '[{means = "a"}]'}, "words", "options.cues[1]", "either 'phrase' or 'phrases'"),
    ({"cues": '[{phrase = "a", phrases = ["b"]}]'}, "words", "options.cues[1]", "either 'phrase' or 'phrases'"),
    ({"cues": '[{phrases = "ab"}]'}, "words", "options.cues[1].phrases", "expected a list"),
    ({"cues": '[{phrases = ["a", "{b"]}]'}, "words", "options.cues[1].phrases[2]", "a { without its }"),
    ({"cues": '[{phrase = ""}]'}, "words", "options.cues[1].phrase", "nothing at all"),
    ({"cues": '"hedges"', "unless-any": '["hedges", "may"]'}, "words", "options.unless-any[2]",
     "unknown lexicon 'may'"),
    ({"cues": '"hedges"', "table": '"durgs"'}, "words", "options.table",
     "unknown fact table 'durgs'; did you mean 'drugs'"),
    ({"cues": '"hedges"', "table": '["drugs"]'}, "words", "options.table", "expected a string"),
    ({"topics": '[{name = "a", ceus = "hedges"}]'}, "nested", "options.topics[1].ceus", "did you mean 'cues'"),
    ({"topics": '[{name = "a", cues = "x"}]'}, "nested", "options.topics[1].cues", "unknown lexicon 'x'"),
    ({"by-name": '{one = "x"}'}, "nested", "options.by-name.one", "unknown lexicon 'x'"),
    ({"noet": '"x"'}, "idle", "options.noet", "unknown option 'noet'; did you mean 'note'? (the check is 'idle')"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "check", "key", "message"), REFUSED)
def test_what_does_not_fit_is_named(
    tmp_path: Path, options: dict[str, str], check: str, key: str, message: str
) -> None:
    book = load_with(tmp_path, options, check)
    error = only_error(book)
    path = tmp_path / "claims" / "wonder-word.toml"
    assert (error.path, error.key) == (str(path), key)
    assert error.line == line_with(path, f"{key.split('.')[1].split('[', maxsplit=1)[0]} =")
    assert message in error.message


def test_the_line_is_that_of_the_item(tmp_path: Path) -> None:
    error = only_error(load_with(tmp_path, {"cues": '[\n  "fine",\n  "br}ken",\n]'}))
    assert error.line == line_with(tmp_path / "claims" / "wonder-word.toml", "br}ken")


def test_a_default_must_exist_too(tmp_path: Path) -> None:
    write(tmp_path, claims__wonder_word=rule_text(check='"nested"', options={}), facts__drugs=DRUGS)
    error = only_error(book_of(tmp_path))
    assert error.key == "options.usual"
    assert error.line == line_with(tmp_path / "claims" / "wonder-word.toml", "[options]")
    assert "unknown lexicon 'hedges'" in error.message


def test_examples_may_write_lexicons_out(tmp_path: Path) -> None:
    examples = [f'bad = "One {n}"\nflags = ["{n}"]\noptions = {{cues = ["{n}", "@hedges"]}}' for n in "abc"]
    examples += [f'good = "{n}"' for n in "def"]
    write(tmp_path, claims__wonder_word=rule_text(examples=examples), lexicons__hedges=HEDGES)
    book = book_of(tmp_path)
    assert book.errors == ()
    assert book.rules["wonder-word"].examples[1].options == {"cues": ["b", "@hedges"]}
    assert [entry.phrase for entry in book.lexicons["wonder-word.cues"].entries] == ["wonder pill", "wonder drug"]


class Inner(Struct, rename="kebab"):
    the_cues: Cues = ""


@pytest.mark.parametrize(
    ("type_", "shape"),
    [
        (str, Shape()),
        (Annotated[str, "other"], Shape()),
        (tuple[str, ...], Shape()),
        (Cues, Shape(names="lexicon")),
        (FactName, Shape(names="facts")),
        (Cues | None, Shape(names="lexicon")),
        (tuple[Cues, ...], Shape(each=Shape(names="lexicon"))),
        (frozenset[FactName], Shape(each=Shape(names="facts"))),
        (Mapping[str, Cues], Shape(each=Shape(names="lexicon"))),
        (list[Cues] | None, Shape(each=Shape(names="lexicon"))),
        (Inner, Shape(fields={"the-cues": ("the_cues", Shape(names="lexicon"))})),
    ],
)
def test_a_type_shows_where_it_names_tables(type_: object, shape: Shape) -> None:
    assert shape_of(type_) == shape
