"""Front matter: where the article starts, what the block says, and where each word of its texts stands."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from medlint.readers.front_matter import FrontMatter, split_front_matter
from medlint.readers.front_texts import MAX_DEPTH, MAX_LENGTH
from medlint.readers.front_yaml import MAX_ALIASES

BODY = "# Heading\n\nText.\n"


def texts(front: FrontMatter) -> dict[str, str]:
    return {text.key: "".join(piece[0] for piece in text.pieces) for text in front.texts}


def plain(front: FrontMatter, source: str) -> bool:
    """Whether every piece is the source itself, a line fold, or one escaped character."""
    pieces = [piece for text in front.texts for piece in text.pieces]
    assert all(0 <= start < end <= len(source) for _, start, end in pieces)
    return all(text == source[a:b] or text.isspace() or len(text) == 1 for text, a, b in pieces)


def body(source: str) -> str:
    return source[split_front_matter(source).body :]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ('---\ntitle: "A \\"new\\" dawn"\ndate: 2024-03-01\ntags: [a, b]\n---\n', "yaml"),
        ("---\ntitle: 'A \"new\" dawn'\ndate: 2024-03-01\ntags:\n- a\n- b\n...\n", "yaml"),
        ('+++\ntitle = "A \\"new\\" dawn"\ndate = 2024-03-01\ntags = [\n  "a",\n  "b",\n]\n+++\n', "toml"),
        ('{\n  "title": "A \\"new\\" dawn",\n  "date": "2024-03-01",\n  "tags": ["a", "b"]\n}\n\n', "json"),
    ],
)
def test_each_format_with_each_line_end(block, kind, ends):
    source = (block + BODY).replace("\n", ends)
    front = split_front_matter(source)
    assert front.format == kind
    assert front.error is None
    assert front.data == {"title": 'A "new" dawn', "date": "2024-03-01", "tags": ["a", "b"]}
    assert texts(front) == {"title": 'A "new" dawn'}
    assert plain(front, source)
    assert source[front.body :] == BODY.replace("\n", ends)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "Text",
        "---",
        "---\n",
        "---\ntitle: x\n",
        "----\ntitle: x\n---\n",
        " ---\ntitle: x\n---\n",
        "--- x\ntitle: x\n---\n",
        "\n---\ntitle: x\n---\n",
        "---\n\nA paragraph between two breaks.\n\n---\n\nMore.\n",
        "---\n\nNote: first.\n\nNote: [second\n\n---\n",
        "---\n- one\n- two\n---\n",
        "+++\ntitle = 'x'\n",
        "{{< figure >}}\n\nText\n",
        "{% raw %}\n\n",
        "{: .lead}\nText\n",
        '{"title": "x"}\nText right below\n',
        '{"title": "x"} and text\n\n',
        '{"an expression"}\n\nText\n',
        '{"title": "x"\n\nText\n',
    ],
)
def test_what_is_no_front_matter(source):
    assert split_front_matter(source) == FrontMatter(None, 0, {})


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("---\ntitle: x\ntags: [a\n---\nBody\n", 4),
        ('---\r\ntitle: "x\r\n---\r\nBody\n', None),
        ("---\na: 1\nb: \x07\n---\nBody\n", 3),
        ("---\na: *nobody\n---\nBody\n", 2),
        ("---\n? [a]\n: 1\ntitle: x\n---\nBody\n", 2),
        ("---\na: \ud800\n---\nBody\n", 2),
        ("+++\na = 1\nb = \n+++\nBody\n", 3),
        ("+++\r\na = 1\r\na = 2\r\n+++\r\nBody\n", 3),
        ('{\n"a": 1,\n"b": x\n}\n\nBody\n', 3),
        ('{\n"a": [1,\n}\n\nBody\n', None),
        ('{"a": "1\n}\n\nBody\n', None),
        ("---\na: " + "[" * 60_000 + "\n---\nBody\n", 2),
        ("---\n" + "\n".join(" " * n + "a:" for n in range(MAX_DEPTH + 1)) + "\n---\nBody\n", 2),
        ("+++\na = " + "[" * 399 + "]" * 399 + "\n+++\nBody\n", 2),
        ("+++\na = " + "[" * 9999 + "\n+++\nBody\n", None),
        ("+++\na = 1" + "0" * 5000 + "\n+++\nBody\n", None),
        ('{"a": ' + "[" * 9999 + "]" * 9999 + "}\n\nBody\n", 1),
        ('{"a": 1' + "0" * 5000 + "}\n\nBody\n", 1),
        ("---\na: &a [b]\nc: [" + "*a, " * (MAX_ALIASES + 1) + "]\n---\nBody\n", 2),
        ("---\na: &a [*a]\n---\nBody\n", 2),
        ("---\na: " + "b" * MAX_LENGTH + "\n---\nBody\n", 2),
        ("+++\na = '" + "b" * MAX_LENGTH + "'\n+++\nBody\n", 2),
        ('{"a": "' + "b" * MAX_LENGTH + '"}\n\nBody\n', 1),
    ],
)
def test_a_broken_block_is_an_error_and_never_hides_the_body(source, line):
    front = split_front_matter(source)
    assert front.error
    assert "\n" not in front.error
    assert front.error_line == line or line is None
    assert 1 <= front.error_line <= source.count("\n")
    assert (front.data, front.texts) == ({}, ())
    assert source[front.body :] == "Body\n"


def test_aliases_that_multiply_are_refused():
    lines = ["a: &a [" + "x, " * 9000 + "]"]
    names = "abcdefg"
    lines += [f"{names[n]}: &{names[n]} [" + f"*{names[n - 1]}, " * 3 + "]" for n in range(1, 7)]
    front = split_front_matter("---\n" + "\n".join(lines) + "\n---\n")
    assert "multiply" in front.error


def test_yaml_values_are_ready_for_json():
    block = """
