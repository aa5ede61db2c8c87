"""Rule packs made to hang, to fill the memory or to deceive: refused with the file and line, or harmless."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from medlint.entries import compile_entry
from medlint.errors import LONGEST, MedlintError
from medlint.folding import fold
from medlint.host import Host, load_host
from medlint.phrasebook import Lexicon, build
from medlint.rulebook import Rulebook, RuleFolder, load
from medlint.rulebook.lexicons import MOST_PHRASES, MOST_STEPS
from timing import is_linear
from zorps import RULE

HOUSE = RULE.format(id="x", cues='"wonder zorp"', cue="wonder zorp", options="", severity="error")


@pytest.fixture(scope="module", name="host")
def make_host() -> Host:
    return load_host()


def read(host: Host, folder: Path, **files: str) -> Rulebook:
    """A rulebook of files; `a__b` names `a/b.toml`."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/').replace('_', '-')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load([RuleFolder(folder, "test")], host.checks)


def lexicon(*phrases: str, more: str = "") -> str:
    listed = ", ".join(f'"{phrase}"' for phrase in phrases)
    return f'title = "x"\nphrases = [{listed}]\n{more}\n'


def told(book: Rulebook) -> str:
    (error,) = book.errors
    assert len(str(error)) < 2 * LONGEST + 500
    return str(error)


@pytest.mark.parametrize("where", ["lexicon", "rule"])
def test_lists_of_phrases_are_bounded(where: str, host: Host, tmp_path: Path) -> None:
    phrases = [f"a{number}" for number in range(MOST_PHRASES + 1)]
    if where == "lexicon":
        book = read(host, tmp_path, lexicons__big=lexicon(*phrases))
    else:
        listed = ", ".join(f'"{phrase}"' for phrase in phrases)
        book = read(host, tmp_path, spun__x=HOUSE.replace('["wonder zorp"]', f"[{listed}]", 1))
    assert f"more than {MOST_PHRASES:,} phrases" in told(book)
    assert str(tmp_path) in told(book)


@pytest.mark.parametrize(
    ("phrase", "more", "words"),
    [
        ("{a,b}" * 40, "", "more than 5,000 phrases"),
        ("{a,b} " * 400, "", "more than 100 places"),
        ("{" + "{a,b}{c,d}{e,f}{g,h}{i,j}," * 900 + "}", "", "more than 5,000"),
        ("<a>" * 50, 'slots = { a = ["x", "y", "z"] }', "more than 5,000 phrases"),
        ("<a>" * 2_000, f'slots = {{ a = ["{"x" * 2_000}"] }}', "more than 200,000 characters"),
        ("{" + "x" * 2_000 + ",b}", "", "more than 1,000 characters"),
        ("x" * 2_000, "", "more than 1,000 characters"),
        ("{{{a}}}" * 10_000, "", "not deeper"),
    ],
)
def test_alternatives_that_multiply_are_refused(phrase: str, more: str, words: str, host: Host, tmp_path: Path) -> None:
    book = read(host, tmp_path, lexicons__big=lexicon(phrase, "zorp", more=more))
    assert words in told(book)
    assert told(book).startswith(f"{tmp_path}/lexicons/big.toml:2: phrases[1]: ")


def test_files_that_spell_out_too_much_in_all(host: Host, tmp_path: Path) -> None:
    phrases = (f"z{number} {{{','.join(f'w{n}' for n in range(900))}}} {{a,b,c,d,e,f,g}}" for number in range(60))
    assert f"more than {MOST_PHRASES:,} phrases" in told(read(host, tmp_path, lexicons__big=lexicon(*phrases)))


