"""Adopting old content: allowances written into the files of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from medlint.allow.insertion import holds_comments, write_allowances
from medlint.document import Document
from medlint.errors import SourceError
from medlint.findings import read_document
from medlint.fixing import encode_as, replace_file
from medlint.model import Finding
from medlint.run import Workshop, read_bytes
from medlint.toml.written import written


class Adopted(Struct, frozen=True):
    """What was done to one file: how many allowances were written, and the findings that have no place for one."""

    path: Path
    made: int
    left: tuple[Finding, ...] = ()


def adopt_file(path: Path, findings: Sequence[Finding], words: str, workshop: Workshop) -> Adopted:
    """Write `medlint: allow` + `words` ("RULE: reason") into a file, at each block with one of the findings.

    Raises SourceError where it cannot be read or written, or is not what the findings are about; ConfigError.
    """
    config = workshop.config(Path.cwd() / path)
    reader = workshop.host.reader_for(path.suffix)
    if not holds_comments(reader.name):
        return Adopted(path, 0, tuple(findings))
    data = read_bytes(path, config.max_file_size)
    source = reader.decode(data, str(path))
    if any(source[one.start : one.end] != one.quote for one in findings):
        raise SourceError("has changed since it was linted; nothing was written", path=str(path))
    ruleset = workshop.ruleset(config)

    def read(text: str) -> Document:
        return read_document(text, path=path.as_posix(), reader=reader, suffix=path.suffix, ruleset=ruleset)

    done = write_allowances(read(source), findings, words, read, is_mdx=path.suffix.lower() == ".mdx")
    if done.made:
        replace_file(path, data, encode_as(data, source, done.text, path))
    return Adopted(path, done.made, done.left)


def config_lines(paths: Iterable[Path], rule: str, reason: str, folder: Path) -> list[str]:
    """The `[[allow]]` tables for texts that hold no comments, for a configuration file in `folder`."""
    lines: list[str] = []
    for path in paths:
        place = Path.cwd() / path
        name = place.relative_to(folder) if place.is_relative_to(folder) else path
        table = {"path": name.as_posix(), "rule": rule, "reason": reason}
        lines += ["[[allow]]", *(f"{key} = {written(value)}" for key, value in table.items()), ""]
    return lines
