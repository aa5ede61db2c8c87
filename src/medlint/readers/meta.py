"""Front matter into prose: its titles and descriptions are text that readers see first."""

from __future__ import annotations

from medlint.readers.front_matter import FrontMatter
from medlint.readers.prose import ProseBuilder


def add_front_matter(builder: ProseBuilder, front: FrontMatter) -> None:
    """Put the data into the metadata and each title or description into a block of its own; tell of broken ones."""
    builder.metadata.update(front.data)
    if front.error:
        builder.notice("front-matter", f"The front matter could not be read: {front.error}", front.error_line)
    seen = set[tuple[str, str]]()
    for text in front.texts:
        words = "".join(piece[0] for piece in text.pieces)
        if (text.kind, words) not in seen:
            seen.add((text.kind, words))
            builder.aside(text.kind, text.pieces)
