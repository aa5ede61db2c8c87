"""A forward-only HTML tokenizer with exact character offsets.

It follows the tokenization stage of https://html.spec.whatwg.org/multipage/parsing.html with one difference that keeps
offsets exact: nothing is dropped. What a browser throws away (`</>`, a tag cut off by the end of the input, a document
type) becomes an `Other` token, so that the tokens of a text cover it without gap or overlap.
Every construct without its terminator runs to the end of the input, as in browsers: nothing is ever scanned twice.
All offsets are half-open character offsets into the source that was given, never relative to `start`.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from medlint.lazy import lazy_pattern
from medlint.readers.html_references import decode_reference

_SPACE: Final = r"\t\n\f\r "
_MARKUP: Final = lazy_pattern(r"<(?=[A-Za-z!?/])")
_TAG_NAME: Final = lazy_pattern(rf"</?+([A-Za-z][^{_SPACE}/>]*+)")
_ATTRIBUTE: Final = lazy_pattern(
    rf"[{_SPACE}/]*+([^{_SPACE}/>][^{_SPACE}/>=]*+)"
    rf"(?:[{_SPACE}]*+=[{_SPACE}]*+(?:\"([^\"]*+)\"|'([^']*+)'|([\"'])|([^{_SPACE}>]*+)))?"
)
_NO_VALUE: Final = 1
_OPEN_QUOTE: Final = 4
_TAG_END: Final = lazy_pattern(rf"[{_SPACE}/]*+>")
_COMMENT_END: Final = lazy_pattern(r"--!?>")
_EMPTY_COMMENT: Final = lazy_pattern(r"<!---?>")
_ASCII_LOWER: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")

_RCDATA: Final = frozenset({"textarea", "title"})
_RAW: Final = {
    name: lazy_pattern(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE | re.ASCII)
    for name in ("iframe", "noembed", "noframes", "style", "textarea", "title", "xmp")
}
_SCRIPT_MARK: Final = lazy_pattern(rf"(<!--)|(-->)|<(/?+)script(?=[{_SPACE}/>])", re.IGNORECASE | re.ASCII)


class Text(msgspec.Struct, frozen=True, gc=False):
    """A run of literal text: `source[start:end]` is what a reader sees."""

    start: int
    end: int


class Reference(msgspec.Struct, frozen=True, gc=False):
    """A character reference such as `&amp;`; `text` is the one or two characters it stands for."""

    start: int
    end: int
    text: str


class Attribute(msgspec.Struct, frozen=True, gc=False):
    """One attribute; the span is its undecoded value without quotes, empty (after the name) where there is none."""

    name: str
    start: int
    end: int


class StartTag(msgspec.Struct, frozen=True, gc=False):
    """A start tag; `name` is in lower case, attributes stand in source order, repeated ones included."""

    start: int
    end: int
    name: str
    attributes: tuple[Attribute, ...]
    self_closing: bool

    def attribute(self, name: str) -> Attribute | None:
        """Give the first attribute of that name (browsers ignore later ones)."""
        return next((attribute for attribute in self.attributes if attribute.name == name), None)


class EndTag(msgspec.Struct, frozen=True, gc=False):
    """An end tag; `name` is in lower case."""

    start: int
    end: int
    name: str


class RawText(msgspec.Struct, frozen=True, gc=False):
    """The content of a script, style or other element whose content is not markup."""

    start: int
    end: int


class Comment(msgspec.Struct, frozen=True, gc=False):
    """A comment `<!-- ... -->`; `source[inner_start:inner_end]` is what stands between the marks."""

    start: int
    end: int
    inner_start: int
    inner_end: int


class Other(msgspec.Struct, frozen=True, gc=False):
    """Markup that shows nothing: document type, `<?...>`, `<![...`, `</>`, or a tag that the end of the input cuts."""

    start: int
    end: int


Token = Text | Reference | StartTag | EndTag | RawText | Comment | Other


def tokenize(source: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Give the tokens of `source[start:end]` in order, in linear time; never raises, whatever the text holds."""
    limit = len(source) if end is None else min(end, len(source))
    position, foreign = start, 0
    while match := _MARKUP.search(source, position, limit):
        at = match.start()
        if (token := _markup(source, at, limit)) is None:
            break
        yield from _runs(source, position, at)
        yield token
        position = token.end
        if isinstance(token, StartTag):
            foreign += token.name in {"svg", "math"} and not token.self_closing
            if not (foreign and token.self_closing):
                raw_end = _find_raw_end(source, token, limit)
                yield from _raw_tokens(source, token.name, position, raw_end)
                position = raw_end
        elif isinstance(token, EndTag) and foreign:
            foreign -= token.name in {"svg", "math"}
    yield from _runs(source, position, limit)


