"""The rulebook, and what a document must know of it: a phrasebook of its lexicons, and the layers it can serve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from medlint.document import Knowledge
from medlint.errors import RuleFileError
from medlint.model import FactTable, Layer, Lexicon, Rule
from medlint.phrasebook import Lexicon as PhraseList
from medlint.phrasebook import Phrasebook, build


class Profile(Struct, frozen=True):
    """A selection of rules. `select` and `ignore` hold families and rule ids; "*" is every rule that is not preview.

    `rules` holds, by rule id, `severity`, `confidence` and options as a rule file writes them.
    """

    id: str
    title: str
    description: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    rules: Mapping[str, Mapping[str, object]]
    path: str


class Rulebook(Struct, frozen=True):
    """All that the rule folders hold, each mapping ordered by id. `owners` says by rule id who brings a rule.

    A file that cannot be used is one of `errors`, and nothing else suffers but what names it. `broken` are the ids of
    the rules among them, so that a configuration may go on naming these. `phrasebook` is there where it was kept;
    `own` are the lexicons that a configuration wrote out since, which are not in it.
    """

    rules: Mapping[str, Rule]
    lexicons: Mapping[str, Lexicon]
    facts: Mapping[str, FactTable]
    profiles: Mapping[str, Profile]
    errors: tuple[RuleFileError, ...]
    owners: Mapping[str, str]
    broken: frozenset[str] = frozenset()
    phrasebook: Phrasebook | None = None
    own: Mapping[str, Lexicon] = {}


def knowledge_of(rulebook: Rulebook, layers: Mapping[str, Layer]) -> Knowledge:
    """Compile the lexicons into one phrasebook, beside the facts and the layers that find all they read.

    A layer that reads what no rule folder has is left out, see `layer_faults`; only what asks for it suffers.
    """
    broken = layer_faults(rulebook, layers)
    sound = {name: layer for name, layer in layers.items() if name not in broken}
    book = rulebook.phrasebook or phrasebook_of(rulebook.lexicons.values())
    own = phrasebook_of(replace(lexicon, parts=()) for lexicon in rulebook.own.values()) if rulebook.own else None
    return Knowledge(rulebook.lexicons, book, rulebook.facts, sound, own)


def layer_faults(rulebook: Rulebook, layers: Mapping[str, Layer]) -> dict[str, str]:
    """What is wrong with layers, by name: the first lexicon or fact table that a layer reads and no rule folder has."""
    from medlint.rulebook.folders import unknown

    faults: dict[str, str] = {}
    for layer in layers.values():
        for what, names, known in (
            ("lexicon", layer.lexicons, rulebook.lexicons.keys()),
            ("fact table", layer.facts, rulebook.facts.keys()),
        ):
            missing = [name for name in names if name not in known]
            if missing:
                faults.setdefault(layer.name, unknown(what, missing[0], known))
    return faults


def phrasebook_of(lexicons: Iterable[Lexicon]) -> Phrasebook:
    """One phrasebook of lexicons."""
    return build(
        PhraseList(
            lexicon.id,
            tuple(entry.phrase for entry in lexicon.entries),
            tuple(entry.compiled for entry in lexicon.entries),
            lexicon.parts,
        )
        for lexicon in lexicons
    )
