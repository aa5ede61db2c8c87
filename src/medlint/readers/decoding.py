"""Bytes into text: byte order marks, UTF-8, and the encodings that HTML pages declare."""

from __future__ import annotations

import codecs
import re
from typing import Final, NoReturn

from medlint.errors import SourceError
from medlint.lazy import lazy_pattern

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
DECLARATION_BYTES: Final = 1024
"""Browsers look no further for a declared encoding (HTML standard, "prescan a byte stream")."""
_COMMENT: Final = lazy_pattern(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_XML: Final = lazy_pattern(rb"\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([^\"'>]+)", re.IGNORECASE)
_META: Final = lazy_pattern(rb"<meta[\s/][^>]*", re.IGNORECASE)
_CHARSET: Final = lazy_pattern(rb"(?<![\w-])charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
# Labels that browsers read as a larger encoding (Encoding standard, "names and labels").
_READ_AS: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    # A page whose declaration could be read byte by byte is not UTF-16, whatever it says.
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
_LABELS: Final = {"x-sjis": "cp932", "x-gbk": "gb18030", "windows-874": "cp874", "x-user-defined": "cp1252"}
_NOT_ON_PAGES: Final = frozenset(
    {"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)
_UNKNOWN: Final = 'the page is not UTF-8, and the encoding "{}" that it declares is unknown; save it as UTF-8'
_SAMPLE: Final = 8192
_BINARY_SHARE: Final = 0.01
"""A file whose first 8 kB hold more NUL bytes than this is no text (the heuristic of Git asks for a single one)."""


def decode_utf8(data: bytes, path: str) -> str:
    """Decode a text file: UTF-8, or whatever its byte order mark says. The mark is not part of the text.

    Line ends stay as they are. Raises `SourceError` with `path` and `byte`, the first byte that does not fit.
    """
    marked = _decode_marked(data, path)
    if marked is not None:
        return marked
    _refuse_binary(data, path)
    return _decode(data, "utf-8", "UTF-8", path)


def decode_html(data: bytes, path: str) -> str:
    """Decode a page: byte order mark, else UTF-8 where valid, else the encoding declared in its first 1,024 bytes.

    Wrong declarations are more common than accidental UTF-8, so text that is valid UTF-8 is UTF-8 whatever it declares.
    Raises `SourceError` with `path` for an unknown encoding, and with `byte` for bytes that do not fit.
    """
    marked = _decode_marked(data, path)
    if marked is not None:
        return marked
    _refuse_binary(data, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        label, byte = _declared(data[:DECLARATION_BYTES]) or "UTF-8", error.start
    return _decode(data, _lookup(label, path, byte), label, path)


def encode_like(data: bytes, source: str, text: str) -> bytes | None:
    """`text` in the encoding of the file whose bytes `data` were decoded to `source`, with its byte order mark if any.

    None where no encoding gives `data` for `source` again, so that writing would change more than the text. Raises
    UnicodeEncodeError where the encoding lacks a character of `text`.
    """
    for mark, encoding, _ in _MARKS:
        if data.startswith(mark):
            return mark + text.encode(encoding) if _writes(source, encoding, data[len(mark) :]) else None
    if _writes(source, "utf-8", data):
        return text.encode("utf-8")
    declared = _declared(data[:DECLARATION_BYTES])
    encoding = _lookup(declared, "", 0) if declared else "utf-8"
    return text.encode(encoding) if _writes(source, encoding, data) else None


def _writes(source: str, encoding: str, data: bytes) -> bool:
    try:
        return source.encode(encoding) == data
    except UnicodeEncodeError:
        return False


def _decode_marked(data: bytes, path: str) -> str | None:
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding, name, path, skipped=len(mark))
    return None


def _decode(data: bytes, encoding: str, name: str, path: str, *, skipped: int = 0) -> str:
    """Decode, or say which byte does not fit; `skipped` bytes stood before the data."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "cp1252":
            return _decode_windows(data)
        _refuse(data[error.start], error.start + skipped, name, path, error)


def _decode_windows(data: bytes) -> str:
    """Windows-1252 as browsers read it: its five unassigned bytes are control characters."""
    return "".join(
        part.decode("cp1252") if index % 2 == 0 else part.decode("latin-1")
        for index, part in enumerate(re.split(rb"([\x81\x8d\x8f\x90\x9d]+)", data))
    )


def _refuse(value: int, byte: int, name: str, path: str, cause: Exception) -> NoReturn:
    message = f"byte 0x{value:02X} at offset {byte} is not valid {name}; save the file as UTF-8"
    raise SourceError(message, path=path, byte=byte) from cause


def _refuse_binary(data: bytes, path: str) -> None:
    sample = data[:_SAMPLE]
    first = sample.find(b"\0")
    if first >= 0 and sample.count(0) > len(sample) * _BINARY_SHARE:
        raise SourceError("looks like a binary file", path=path, byte=first)


def _declared(head: bytes) -> str:
    """The encoding that the beginning of a page declares, as it is written there; empty if it declares none."""
    head = _COMMENT.sub(b"", head)
    found = _XML.search(head)
    if found is None:
        found = next((match for meta in _META.findall(head) if (match := _CHARSET.search(meta))), None)
    return found[1].decode("ascii", "replace") if found else ""


def _lookup(label: str, path: str, byte: int) -> str:
    """The Python codec of a declared encoding. Raises `SourceError` for an unknown one, with the byte in need of it."""
    known = _LABELS.get(label.lower(), label)
    try:
        name = codecs.lookup(known).name
        "".encode(name)  # refuses codecs that are no text encodings, such as `hex`
    except (LookupError, ValueError) as error:
        raise SourceError(_UNKNOWN.format(label), path=path, byte=byte) from error
    if name.replace("_", "-") in _NOT_ON_PAGES:
        raise SourceError(_UNKNOWN.format(label), path=path, byte=byte)
    return _READ_AS.get(name, name)
