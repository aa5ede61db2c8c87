"""Names for findings that hold from run to run, also where the same words stand twice in a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from medlint.model import FileReport, Finding


def numbered(file: FileReport) -> Iterator[tuple[Finding, str]]:
    """Each finding with its fingerprint and its number among those of the file that share it: `6bf1d44216d3a94c:1`.

    The first of twins keeps its name when a second one is written further down.
    """
    seen = Counter[str]()
    for finding in file.findings:
        name = finding.fingerprint or digest((finding.rule, finding.quote))
        seen[name] += 1
        yield finding, f"{name}:{seen[name]}"


def digest(parts: Iterable[str]) -> str:
    """32 hexadecimal digits of some texts."""
    from hashlib import blake2b

    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
