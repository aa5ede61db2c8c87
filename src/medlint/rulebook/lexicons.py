"""Lexicon files: cue lists that rules and layers share, put together from all rule folders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from medlint.entries import LONGEST_PHRASE, compile_entry, weight
from medlint.errors import RuleFileError
from medlint.lazy import lazy_pattern
from medlint.model import Entry, Lexicon
from medlint.rulebook.folders import RuleFile, read, twice, unknown
from medlint.toml.scan import KeyPath
from medlint.toml.source import TomlSource, convert

MOST_PHRASES = 50_000
"""A lexicon file, or a list in a rule, spells out no more phrases; a frame counts by its alternatives."""
MOST_ENTRIES = 1_000_000
"""All lexicons of the rule folders hold no more entries, what they include counted again in each."""
MOST_STEPS = 30
"""Lexicons include lexicons that include others no further than this."""

_PLAIN = lazy_pattern(r"(?=.*[A-Za-z0-9])[^\\{}*]+", re.DOTALL)
"""Phrases that the phrasebook takes for certain: most are, and each would otherwise be expanded twice."""
_SLOT = lazy_pattern(r"<([a-z][a-z-]*)>")


class _LexiconFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of a file under `lexicons/`; one with `extends` changes a lexicon that another rule folder brings.

    `slots` are lists of words by name: where a phrase of the file has `<name>`, any of them may stand.
    """

    title: str = ""
    why: str = ""
    phrases: tuple[str, ...] = ()
    entry: tuple[dict[str, str | list[str]], ...] = ()
    include: tuple[str, ...] = ()
    extends: str = ""
    remove: tuple[str, ...] = ()
    slots: dict[str, tuple[str, ...]] = {}


class _Part(Struct, frozen=True):
    """One lexicon file, read."""

    file: RuleFile
    source: TomlSource
    keys: _LexiconFile
    own: tuple[Entry, ...]


def load_lexicons(
    files: Sequence[RuleFile], errors: list[RuleFileError], known: Mapping[str, Lexicon] | None = None
) -> dict[str, Lexicon]:
    """Read lexicon files, first come first served, and give the lexicons by id; what is wrong is added to `errors`.

    A lexicon holds its own entries, then those of the lexicons that it includes, then what extensions add, in the order
    of `files`; an entry that is there already is not added again. A lexicon that cannot be used is left out; an
    extension that cannot be used leaves its lexicon as it was. Those of `known` can be included, and nothing else.
    """
    book = _Book(errors, known or {})
    for file in files:
        try:
            book.add(_read_part(file))
        except RuleFileError as error:
            errors.append(error)
    for name in [*sorted(book.extensions), *sorted(book.bases)]:
        try:
            book.lexicon(name)
        except RuleFileError as error:
            errors.append(error)
    return {name: book.done[name] for name in sorted(book.done)}


def entries_of(source: TomlSource, item: Mapping[str, object], at: KeyPath) -> Iterator[Entry]:
    """Yield the entries of a table: `phrase`, or several `phrases`, and free tags, which are strings.

    `at` is the place of the table in `source`. Raises RuleFileError.
    """
    if ("phrase" in item) == ("phrases" in item):
        raise source.problem("an entry has either 'phrase' or 'phrases'", at)
    tags = {
        name: convert(source, value, str, at=(*at, name))
        for name, value in item.items()
        if name not in ("phrase", "phrases")
    }
    if "phrase" in item:
        yield checked_entry(source, item["phrase"], (*at, "phrase"), tags)
    else:
        texts = convert(source, item["phrases"], list[str], at=(*at, "phrases"))
        for number, text in enumerate(texts):
            yield checked_entry(source, text, (*at, "phrases", number), tags)


def checked_entry(source: TomlSource, text: object, at: KeyPath, tags: Mapping[str, str] | None = None) -> Entry:
    """Return the entry of a phrase. Raises RuleFileError with its line if the phrasebook would refuse it."""
    if not isinstance(text, str):
        raise source.problem("expected a string", at)
    if len(text) <= LONGEST_PHRASE and _PLAIN.fullmatch(text):
        return Entry(text, tags or {})
    try:
        return Entry(text, tags or {}, compile_entry(text))
    except ValueError as problem:
        raise source.problem(str(problem), at) from None


def within_bounds(source: TomlSource, entries: Iterable[Entry], at: KeyPath = ()) -> Iterator[Entry]:
    """Yield entries. Raises RuleFileError, at the list, for the first that makes them too many."""
    phrases = 0
    for entry in entries:
        phrases += weight(entry.compiled) if entry.compiled is not None else 1
        if phrases > MOST_PHRASES:
            raise source.problem(f"more than {MOST_PHRASES:,} phrases: split the list", at)
        yield entry


