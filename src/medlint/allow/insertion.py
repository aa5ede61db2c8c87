"""Writing allowances into a text: a comment at each block that needs one, and nothing else of the text changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from medlint.allow.places import ASIDES, find_grounds, group_of_comment, group_of_span
from medlint.lazy import lazy_pattern
from medlint.readers.front_matter import split_front_matter

if TYPE_CHECKING:
    from medlint.document import Document
    from medlint.model import Comment, Finding

_LINE_END: Final = lazy_pattern(r"\r\n|\n|\r")
_INDENT: Final = lazy_pattern(r"[ \t]*(?:>[ \t]?)*")
_MARKS: Final = {"html": ("<!--", "-->"), "mdx": ("{/*", "*/}")}
_CLOSING: Final = ("-->", "--!>", "*/")
"""What would end a comment too early."""


class Written(Struct, frozen=True):
    """A text with its new allowances, how many they are, and the findings for which there is no place in it."""

    text: str
    made: int
    left: tuple[Finding, ...] = ()


class _Insertion(Struct, frozen=True):
    """A comment that might be put in at a source offset, with what stands around it."""

    at: int
    before: str
    after: str


def refuse_reason(reason: str) -> str | None:
    """Why a reason cannot be written into a comment; None if it can."""
    if not reason.strip():
        return "an allowance needs a reason"
    sign = next((sign for sign in _CLOSING if sign in reason), None)
    return f"a reason cannot hold {sign!r}, which ends a comment" if sign else None


def holds_comments(format: str) -> bool:
    """Whether texts of a format ("markdown", "html", ...) can hold allowances."""
    return format in {"markdown", "html"}


def write_allowances(
    document: Document, findings: Sequence[Finding], words: str, read: Callable[[str], Document], *, is_mdx: bool
) -> Written:
    """The text of a document with a comment `medlint: allow` + `words` ("RULE: reason") for each block with a finding.

    Where one of them is about the whole text, or stands where no comment can (front matter), a single `allow-file`
    takes their place. `read` gives the document of a changed text: a place is taken only if the text says the same as
    before, and if the comment holds for the block there. `findings` are all of the same rule or family.
    """
    marks = _MARKS["mdx" if is_mdx else "html"]
    groups = _grouped(document, findings)
    whole = groups.pop(None, [])
    now, made = document, 0
    # From the end on, so that what stands before keeps its place.
    for group, group_findings in sorted(groups.items(), key=lambda item: -item[1][0].start) if not whole else ():
        comment = f"{marks[0]} medlint: allow {words} {marks[1]}"
        changed = _first_sound(now, _places(now, group or 0, is_mdx=is_mdx), comment, read, group)
        if changed is None:
            whole = group_findings
            break
        now, made = changed, made + 1
    if not whole:
        return Written(now.source, made)
    # One that holds for the whole text makes those for blocks needless.
    comment = f"{marks[0]} medlint: allow-file {words} {marks[1]}"
    changed = _first_sound(document, _ends(document, is_mdx=is_mdx), comment, read, None)
    return Written(changed.source, 1) if changed else Written(document.source, 0, tuple(findings))


def _grouped(document: Document, findings: Iterable[Finding]) -> dict[int | None, list[Finding]]:
    """Findings by the group of the block that they stand in; None for those about the whole text and in no block."""
    grounds = find_grounds(document)
    groups: dict[int | None, list[Finding]] = {}
    for finding in findings:
        is_whole = finding.scope == "document"
        group = None if is_whole else group_of_span(document, grounds, finding.start, finding.end)
        groups.setdefault(group, []).append(finding)
    return groups


def _first_sound(
    document: Document, places: Iterator[_Insertion], comment: str, read: Callable[[str], Document], group: int | None
) -> Document | None:
    """The document with the comment at the first place where it does what it should, and nothing else."""
    for place in places:
        text = f"{document.source[: place.at]}{place.before}{comment}{place.after}{document.source[place.at :]}"
        start = place.at + len(place.before)
        changed = read(text)
        new = next((one for one in changed.comments if one.start == start), None)
        if new and _says_the_same(document, changed) and _holds(changed, new, group):
            return changed
    return None


def _says_the_same(document: Document, changed: Document) -> bool:
    """Whether two documents differ in nothing but one comment."""
    return (
        document.prose == changed.prose
        and [_shape(one) for one in document.blocks] == [_shape(one) for one in changed.blocks]
        and [link.href for link in document.links] == [link.href for link in changed.links]
        and document.metadata == changed.metadata
        and [(one.kind, one.group) for one in find_grounds(document)]
        == [(one.kind, one.group) for one in find_grounds(changed)]
        and len(changed.comments) == len(document.comments) + 1
    )


def _shape(block: object) -> tuple[object, ...]:
    return tuple(getattr(block, name) for name in ("kind", "start", "end", "level", "group", "hidden"))


def _holds(changed: Document, comment: Comment, group: int | None) -> bool:
    """Whether a comment is for this group of blocks; one for the whole text is so anywhere."""
    return group is None or group_of_comment(changed, find_grounds(changed), comment) == group


def _places(document: Document, group: int, *, is_mdx: bool) -> Iterator[_Insertion]:
    """Where a comment for a group of blocks may go: above it, at the end of its line, at its end, at its beginning."""
    grounds = [ground for ground in find_grounds(document) if ground.group == group]
    own = next((ground for ground in grounds if ground.kind not in ASIDES), grounds[0])
    source = document.source
    # Our reader does not see that an expression between the items of a list parts it.
    if not (is_mdx and own.kind == "item"):
        yield from (_above(document, at, is_mdx=is_mdx) for at in dict.fromkeys((grounds[0].start, own.start)))
    last = _LINE_END.search(source, own.end)
    stop = last.start() if last else len(source)
    if own.kind != "cell":
        yield _Insertion(own.end + len(source[own.end : stop].rstrip()), " ", "")
    yield _Insertion(own.end, " ", "")
    yield _Insertion(own.start, "", " ")
    yield _Insertion(own.start, "", "")


def _above(document: Document, at: int, *, is_mdx: bool) -> _Insertion:
    """A line of its own above the one that a block begins on, behind the same marks of quotation."""
    source, line_end = document.source, _line_end(document.source)
    start = _line_start(source, at)
    indent = _INDENT.match(source, start, at)
    prefix = indent[0] if indent else ""
    blank = f"{prefix.rstrip()}{line_end}" if is_mdx else ""
    return _Insertion(start, prefix, f"{line_end}{blank}")


def _ends(document: Document, *, is_mdx: bool) -> Iterator[_Insertion]:
    """Where a comment for a whole text may go: below the front matter (not above a page's doctype), or at the end."""
    source, line_end = document.source, _line_end(document.source)
    if document.format == "markdown":
        body = split_front_matter(source).body
        ended = not body or source[body - 1] in "\r\n"
        yield _Insertion(body, "" if ended else line_end, line_end * (2 if is_mdx else 1))
    ended = not source or source[-1] in "\r\n"
    yield _Insertion(len(source), "" if ended else line_end, line_end)
    yield _Insertion(len(source), line_end * (1 if ended else 2), line_end)


def _line_end(source: str) -> str:
    """How the lines of a text end: as the first one does."""
    first = _LINE_END.search(source)
    return first[0] if first else "\n"


def _line_start(source: str, offset: int) -> int:
    return max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1
