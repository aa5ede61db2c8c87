"""Reading TOML with places: what an author is told, and that the line is the line."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Literal

import msgspec
import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from medlint.errors import ConfigError, RuleFileError
from medlint.toml.source import SIZE_LIMIT_MB, TomlSource, convert, dotted, nearest, read_toml

DOCUMENT = '''# a comment = 1
title = "A"
"quoted key" = 1
site."own.domain".name = "x"
text = """
[not-a-table]
key = "no"
# nor a comment """
raw = \'\'\'
[[example]]
\'\'\'\'\'
words = [
  "one", # [two]
  "two",
  ["three",
   "four"],
]
inline = { a = 1, b = { c = "x" } }

[options]
caveat = "doses"
'literal key' = 2

[[example]]
bad = "first"

[[example]]
good = "second"
  [[example.source]]
  year = 1999
  [example.options]
  scope = "near"

[[example]]
bad = "third"

[a.b.c]
d = 1979-05-27 07:32:00
e = 1
'''

LINES = {
    ("title",): 2,
    ("quoted key",): 3,
    ("site",): 4,
    ("site", "own.domain"): 4,
    ("site", "own.domain", "name"): 4,
    ("text",): 5,
    ("raw",): 9,
    ("words",): 12,
    ("words", 0): 13,
    ("words", 1): 14,
    ("words", 2): 15,
    ("words", 2, 1): 16,
    ("inline",): 18,
    ("inline", "b", "c"): 18,
    ("options",): 20,
    ("options", "caveat"): 21,
    ("options", "literal key"): 22,
    ("example",): 24,
    ("example", 0): 24,
    ("example", 0, "bad"): 25,
    ("example", 1): 27,
    ("example", 1, "source"): 29,
    ("example", 1, "source", 0, "year"): 30,
    ("example", 1, "options"): 31,
    ("example", 1, "options", "scope"): 32,
    ("example", 2): 34,
    ("example", 2, "bad"): 35,
    ("a",): 37,
    ("a", "b"): 37,
    ("a", "b", "c"): 37,
    ("a", "b", "c", "e"): 39,
}


def read(text: str) -> TomlSource:
    return read_toml(text, path="rules/x.toml", error=RuleFileError)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(("key_path", "line"), LINES.items())
def test_line_of_every_kind_of_key(key_path, line, ends):
    assert read(DOCUMENT.replace("\n", ends)).line_of(key_path) == line


@pytest.mark.parametrize(
    "key_path", [("not-a-table",), ("key",), ("example", 3), ("example", 1, "bad"), ("words", 3), ("options", "title")]
)
def test_line_of_what_is_not_there_is_none(key_path):
    assert read(DOCUMENT).line_of(key_path) is None


def test_nearest_line_falls_back_to_the_table_around():
    source = read(DOCUMENT)
    assert source.nearest_line(("example", 2, "good")) == 34
    assert source.nearest_line(("nowhere",)) is None


def test_data_is_plain():
    source = read(DOCUMENT)
    assert source.path == "rules/x.toml"
    assert source.data == tomli.loads(DOCUMENT)


def test_escaped_keys_are_found():
    source = read('"caf\\u00e9" = 1\n"smile \\U0001F600" = 2\n"tab\\t\\"q\\"" = 3\n')
    assert [source.line_of((key,)) for key in source.data] == [1, 2, 3]


# Documents of every construct, each line remembered as it is written.
BARE = st.text("abcXYZ019_-", min_size=1, max_size=5)
ANY_KEY = st.one_of(
    BARE, st.text(min_size=0, max_size=6).filter(lambda s: max(s, default="") < "\ud800" and s.isprintable())
)
TRICKY = ["x = 1", "[table]", "[[example]]", "# no", "a.b = 'c'", "", "]", "}"]


def written(key: str, data: st.DataObject) -> str:
    if key and all(c in "abcdefghijklmnopqrstuvwxyzXYZ0123456789_-" for c in key) and data.draw(st.booleans()):
        return key
    if "'" not in key and data.draw(st.booleans()):
        return f"'{key}'"
    escaped = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class Writer:
    """Writes a document line by line and remembers where each key went."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: dict[tuple[str | int, ...], int] = {}

    def put(self, path, text):
        self.places[path] = len(self.lines) + 1
        self.lines += text.split("\n")

    def value(self, data, path):
        kind = data.draw(st.sampled_from(["number", "string", "block", "literal", "array", "inline"]))
        inner = "\n".join(data.draw(st.lists(st.sampled_from(TRICKY), max_size=4)))
        first = len(self.lines) + 1
        if kind == "block":
            return '"""' + data.draw(st.sampled_from(["", "\n", '"', '""'])) + inner + ' \\"""x """'
        if kind == "literal":
            return "'''" + inner + " " + data.draw(st.sampled_from(["", "'", "''"])) + "'''"
        if kind == "array":
            self.places[(*path, 0)] = first + 1
            self.places[(*path, 1)] = first + 3
            return '[ # [[x]] " \n  "]",\n\n  2\n]'
        if kind == "inline":
            self.places[(*path, "in", "ner")] = first
            return '{ in.ner = "}", z = [1] }'
        return {"number": "1_000", "string": '"[x] # = \\" y"'}[kind]