on: yes
2024: year
date: 2024-03-01
at: 2024-03-01T10:00:00Z
impossible: 2024-13-99
big: 123456789012345678901234567890
inf: .inf
none: ~
binary: !!binary aGk=
tagged: !chart {a: 1}
mark: !x y
bad: !!int x
empty: !!int ""
base: &base {a: 1, b: 2}
merged: {<<: *base, b: 3}
set: !!set {a, b}
title: one
title: two
"""
    front = split_front_matter(f"---{block}---\n")
    assert front.error is None
    assert json.loads(json.dumps(front.data, allow_nan=False)) == front.data
    assert front.data["on"] is True
    assert front.data["2024"] == "year"
    assert front.data["date"] == "2024-03-01"
    assert front.data["at"].startswith("2024-03-01T10:00:00")
    assert front.data["impossible"] == "2024-13-99"
    assert front.data["merged"] == {"a": 1, "b": 3}
    assert front.data["tagged"] == {"a": 1}
    assert front.data["title"] == texts(front)["title"] == "two"


def test_an_empty_block_is_front_matter():
    assert split_front_matter("---\n---\nx") == FrontMatter("yaml", 8, {})
    assert split_front_matter("---\n# nothing yet\n---\nx").data == {}
    assert split_front_matter("{}\n\nx") == FrontMatter("json", 4, {})
    assert split_front_matter("+++\n+++").body == 7


@pytest.mark.parametrize(
    "source",
    [
        "---\nseo: {title: S, description: D}\ntitle: T\nsubtitle: U\nog-title: O\nmetaDescription: M\n---\n",
        """+++
og-title = "O"
title = 'T'
metaDescription = "M"
subtitle="U"
other = { title = "no" }
[seo]
title = "S"
description = '''\nD'''
[[faq]]
title = "no"
+++
""",
        """{"seo": {"title": "S", "description": "D"}, "title": "T", "subtitle": "U", "og-title": "O",
"metaDescription": "M", "faq": [{"title": "no"}], "other": {"title": "no"}}

