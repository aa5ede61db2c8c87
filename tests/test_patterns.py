"""Kept expressions: they find what `re` finds, and a file that is foreign, damaged or refused is done without."""

import re
import sys
from zlib import crc32

import msgspec
import pytest

from medlint import patterns
from medlint.lazy import lazy_pattern
from medlint.patterns import Store

TEXT = "Aspirin 75 mg, twice a day; IBUPROFEN 400 mg. Ätna \ud800 end\n\nx"
CASES = [
    (r"(?P<drug>[a-z]+)\s+(?P<dose>\d+) mg", re.IGNORECASE),
    (r"(?<![\w-])(?:twice|once)\b(?! a week)", 0),
    (r"^x$", re.MULTILINE),
    (r"(\w)\1|(?:ab?)*?c{2,3}", 0),
    (r"[\ud800-\udfff]+", 0),
    (r"ä\w+", re.IGNORECASE),
    (r"(?x) [A-Z] {3,}  # a shout", 0),
    (r"(?s:.+)\Z", re.ASCII),
]


@pytest.fixture(name="place")
def make_place(tmp_path):
    return tmp_path / "patterns" / "here.msgpack"


def found(pattern):
    return [(match.span(), match.groupdict(), match.groups()) for match in pattern.finditer(TEXT)]


@pytest.mark.parametrize(("text", "flags"), CASES)
def test_a_kept_expression_is_the_one_that_re_makes(place, text, flags):
    plain = re.compile(text, flags)
    first = Store(place)
    made = first.pattern(text, flags)
    first.keep()
    again = Store(place).pattern(text, flags)
    for one in (made, again):
        assert (one.pattern, one.flags, one.groups, one.groupindex) == (
            plain.pattern, plain.flags, plain.groups, plain.groupindex,
        )  # fmt: skip
        assert found(one) == found(plain)
    assert found(plain) or text.startswith(("(\\w)", "^x"))


def test_an_expression_is_compiled_once_and_then_read(place, monkeypatch):
    first = Store(place)
    for text, flags in CASES:
        first.pattern(text, flags)
    first.keep()
    monkeypatch.setattr(patterns, "_program", None)
    second = Store(place)
    assert [found(second.pattern(*case)) for case in CASES] == [found(re.compile(*case)) for case in CASES]


def test_a_wrong_expression_says_what_re_says(place):
    with pytest.raises(re.error, match="unterminated"):
        Store(place).pattern("(a", 0)


def test_two_runs_add_to_one_file(place):
    one, other = Store(place), Store(place)
    one.pattern("a+", 0)
    other.pattern("b+", 0)
    one.keep()
    other.keep()
    kept = msgspec.msgpack.decode(place.read_bytes()[4:])
    assert set(kept) == {b"0 a+", b"0 b+"}
    assert [path.name for path in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize("damage", [
    b"", b"x", b"no sum at all", (0).to_bytes(4, "big") + b"\x80", crc32(b"\x91\x01").to_bytes(4, "big") + b"\x91\x01",
])  # fmt: skip
def test_a_damaged_file_is_made_anew(place, damage):
    place.parent.mkdir()
    place.write_bytes(damage)
    store = Store(place)
    assert store.pattern("a+", 0).match("aa")
    store.keep()
    assert set(msgspec.msgpack.decode(place.read_bytes()[4:])) == {b"0 a+"}


@pytest.mark.parametrize("program", [
    [0, b"\x01\x02\x03", 0, {}], [0, b"\xff\xff\xff\xff" * 4, 0, {}], [0, b"", 0, {}], [0, b"", 0, {"a": 7}],
    [0, b"", -1, {}], ["x"], [0, b"\x01\x00\x00\x00", 10**9, {}],
])  # fmt: skip
def test_a_program_that_is_none_is_never_run(place, program):
    place.parent.mkdir()
    packed = msgspec.msgpack.encode({b"0 a+": program})
    place.write_bytes(crc32(packed).to_bytes(4, "big") + packed)
    assert Store(place).pattern("a+", 0).match("baa", 1).span() == (1, 3)


def test_where_nothing_can_be_written_nothing_is_lost(tmp_path):
    (tmp_path / "file").write_text("no folder")
    store = Store(tmp_path / "file" / "here.msgpack")
    assert store.pattern("a+", 0).match("aa")
    store.keep()
    assert Store(None).pattern("a+", 0).match("aa")


def test_a_file_that_grows_on_is_begun_again(place, monkeypatch):
    monkeypatch.setattr(patterns, "MOST_KEPT", 2)
    store = Store(place)
    for text in ("a", "b", "c"):
        store.pattern(text, 0)
    store.keep()
    assert msgspec.msgpack.decode(place.read_bytes()[4:]) == {}


def test_another_python_does_without(monkeypatch):
    monkeypatch.setattr(sys.implementation, "name", "pypy")
    assert patterns._usable() is False


def test_a_lazy_pattern_is_compiled_when_it_is_asked():
    lazy = lazy_pattern("(")
    with pytest.raises(re.error, match="missing"):
        lazy.search("x")
    assert lazy_pattern("a(b)").search("cab")[1] == "b"
    assert lazy_pattern(b"a(b)").search(b"cab")[1] == b"b"
