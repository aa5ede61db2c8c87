"""Bytes of an HTML page into text: byte order mark first, then UTF-8, then the encoding that the page declares."""

from __future__ import annotations

import codecs
import re
from typing import Final

from medlint.errors import SourceError

DECLARATION_BYTES: Final = 1024
"""How far a declaration is looked for (https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream...)."""
_DECLARED: Final = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Browsers read these labels as the larger code page (https://encoding.spec.whatwg.org/#names-and-labels).
_READ_AS: Final = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}


def decode_html(data: bytes, path: str) -> str:
    """Decode a page; raises `SourceError` with `path` and the offset of the first byte that cannot be decoded.

    Text that is valid UTF-8 is UTF-8 whatever it declares: wrong declarations are more common than accidental UTF-8.
    The byte order mark is not part of the text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding, path, len(mark))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(data, _declared_encoding(data) or "utf-8", path, 0)


def _decode(data: bytes, encoding: str, path: str, skipped: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        byte = error.start + skipped
        raise SourceError(f"byte {byte} is not valid {encoding}", path=path, byte=byte) from error


def _declared_encoding(data: bytes) -> str | None:
    """The Python name of the text encoding that the page declares; None if there is none that can be used."""
    match = _DECLARED.search(data[:DECLARATION_BYTES])
    if match is None:
        return None
    try:
        found = codecs.lookup(match[1].decode("ascii", "replace"))
        "".encode(found.name)  # refuses codecs that are no text encodings, such as `hex`
    except (LookupError, UnicodeError):
        return None
    return _READ_AS.get(found.name, found.name)