""",
    ],
)
def test_titles_and_descriptions_by_any_name_the_own_title_first(source):
    front = split_front_matter(source)
    assert texts(front) == {
        "title": "T", "subtitle": "U", "og-title": "O", "metaDescription": "M",
        "seo.title": "S", "seo.description": "D",
    }  # fmt: skip
    assert front.texts[0].key == "title"
    kinds = {text.key: text.kind for text in front.texts}
    assert {key for key, kind in kinds.items() if kind == "title"} == {"title", "og-title", "seo.title"}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "scalar",
    [
        "A plain title # with a comment",
        "A plain title\n  over two lines\n\n  and a gap",
        "&anchor !!str A tagged title",
        "'It''s \U0001f600 here'",
        "'two\n  lines\n\n\n  gap '",
        "' \n  odd \n '",
        '"a \\"b\\" \\u00e9 \\x41 \\U0001F600 \\t\\\\ end"',
        '"two\n  lines, \\\n  joined\\\n  \\ tight\n\n  gap"',
        '"escaped blank\\ \n  next"',
        '"\n  edges\n  "',
        "&a\n  'next line'",
        ">-\n  folded\n  text\n\n  two\n   more\n   indented\n  end",
        ">+\n  kept\n\n",
        ">2\n   indented\n  less",
        "| # comment\n  literal  \n    deeper\n\n  end",
        "|-\n  one\n  two",
        "|\n\n  leading line",
    ],
)
def test_yaml_scalars_of_every_style(scalar, ends):
    source = f"---\nother: \U0001f600\ntitle: {scalar}\nafter: x\n---\nBody".replace("\n", ends)
    front = split_front_matter(source)
    expected = yaml.safe_load(f"title: {scalar}\n")["title"]
    assert front.data["title"] == texts(front)["title"] == expected
    assert plain(front, source)
    assert len(front.texts[0].pieces) > 1 or front.texts[0].pieces[0][0] in source


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'C:\\x'", "C:\\x"),
        ('"a\\tb \\u00e9 \\U0001F600 \\\\"', "a\tb \u00e9 \U0001f600 \\"),
        ('"""\nfirst\n[seo]\n"x" \\\n\n   joined\\n"""', 'first\n[seo]\n"x" joined\n'),
        ("'''\nraw \\n\n'quoted''''", "raw \\n\n'quoted'"),
    ],
)
def test_toml_strings_of_every_style(written, value, ends):
    source = f"+++\nother = 1\ntitle = {written} # done\n+++\nBody".replace("\n", ends)
    front = split_front_matter(source)
    assert front.data["title"] == texts(front)["title"] == value
    assert plain(front, source)


TITLES = st.text(
    st.one_of(
        st.sampled_from("abc \"':\\/#{}[]|>-\n\t\u00e9\u2019\U0001f600\u2028\x85\xa0%@&*!,?"),
        st.characters(codec="utf-8"),
    ),
    min_size=1,
    max_size=60,
).filter(str.strip)
ENDS = st.sampled_from(["\n", "\r\n"])


def check(source: str, title: str, ends: str) -> None:
    source = source.replace("\n", ends)
    front = split_front_matter(source)
    assert front.error is None
    assert front.data["title"] == title
    assert texts(front)["title"] == title
    assert plain(front, source)
    assert source[front.body :] == BODY.replace("\n", ends)


@given(TITLES, st.sampled_from(["", "'", '"', "|", ">"]), st.booleans(), st.sampled_from([12, 80]), ENDS)
def test_any_title_in_yaml(title, style, allow_unicode, width, ends):
    dumped = yaml.dump(
        {"a": "\U0001f600", "title": title},
        Dumper=yaml.SafeDumper,
        default_style=style or None,
        allow_unicode=allow_unicode,
        width=width,
    )
    try:
        again = yaml.safe_load(dumped)["title"]
    except yaml.YAMLError:
        return
    check(f"---\n{dumped}---\n{BODY}", again, ends)


@given(TITLES, st.sampled_from([None, 0, 2]), st.booleans(), ENDS)
def test_any_title_in_json(title, indent, ensure_ascii, ends):
    dumped = json.dumps({"a": '}{"', "title": title, "z": ["\U0001f600"]}, indent=indent, ensure_ascii=ensure_ascii)
    check(f"{dumped}\n\n{BODY}", title, ends)


@given(TITLES, st.booleans(), st.booleans(), ENDS)
def test_any_title_in_toml(title, ascii_only, block, ends):
    def escaped(char: str) -> str:
        if char in '"\\':
            return "\\" + char
        if char < " " or char == "\x7f" or (ascii_only and char > "~"):
            return char if block and char == "\n" else f"\\U{ord(char):08X}"
        return char

    written = "".join(map(escaped, title))
    string = f'"""\n{written}"""' if block else f'"{written}"'
    check(f"+++\na = '\U0001f600'\ntitle = {string}\n+++\n{BODY}", title, ends)


@given(
    st.sampled_from(["---\n", "+++\n", '{"title": ']),
    st.text(),
    st.sampled_from(["\n---\n", "\n+++\n", "}\n\n", "\r}"]),
)
def test_never_raises(opening, inside, closing):
    source = opening + inside + closing
    front = split_front_matter(source)
    assert 0 <= front.body <= len(source)
    assert json.dumps(front.data, allow_nan=False).encode("utf-8")


@given(
    st.lists(
        st.sampled_from(
            [
                "title: ",
                "a",
                "- ",
                ": ",
                "\n",
                "  ",
                "'",
                '"',
                "[",
                "{",
                "&a ",
                "*a",
                "<<: ",
                "!!int ",
                "|",
                ">",
                "\\",
                "#",
                "= ",
                "\r",
                "\u2028",
            ]
        ),
        max_size=25,
    )
)
def test_never_raises_on_bits_of_syntax(bits):
    for opening, closing in [("---\n", "\n---\n"), ("+++\n", "\n+++\n"), ('{"title": "', '"}\n\n')]:
        source = opening + "".join(bits) + closing
        front = split_front_matter(source)
        for text in front.texts:
            value = front.data
            for step in text.key.split("."):
                value = value.get(step) if isinstance(value, dict) else None
            assert not isinstance(value, str) or value == "".join(piece[0] for piece in text.pieces)
        assert json.dumps(front.data, allow_nan=False)


def test_the_loader_without_libyaml_gives_the_same(monkeypatch):
    source = '---\r\nother: \U0001f600\r\ntitle: "a\r\n  \\u00e9 b"\r\nsummary: >-\r\n  one\r\n  two\r\n---\r\nBody'
    fast = split_front_matter(source)
    monkeypatch.setattr("medlint.readers.front_yaml._LOADER", yaml.SafeLoader)
    assert split_front_matter(source) == fast
    assert texts(fast) == {"title": "a \u00e9 b", "summary": "one two"}
    deep = split_front_matter("---\na: " + "[" * 30_000 + "\n---\nBody")
    assert deep.error == f"nested deeper than {MAX_DEPTH} levels"
