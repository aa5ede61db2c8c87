"""HTML character references (`&amp;`, `&#8217;`, `&nbsp`), decoded one at a time as browsers do."""

import re
from typing import Final

from medlint.lazy import lazy_pattern

_REFERENCE: Final = lazy_pattern(r"&(?:#[xX]([0-9A-Fa-f]++);?+|#([0-9]++);?+|([A-Za-z0-9]{1,32}+);?+)")
_LONGEST_BARE_NAME: Final = 6  # of the names that need no semicolon, as in `&frac14`
_MOST_DIGITS: Final = 7  # of any code point in decimals; a longer number needs no parsing to be out of range
_LAST_CODE_POINT: Final = 0x10FFFF
_SURROGATES: Final = range(0xD800, 0xE000)
_WINDOWS_1252: Final = range(0x80, 0xA0)  # numbers that the HTML standard reads as that code page


def decode_reference(source: str, at: int, end: int, *, in_attribute: bool = False) -> tuple[str, int] | None:
    """Decode the reference whose `&` stands at `at`: its text and its end; None where the `&` is literal text.

    Offsets are those of `source`. Follows https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state.
    """
    match = _REFERENCE.match(source, at, end)
    if match is None:
        return None
    hexadecimal, decimal, name = match.groups()
    if hexadecimal:
        return _decode_number(hexadecimal, 16), match.end()
    if decimal:
        return _decode_number(decimal, 10), match.end()
    return _decode_name(match, name, in_attribute)


def _decode_number(digits: str, base: int) -> str:
    """Decode a numeric reference; a number that is no character gives U+FFFD."""
    digits = digits.lstrip("0")
    code = int(digits, base) if 0 < len(digits) <= _MOST_DIGITS else 0
    if code == 0 or code > _LAST_CODE_POINT or code in _SURROGATES:
        return "\ufffd"
    if code in _WINDOWS_1252:
        return bytes([code]).decode("cp1252", "ignore") or chr(code)
    return chr(code)


def _decode_name(match: re.Match[str], name: str, in_attribute: bool) -> tuple[str, int] | None:
    from html.entities import html5

    if text := html5.get(match[0][1:]):
        before_value = match.string.startswith("=", match.end())
        if not (in_attribute and before_value and not match[0].endswith(";")):
            return text, match.end()
    if in_attribute:
        return None  # `?a=1&copy=2` is an address, not a copyright sign
    for length in range(min(len(name), _LONGEST_BARE_NAME), 1, -1):
        if text := html5.get(name[:length]):
            return text, match.start() + 1 + length
    return None
