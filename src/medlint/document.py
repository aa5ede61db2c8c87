"""A text as checks see it: prose with its way back to the source, and layers computed once and shared."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import KeysView, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from msgspec import Struct

from medlint.folding import Folded, fold
from medlint.lazy import lazy_pattern
from medlint.model import Block, Comment, Entry, FactTable, Layer, Lexicon, Link, Prose
from medlint.phrasebook import Hit, Hits, Phrasebook

_LINE_END = lazy_pattern(r"\r\n|\r|\n")
_WORD = lazy_pattern(r"[^\W_]+(?:['’-][^\W_]+)*")


class Context(Struct, frozen=True):
    """What layers and checks may know of the run besides the text: dates, places and the words of the house."""

    today: date
    region: str = "us"
    audience: str = "lay"
    own_domains: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    evidence_hosts: tuple[str, ...] = ()


class Knowledge(Struct, frozen=True):
    """What the rule folders know: lexicons with their phrasebook, fact tables, and the layers of all plugins."""

    lexicons: Mapping[str, Lexicon]
    phrasebook: Phrasebook
    facts: Mapping[str, FactTable]
    layers: Mapping[str, Layer]
    own: Phrasebook | None = None
    """The phrasebook of those lexicons that a configuration wrote out: it stands before `phrasebook`."""


class Document:
    """One text. Offsets are prose offsets unless a name says source; both are character offsets and half-open."""

    def __init__(
        self, *, path: str, format: str, source: str, prose: Prose, knowledge: Knowledge, context: Context
    ) -> None:
        self.path, self.format, self.source, self.context = path, format, source, context
        self.prose: str = prose.text
        self.blocks: tuple[Block, ...] = prose.blocks
        self.links: tuple[Link, ...] = prose.links
        self.metadata: Mapping[str, object] = prose.metadata
        self.comments: tuple[Comment, ...] = prose.comments
        self.embeds: tuple[tuple[int, int], ...] = prose.embeds
        self.notices = prose.notices
        self.knowledge = knowledge
        self._pieces = prose.pieces
        self._layers: dict[str, Any] = {}
        self._hits: dict[str, tuple[Hit, ...]] = {}
        self._placed: dict[tuple[str, tuple[str, ...]], tuple[tuple[Hit, ...], list[int]]] = {}
        self._kinds: dict[str, dict[str, list[Hit]]] = {}
        self._entries: dict[str, Sequence[Entry]] = {}

    # ------------------------------------------------------------- meaning
    def layer(self, name: str) -> Any:
        """What the layer of that name says of this document; computed on first use. KeyError if there is none."""
        if name not in self._layers:
            self._layers[name] = self.knowledge.layers[name].compute(self)
        return self._layers[name]

    def has_read(self, layer: str) -> bool:
        """Whether a layer has been computed already: what costs time is not computed for a summary alone."""
        return layer in self._layers

    @cached_property
    def folded(self) -> Folded:
        """The shadow of the prose on which phrases are matched."""
        return fold(self.prose)

    @cached_property
    def lowered(self) -> str:
        """The prose in lower case, character for character: its offsets are those of the prose."""
        return self.prose.replace("\u0130", "i").lower()

    @cached_property
    def _scan(self) -> Hits:
        return self.knowledge.phrasebook.scan(self.folded.text)

    @cached_property
    def _own_scan(self) -> Hits | None:
        return self.knowledge.own.scan(self.folded.text) if self.knowledge.own else None

    @cached_property
    def vocabulary(self) -> KeysView[str]:
        """The words of the folded prose, hidden blocks and all: tells at once what a text cannot speak of.

        A word is in small letters, and a hyphen or an apostrophe ends it ("can't" is "can" and "t").
        """
        return self._scan.words

    def places_of(self, word: str) -> Sequence[int]:
        """The prose offsets at which a word of the vocabulary begins, in order; empty for any other."""
        places = self._scan.places(word)
        return places if self.folded.is_identity else [self.folded.span(at, at + len(word))[0] for at in places]

    def hits(self, lexicon: str) -> tuple[Hit, ...]:
        """The phrases of a lexicon that occur in visible prose, as prose spans in order; () for the empty name.

        Raises KeyError for an unknown lexicon.
        """
        found = self._hits.get(lexicon)
        if found is None:
            found = self._hits[lexicon] = self._find(lexicon) if lexicon else ()
        return found

    def _find(self, lexicon: str) -> tuple[Hit, ...]:
        own = self.knowledge.own
        scan = self._own_scan if own is not None and lexicon in own.numbers else None
        found = (scan or self._scan).of(lexicon)
        if found and not self.folded.is_identity:
            found = tuple(Hit(*self.folded.span(h.start, h.end), h.entry, h.phrase) for h in found)
        if found and self._hidden:
            found = tuple(h for h in found if not self.blocks[self.block_at(h.start)].hidden)
        return found

    def hits_between(self, lexicon: str, start: int, end: int, *kinds: str) -> tuple[Hit, ...]:
        """The hits of a lexicon that lie wholly within prose[start:end].

        With `kinds` only those whose tag `kind` names one of them.
        """
        hits, starts = self._placed.get((lexicon, kinds)) or self._place(lexicon, kinds)
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return ()
        last = bisect_left(starts, end, first)
        # No hit lies inside another, so the ends rise with the starts.
        while last > first and hits[last - 1].end > end:
            last -= 1
        return hits[first:last]

    def _place(self, lexicon: str, kinds: tuple[str, ...]) -> tuple[tuple[Hit, ...], list[int]]:
        """Hits of a lexicon, of some kinds if any are named, with their starts to look them up by."""
        hits = self.hits(lexicon)
        if kinds and hits:
            by_kind = self._by_kind(lexicon)
            found = {hit.start: hit for kind in kinds for hit in by_kind.get(kind, ())}
            hits = tuple(found.values() if len(kinds) == 1 else [found[start] for start in sorted(found)])
        placed = self._placed[lexicon, kinds] = hits, [hit.start for hit in hits]
        return placed

    def _by_kind(self, lexicon: str) -> dict[str, list[Hit]]:
        """The hits of a lexicon by each of the kinds that their tag `kind` names."""
        made = self._kinds.get(lexicon)
        if made is None:
            made, named = defaultdict(list), dict[int, set[str]]()
            for hit in self.hits(lexicon):
                if hit.entry not in named:
                    named[hit.entry] = set(self.tag(lexicon, hit, "kind").split())
                for kind in named[hit.entry]:
                    made[kind].append(hit)
            self._kinds[lexicon] = made
        return made

    def tag(self, lexicon: str, hit: Hit, name: str) -> str:
        """What the lexicon says under `name` of the entry that was hit; "" if nothing."""
        entries = self._entries.get(lexicon)
        if entries is None:
            entries = self._entries[lexicon] = self.knowledge.lexicons[lexicon].entries
        return entries[hit.entry].tags.get(name, "")

    @cached_property
    def _hidden(self) -> bool:
        return any(block.hidden for block in self.blocks)

    def to_dict(self) -> dict[str, Any]:
        """The object of `medlint inspect --format json`."""
        from medlint.inspection import to_dict

        return to_dict(self)

    # ------------------------------------------------------------- layout
    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> int:
        """The number of the block that holds a prose offset (the one before it, for an offset between blocks)."""
        return max(bisect_right(self._block_starts, offset) - 1, 0)

    @cached_property
    def title(self) -> tuple[int, int]:
        """The prose span on which findings about the whole text stand: its title, first heading, or first words."""
        visible = [block for block in self.blocks if not block.hidden]
        for kind in ("title", "heading"):
            for block in visible:
                if block.kind == kind and (kind == "title" or block.level <= 1):
                    return block.start, block.end
        if not visible:
            return 0, 0
        first = visible[0]
        words = [m.end() for m in _WORD.finditer(self.prose, first.start, first.end)][:8]
        return first.start, words[-1] if words else first.end

    @cached_property
    def words(self) -> int:
        """How many words the visible prose has."""
        return sum(len(_WORD.findall(self.prose, b.start, b.end)) for b in self.blocks if not b.hidden)

    # ------------------------------------------------------------- the way back
    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source span that renders as prose[start:end]. An empty span maps to an empty span."""
        if not self._pieces[0]:
            return 0, 0
        first = self._source_offset(start, at_end=False)
        return first, (self._source_offset(end, at_end=True) if end > start else first)

    def source_run(self, start: int, end: int, *, blank: bool = True) -> tuple[int, int] | None:
        """The source span of prose[start:end], which is not empty, if these characters and no others stand in it.

        None where markup stands between them, or where one end is inside of what the source writes as one (an entity).
        `blank`: white space that the page does not show may stand between them, such as the indent of a line.
        """
        in_prose, prose_lengths, in_source, source_lengths = self._pieces
        first = bisect_right(in_prose, start) - 1
        last = bisect_right(in_prose, end - 1) - 1
        if first < 0 or end > in_prose[last] + prose_lengths[last]:
            return None
        for index in range(first, last):
            if in_prose[index] + prose_lengths[index] != in_prose[index + 1]:
                return None
            after, next_start = in_source[index] + source_lengths[index], in_source[index + 1]
            between = self.source[after:next_start]
            if after > next_start or (between and not (blank and between.isspace())):
                return None
        cut_first = start > in_prose[first] and prose_lengths[first] != source_lengths[first]
        cut_last = end < in_prose[last] + prose_lengths[last] and prose_lengths[last] != source_lengths[last]
        return None if cut_first or cut_last else self.source_span(start, end)

    def _source_offset(self, offset: int, *, at_end: bool) -> int:
        in_prose, prose_lengths, in_source, source_lengths = self._pieces
        index = max(bisect_right(in_prose, offset - 1 if at_end else offset) - 1, 0)
        inside = min(offset - in_prose[index], prose_lengths[index])
        if prose_lengths[index] == source_lengths[index]:
            return in_source[index] + inside
        return in_source[index] + (source_lengths[index] if at_end else 0)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.source))]

    def place(self, source_offset: int) -> tuple[int, int]:
        """Line and column (both from 1, columns in characters) of a source offset. Lines end at LF, CRLF or CR."""
        line = bisect_right(self._line_starts, source_offset)
        return line, source_offset - self._line_starts[line - 1] + 1

    def source_line(self, line: int) -> str:
        """The text of a source line (from 1) without its line end."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.source)
        return self.source[start:end].rstrip("\r\n")