class _Book:
    """The lexicons while they are put together: files by id, extensions by what they extend, and what is done."""

    def __init__(self, errors: list[RuleFileError], known: Mapping[str, Lexicon]) -> None:
        self.bases: dict[str, _Part] = {}
        self.extensions: dict[str, list[_Part]] = {}
        self.done: dict[str, Lexicon] = {}
        self.errors = errors
        self._known = known
        self._trail: list[str] = []
        self._held = 0

    def add(self, part: _Part) -> None:
        """Sort a file in. Raises RuleFileError for a second lexicon of a name."""
        if part.keys.extends:
            self.extensions.setdefault(part.keys.extends, []).append(part)
        elif part.file.id in self.bases:
            raise twice(self.bases[part.file.id].file, part.file, "lexicon")
        else:
            self.bases[part.file.id] = part

    def lexicon(self, name: str) -> Lexicon:
        """Put a lexicon together, once. Raises RuleFileError for one that includes itself, or what there is not."""
        if name in self.done:
            return self.done[name]
        if name in self._known:
            return self._known[name]
        extensions = self.extensions.get(name, [])
        if name not in self.bases:
            raise extensions[0].source.problem(unknown("lexicon", name, self.bases), ("extends",))
        self._trail.append(name)
        try:
            entries = self._with(self.bases[name], {})
            for extension in extensions:
                entries = self._extended(extension, entries)
        finally:
            self._trail.pop()
        base = self.bases[name]
        self._held += len(entries)
        if self._held > MOST_ENTRIES:
            raise base.source.problem(f"with this one, all lexicons hold more than {MOST_ENTRIES:,} entries")
        self.done[name] = Lexicon(name, tuple(entries.values()), base.file.path, base.keys.include)
        return self.done[name]

    def _extended(self, part: _Part, entries: dict[str, Entry]) -> dict[str, Entry]:
        """Return `entries` changed by an extension; as they are, and an error noted, if it cannot be used."""
        try:
            return self._with(part, _without(part, entries))
        except RuleFileError as error:
            self.errors.append(error)
            return entries

    def _with(self, part: _Part, entries: Mapping[str, Entry]) -> dict[str, Entry]:
        """Return `entries` with those of a file and of what it includes added."""
        added = dict(entries)
        for entry in part.own:
            added.setdefault(entry.phrase, entry)
        for number, name in enumerate(part.keys.include):
            at = ("include", number)
            if name not in self.bases and name not in self._known:
                raise part.source.problem(unknown("lexicon", name, [*self.bases, *self._known]), at)
            if len(self._trail) > MOST_STEPS:
                raise part.source.problem(f"lexicons include each other more than {MOST_STEPS} steps deep", at)
            if name in self._trail:
                raise part.source.problem(f"includes itself: {' -> '.join([*self._trail, name])}", at)
            for entry in self.lexicon(name).entries:
                added.setdefault(entry.phrase, entry)
        if not added:
            raise part.source.problem("a lexicon without a phrase", ())
        return added


def _read_part(file: RuleFile) -> _Part:
    source = read(file)
    keys = convert(source, source.data, _LexiconFile)
    part = _Part(file, source, keys, tuple(within_bounds(source, _own_entries(source, keys))))
    if keys.extends:
        return part
    if not keys.title.strip():
        raise source.problem("missing key 'title'", ("title",))
    if keys.remove:
        raise source.problem("'remove' takes from the lexicon that 'extends' names: there is none", ("remove",))
    return part


def _own_entries(source: TomlSource, keys: _LexiconFile) -> Iterator[Entry]:
    for number, text in enumerate(keys.phrases):
        if text.startswith("@"):
            raise source.problem("a lexicon file names the lexicons it includes under 'include'", ("phrases", number))
        yield checked_entry(source, _filled(source, keys, text, ("phrases", number)), ("phrases", number))
    for number, item in enumerate(keys.entry):
        at = ("entry", number)
        yield from entries_of(source, _with_slots(source, keys, item, at) if keys.slots else item, at)


def _with_slots(
    source: TomlSource, keys: _LexiconFile, item: Mapping[str, str | list[str]], at: KeyPath
) -> dict[str, object]:
    """Return the table of an entry with the slots in its phrases filled."""
    filled: dict[str, object] = dict(item)
    for name in ("phrase", "phrases"):
        value = item.get(name)
        if isinstance(value, str):
            filled[name] = _filled(source, keys, value, (*at, name))
        elif value is not None:
            filled[name] = [_filled(source, keys, text, (*at, name, place)) for place, text in enumerate(value)]
    return filled


def _filled(source: TomlSource, keys: _LexiconFile, text: str, at: KeyPath) -> str:
    """Return a phrase with the words of its slots written out as alternatives; RuleFileError for an unknown slot."""

    def words(found: re.Match[str]) -> str:
        if found[1] not in keys.slots:
            raise source.problem(unknown("slot", found[1], keys.slots), at)
        return "{" + ",".join(keys.slots[found[1]]) + "}"

    return _SLOT.sub(words, text) if keys.slots else text


def _without(part: _Part, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return `entries` without those that an extension removes."""
    kept = dict(entries)
    for number, phrase in enumerate(part.keys.remove):
        if kept.pop(phrase, None) is None:
            message = f"nothing to remove: {unknown('phrase', phrase, entries)}"
            raise part.source.problem(message, ("remove", number))
    return kept