def attribute_pieces(source: str, attribute: Attribute) -> list[tuple[str, int, int]]:
    """Decode an attribute value piece by piece: each is `(text, start, end)`, a plain run or one decoded reference."""
    return [
        (token.text if isinstance(token, Reference) else source[token.start : token.end], token.start, token.end)
        for token in _runs(source, attribute.start, attribute.end, in_attribute=True)
    ]


def attribute_text(source: str, attribute: Attribute | None) -> str:
    """Decode an attribute value to text; no attribute gives the empty string."""
    return "" if attribute is None else "".join(text for text, _, _ in attribute_pieces(source, attribute))


def _markup(source: str, at: int, limit: int) -> StartTag | EndTag | Comment | Other | None:
    """Read the markup whose `<` stands at `at`; None for a `</` that the end of the input leaves as text."""
    if match := _TAG_NAME.match(source, at, limit):
        return _tag(source, match, limit)
    if source.startswith("<!--", at, limit):
        return _comment(source, at, limit)
    if source[at + 1] == "/" and at + 2 == limit:
        return None
    closing = source.find(">", at, limit)
    return Other(at, limit if closing < 0 else closing + 1)


def _tag(source: str, name: re.Match[str], limit: int) -> StartTag | EndTag | Other:
    """Read a tag from the match of its opening and name."""
    at, position = name.span()
    attributes = []
    while match := _ATTRIBUTE.match(source, position, limit):
        group = match.lastindex or _NO_VALUE
        if group == _OPEN_QUOTE:
            return Other(at, limit)
        value = (match.end(), match.end()) if group == _NO_VALUE else match.span(group)
        attributes.append(Attribute(_lower(match[1]), *value))
        position = match.end()
    closing = _TAG_END.match(source, position, limit)
    if closing is None:
        return Other(at, limit)
    if source[at + 1] == "/":
        return EndTag(at, closing.end(), _lower(name[1]))
    self_closing = source.endswith("/", position, closing.end() - 1)
    return StartTag(at, closing.end(), _lower(name[1]), tuple(attributes), self_closing)


def _comment(source: str, at: int, limit: int) -> Comment:
    """Read a comment; `<!-->` and `<!--->` are complete and empty."""
    inner = at + len("<!--")
    if empty := _EMPTY_COMMENT.match(source, at, limit):
        return Comment(at, empty.end(), inner, inner)
    if closing := _COMMENT_END.search(source, inner, limit):
        return Comment(at, closing.end(), inner, closing.start())
    return Comment(at, limit, inner, limit)


def _find_raw_end(source: str, tag: StartTag, limit: int) -> int:
    """Tell where the raw content of an element ends: at its end tag, the limit, or at once if content is markup."""
    if tag.name == "script":
        return _find_script_end(source, tag.end, limit)
    if tag.name == "plaintext":
        return limit
    pattern = _RAW.get(tag.name)
    if pattern is None:
        return tag.end
    closing = pattern.search(source, tag.end, limit)
    return closing.start() if closing else limit


def _find_script_end(source: str, start: int, limit: int) -> int:
    """Tell where a script ends: not inside `<!-- <script> </script> -->` (state "script data double escaped")."""
    escaped = doubled = False
    position = start
    while match := _SCRIPT_MARK.search(source, position, limit):
        opening, closing, slash = match.groups()
        position = match.end()
        if opening:
            escaped = True
            position = match.start() + len("<!")  # so that `<!-->` closes what it opened
        elif closing:
            escaped = doubled = False
        elif slash and not doubled:
            return match.start()
        else:
            doubled = escaped and not slash
    return limit


def _raw_tokens(source: str, name: str, start: int, end: int) -> Iterator[Text | Reference | RawText]:
    if name in _RCDATA:
        yield from _runs(source, start, end)
    elif start < end:
        yield RawText(start, end)


def _runs(source: str, start: int, end: int, *, in_attribute: bool = False) -> Iterator[Text | Reference]:
    """Cut text into literal runs and character references."""
    at = position = start
    while (at := source.find("&", at, end)) >= 0:
        decoded = decode_reference(source, at, end, in_attribute=in_attribute)
        if decoded is None:
            at += 1
            continue
        if position < at:
            yield Text(position, at)
        yield Reference(at, decoded[1], decoded[0])
        at = position = decoded[1]
    if position < end:
        yield Text(position, end)


def _lower(name: str) -> str:
    """Lower ASCII letters only, as browsers do: the Kelvin sign is no `k` in a tag name."""
    return name.lower() if name.isascii() else name.translate(_ASCII_LOWER)