def test_lexicons_include_each_other_only_so_far(host: Host, tmp_path: Path) -> None:
    count = MOST_STEPS * 40
    chain = {
        f"lexicons__l{number}": lexicon(f"p{number}", more=f'include = ["l{number + 1}"]' if number < count else "")
        for number in range(count + 1)
    }
    book = read(host, tmp_path, **chain)
    assert book.errors
    assert all(f"more than {MOST_STEPS} steps deep" in str(error) for error in book.errors)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000, "a = " + "{a=" * 100_000, ".".join("a" * 5_000) + " = 1",
        "[" + ".".join("a" * 50_000) + "]",
        "a = " + "9" * 10_000, '"' + "k" * 100_000 + '" = 1', "a = 1\n" * 2_000_000,
    ],
)  # fmt: skip
def test_toml_without_end_is_refused(text: str, host: Host, tmp_path: Path) -> None:
    assert told(read(host, tmp_path, spun__x=text)).startswith(f"{tmp_path}/spun/x.toml")


@pytest.mark.parametrize(
    "message",
    ["{quote.__class__}", "{quote!r}", "{quote:>999999999}", "{0}", "{}", "{quote", "{quote}" * 30, "x" * 2_000],
)
def test_messages_reach_into_nothing(message: str, host: Host, tmp_path: Path) -> None:
    book = read(host, tmp_path, spun__x=HOUSE.replace("“{quote}” is no word.", message))
    assert ": message: " in told(book)


# ------------------------------------------------------------- patterns
def pattern_rule(pattern: str) -> str:
    options = f"literals = ['zorp']\npattern = '{pattern}'"
    return HOUSE.replace('check = "phrase"', 'check = "pattern"').replace('cues = ["wonder zorp"]', options).replace(
        'quoted = "keep"\nmentioned = "keep"', ""
    )  # fmt: skip


@pytest.mark.parametrize(
    "pattern", ["(?=x)zorp", "(z)\\1", "(?<!a)zorp", "z{1,1000}{1,1000}{1,1000}", "(" * 50_000, "z*"]
)
def test_patterns_that_cannot_be_linear_cannot_be_written(pattern: str, host: Host, tmp_path: Path) -> None:
    assert "options.pattern: " in told(read(host, tmp_path, spun__x=pattern_rule(pattern)))


@pytest.mark.parametrize("pattern", ["(z|zz|[a-z]+)+9", "(z*)*9", "(.*)(.*)(.*)(.*)(.*)9", "z[a-z]{1,500}9"])
def test_patterns_that_hang_other_engines_end_here(pattern: str) -> None:
    from medlint_wording.pattern import compile_pattern

    compiled = compile_pattern(pattern)
    assert is_linear(lambda size: compiled.search("z" * size), 5_000)


@pytest.mark.parametrize(
    "entry",
    [
        "zz " + "{a,} " * 60 + "b", "zz " + "{a,a a,} " * 60 + "b", "zz " + "{a,a a,a a a,a a a a,} " * 60 + "b",
        "{a,a a,} " * 40 + "zz " + "{a,a a,} " * 40 + "b",
    ],
)  # fmt: skip
def test_frames_end_soon_on_texts_made_for_them(entry: str) -> None:
    book = build([Lexicon("x", (entry,))])

    def scan(size: int) -> None:
        assert book.scan(fold(("zz " + "a " * 80) * (size // 163)).text).of("x") == ()

    assert is_linear(scan, 4_000)


def test_frames_still_find_what_they_found() -> None:
    book = build([Lexicon("x", ("zz " + "{very ,}" + "{a,b,} " * 6 + "b",))])
    text = "a zz a b a b a b b here"
    assert [text[hit.start : hit.end] for hit in book.scan(text).of("x")] == ["zz a b a b a b b"]
    assert compile_entry("zorp") == (("zorp", False),)


def test_a_million_letters_take_no_time(host: Host, tmp_path: Path) -> None:
    began = time.process_time()
    read(host, tmp_path, lexicons__big=lexicon("zorp") + f'why = "{"x" * 1_000_000}"\n')
    assert time.process_time() - began < 5


def test_long_messages_of_ours_are_cut() -> None:
    error = MedlintError("x" * 10**6, path="a.toml", line=1, key="k" * 10**6)
    assert len(str(error)) < 3 * LONGEST
    assert str(error).startswith("a.toml:1: kkk")
