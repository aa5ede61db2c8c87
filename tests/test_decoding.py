"""Bytes into text: what is decoded how, and what is refused in which words."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlint.errors import SourceError
from medlint.readers.decoding import decode_html, decode_utf8

TEXT = "İ é 🙂\r\nb\rc\u2028d"


@pytest.mark.parametrize("decode", [decode_utf8, decode_html])
@pytest.mark.parametrize("data", [
    TEXT.encode(),
    codecs.BOM_UTF8 + TEXT.encode(),
    codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
])  # fmt: skip
def test_byte_order_marks_are_obeyed_and_removed(decode, data: bytes):
    assert decode(data, "a.md") == TEXT


@given(st.text())
def test_utf8_comes_back_unchanged(text: str):
    if text.count("\0") <= len(text.encode()[:8192]) * 0.01 and not text.startswith("\ufeff"):
        assert decode_utf8(text.encode(), "a.md") == text


def test_only_one_mark_is_removed():
    assert decode_utf8(codecs.BOM_UTF8 * 2 + b"a", "a.md") == "\ufeffa"
    assert decode_utf8(b"", "a.md") == ""


@pytest.mark.parametrize(("data", "byte", "message"), [
    (b"a" * 120 + b"\xe9 b", 120, "byte 0xE9 at offset 120 is not valid UTF-8; save the file as UTF-8"),
    (codecs.BOM_UTF8 + b"a\xff", 4, "byte 0xFF at offset 4 is not valid UTF-8; save the file as UTF-8"),
    (codecs.BOM_UTF16_LE + b"a\0\x00\xd8", 4, "byte 0x00 at offset 4 is not valid UTF-16; save the file as UTF-8"),
    (b"\xed\xa0\x80", 0, "byte 0xED at offset 0 is not valid UTF-8; save the file as UTF-8"),
    (b"\x89PNG\0\0\0\r", 4, "looks like a binary file"),
    ("wide".encode("utf-16-le"), 1, "looks like a binary file"),
])  # fmt: skip
def test_what_cannot_be_decoded_is_named(data: bytes, byte: int, message: str):
    with pytest.raises(SourceError) as caught:
        decode_utf8(data, "a.md")
    assert (caught.value.path, caught.value.byte, caught.value.message) == ("a.md", byte, message)


def test_a_stray_nul_is_text():
    assert decode_utf8(b"a" * 1000 + b"\0", "a.md").endswith("a\0")


@pytest.mark.parametrize(("head", "body", "text"), [
    (b"<meta charset=utf-8>", "é“".encode(), "é“"),
    (b"<META CharSet = 'ISO-8859-1'>", b"\xe9 \x93\x81", "é “\x81"),
    (b"<meta charset=latin1>", b"\x80", "€"),
    (b"<meta charset=us-ascii>", b"\x99", "™"),
    (b"<meta charset=windows-1251>", b"\xe9", "й"),
    (b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', b"\x83\x65", "テ"),
    (b"<meta content='text/html;charset=gb2312' http-equiv=content-type>", b"\xd6\xd0", "中"),
    (b'<?xml version="1.0" encoding="iso-8859-15"?>', b"\xa4", "€"),
    (b"<meta charset=utf-16>", "é".encode(), "é"),
    (b"<!-- <meta charset=latin1> -->", "é".encode(), "é"),
    (b"<meta name=d content='x' data-charset=latin1>", "é".encode(), "é"),
    (b" " * 1024 + b"<meta charset=latin1>", "é".encode(), "é"),
    (b"<p>", "é".encode(), "é"),
    (codecs.BOM_UTF8 + b"<meta charset=latin1>", "é".encode(), "é"),
])  # fmt: skip
def test_pages_declare_their_encoding(head: bytes, body: bytes, text: str):
    assert decode_html(head + body, "a.html") == head.removeprefix(codecs.BOM_UTF8).decode() + text


@pytest.mark.parametrize("label", ["nosuch", "hex", "idna", "unicode_escape", "x\0y"])
def test_unknown_encodings_are_named(label: str):
    with pytest.raises(SourceError, match="is unknown; save it as UTF-8") as caught:
        decode_html(f"<meta charset={label}>{'x' * 100}".encode() + b"\xe9", "a.html")
    assert (caught.value.path, label in caught.value.message) == ("a.html", True)
    assert caught.value.byte == len(f"<meta charset={label}>") + 100


def test_bytes_that_do_not_fit_a_page():
    with pytest.raises(SourceError, match="byte 0xE9 at offset 3 is not valid UTF-8") as caught:
        decode_html(b"<p>\xe9", "a.html")
    assert caught.value.byte == 3
    with pytest.raises(SourceError, match="byte 0x81 at offset 24 is not valid shift_jis"):
        decode_html(b"<meta charset=shift_jis>\x81", "a.html")