@given(st.data())
def test_line_of_is_the_line_the_key_stands_on(data):
    writer = Writer()

    def keys(prefix, names):
        for name in names:
            path = (*prefix, name)
            key = written(name, data)
            writer.put(path, f"{data.draw(st.sampled_from(['', '  ']))}{key} = {writer.value(data, path)}")
            if data.draw(st.booleans()):
                writer.lines += data.draw(st.sampled_from([["# [x]"], [""], ["# a = 1", ""]]))

    names = data.draw(st.lists(ANY_KEY, unique=True, max_size=8))
    keys((), names[:2])
    for name in names[2:5]:
        header = written(name, data)
        for index in range(data.draw(st.integers(1, 3))):
            writer.put((name, index), f"[[{header}]]")
            keys((name, index), data.draw(st.lists(ANY_KEY.filter(lambda k: k != "sub"), unique=True, max_size=2)))
            writer.put((name, index, "sub"), f"[{header}.sub]")
            keys((name, index, "sub"), data.draw(st.lists(ANY_KEY, unique=True, max_size=2)))
    for name in names[5:]:
        writer.put((name,), f"[ {written(name, data)} ] # [y]")
        keys((name,), data.draw(st.lists(ANY_KEY, unique=True, max_size=2)))
    source = read(data.draw(st.sampled_from(["\n", "\r\n"])).join("\n".join(writer.lines).split("\n")))
    assert {path: source.line_of(path) for path in writer.places} == writer.places


@given(st.text(max_size=40) | st.text("[]{}=\"'#\\.,a1 \n", max_size=40))
def test_reading_anything_gives_a_source_or_our_error(text):
    try:
        source = read(text)
    except RuleFileError as error:
        source, problem = None, error
    if source is None:
        assert problem.path == "rules/x.toml"
        assert "(at " not in problem.message
    else:
        assert all(source.line_of((key,)) is not None for key in source.data)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('a = 1\nb = "x\n', 2, "not valid TOML: illegal character '\\n'"),
        ("a = 1\na = 2\n", 2, "not valid TOML: cannot overwrite a value"),
        ('a = """\nx\ny', 3, "not valid TOML: unterminated string"),
        ("a = " + "[" * 5000, None, "nested too deeply"),
        ("a = 1" + "0" * 5000, None, "too many digits"),
    ],
)
def test_what_does_not_parse(text, line, words):
    with pytest.raises(RuleFileError) as caught:
        read(text)
    assert caught.value.line == line
    assert words in caught.value.message
    assert "line" not in caught.value.message


def test_too_large_a_document_is_refused_and_the_limit_named():
    with pytest.raises(ConfigError, match=f"limit of {SIZE_LIMIT_MB} MB") as caught:
        read_toml("#" * (SIZE_LIMIT_MB * 10**6 + 1), path="medlint.toml", error=ConfigError)
    assert caught.value.path == "medlint.toml"


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    bad: str | None = None
    flags: tuple[str, ...] = ()
    max_words: int = 0


class Colour(Enum):
    RED = "red"
    GREEN = "green"


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    year: Annotated[int, msgspec.Meta(ge=1900)]
    names: list[str] = []


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    why: str
    severity: Literal["error", "warning", "advice"] = "warning"
    colour: Colour = Colour.RED
    rule_id: str | int = ""
    strict: bool = False
    weight: float = 0
    example: Annotated[list[Example], msgspec.Meta(max_length=4)] | None = None
    facts: dict[str, Row] = {}
    by_level: dict[Literal["low", "high"], int] = {}

    def __post_init__(self) -> None:
        if self.why == "no":
            raise ValueError("Give a reason")


def failure(text: str, type_: type = RuleFile) -> RuleFileError:
    source = read(text)
    with pytest.raises(RuleFileError) as caught:
        convert(source, source.data, type_)
    return caught.value


def test_a_document_that_fits_is_converted():
    source = read('why = "x"\nrule-id = 3\n[[example]]\nmax-words = 4\n[facts.aspirin]\nyear = 1950\n')
    rule = convert(source, source.data, RuleFile)
    assert rule == RuleFile("x", rule_id=3, example=[Example(max_words=4)], facts={"aspirin": Row(1950)})


@pytest.mark.parametrize(
    ("text", "line", "key", "message"),
    [
        ('why = "x"\nsevrity = "error"\n', 2, "sevrity", "unknown key 'sevrity'; did you mean 'severity'?"),
        ('why = "x"\nrule_id = "x"\n', 2, "rule_id", "unknown key 'rule_id'; did you mean 'rule-id'?"),
        (
            'why = "x"\n[[example]]\nqqqq = 1\n',
            3,
            "example[1].qqqq",
            "unknown key 'qqqq'; known keys: bad, flags, max-words",
        ),
        ("strict = true\n", None, "", "missing key 'why'"),
        ('why = "x"\n[facts.a]\nyear = 1999\n[facts."b c"]\n', 4, 'facts."b c"', "missing key 'year'"),
        ("why = 3\n", 1, "why", "expected a string, got a number"),
        ("why = 3.5\n", 1, "why", "expected a string, got a decimal number"),
        ("why = true\n", 1, "why", "expected a string, got true or false"),
        ("why = []\n", 1, "why", "expected a string, got a list"),
        ("why = {}\n", 1, "why", "expected a string, got a table"),
        ("why = 1999-01-01\n", 1, "why", "expected a string, got a date"),
        ('why = "x"\nstrict = "yes"\n', 2, "strict", "expected true or false, got a string"),
        ('why = "x"\nweight = "1"\n', 2, "weight", "expected a number, got a string"),
        ('why = "x"\nrule-id = true\n', 2, "rule-id", "expected a whole number or a string, got true or false"),
        ('why = "x"\nexample = "x"\n', 2, "example", "expected a list, got a string"),
        ('why = "x"\nexample = [{},{},{},{},{}]\n', 2, "example", "expected a list of length at most 4"),
        (
            'why = "x"\n[[example]]\n[[example]]\n[[example]]\nbad = 1\n',
            5,
            "example[3].bad",
            "expected a string, got a number",
        ),
        (
            'why = "x"\n[[example]]\nflags = [\n"a",\n2,\n]\n',
            5,
            "example[1].flags[2]",
            "expected a string, got a number",
        ),
        (
            'why = "x"\n[facts.a]\nyear = 1950\n[facts.b]\nyear = 1999\n[facts.c]\nyear = 1700\n[facts.d]\n',
            7,
            "facts.c.year",
            "expected a whole number at least 1900",
        ),
        (
            'why = "x"\nseverity = "eror"\n',
            2,
            "severity",
            "'eror' is not one of the known values; did you mean 'error'?",
        ),
        (
            'why = "x"\ncolour = "blue"\n',
            2,
            "colour",
            "'blue' is not one of the known values; known values: green, red",
        ),
        (
            'why = "x"\n[by-level]\nlow = 1\nhihg = 2\n',
            4,
            "by-level.hihg",
            "'hihg' is not one of the known values; did you mean 'high'?",
        ),
        ('why = "no"\n', None, "", "give a reason"),
    ],
)
def test_errors_in_plain_words_at_the_right_place(text, line, key, message):
    error = failure(text)
    assert (error.line, error.key, error.message) == (line, key, message)
    assert error.path == "rules/x.toml"


def test_part_of_a_document_is_placed_in_the_whole():
    source = read("[[example]]\n\n[[example]]\n[example.options]\nyeer = 1\n")
    at = ("example", 1, "options")
    with pytest.raises(RuleFileError) as caught:
        convert(source, source.data["example"][1]["options"], Row, at=at)
    assert (caught.value.line, caught.value.key) == (5, "example[2].options.yeer")
    assert "did you mean 'year'?" in caught.value.message


def test_the_entry_at_fault_is_found_among_many():
    rows = {f"drug-{n}": {"year": 1950} for n in range(300)}
    rows["drug-217"]["names"] = ["ok", 1]
    source = TomlSource("x", {}, "", ConfigError)
    with pytest.raises(ConfigError) as caught:
        convert(source, {"why": "x", "facts": rows}, RuleFile)
    assert caught.value.key == "facts.drug-217.names[2]"


@pytest.mark.parametrize(
    ("name", "known", "near"),
    [
        ("colour", ["color", "size"], "color"),
        ("MAX_WORDS", ["max-words"], "max-words"),
        ("zzz", ["color"], None),
        ("x", [], None),
    ],
)
def test_nearest(name, known, near):
    assert nearest(name, known) == near


def test_dotted_names_keys_as_an_author_writes_them():
    assert dotted(("example", 2, "bad")) == "example[3].bad"
    assert dotted(("a b", 'c"d', "e")) == '"a b"."c\\"d".e'
    assert dotted(()) == ""
