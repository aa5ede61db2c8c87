"""The only module that a plugin may import: the values, the contracts, and typed ways into the core layers."""

from __future__ import annotations

from medlint.document import Context, Document
from medlint.errors import MedlintError, OptionError, RuleFileError, SourceError
from medlint.hookspecs import hookimpl
from medlint.layers.caveats import Caveat, caveats, caveats_in, is_caveat
from medlint.layers.citations import Citation, Citations, citations, citations_for
from medlint.layers.claims import STRENGTHS, Claim, claim_at, claims
from medlint.layers.links import LinkFacts, links
from medlint.layers.metadata import metadata_values
from medlint.layers.quotes import Quote, quote_at, quotes
from medlint.layers.scopes import clause_end, clause_start, is_asked, is_hedged, is_negated, words_between
from medlint.layers.sections import Section, section_of, sections
from medlint.layers.sentences import Sentence, sentence_at, sentence_index, sentences
from medlint.layers.studies import Study, studies
from medlint.layers.subjects import names_preclinical
from medlint.lazy import lazy_pattern
from medlint.model import (
    OPAQUE,
    Block,
    BlockKind,
    Check,
    Cues,
    Edit,
    FactName,
    FactTable,
    Layer,
    Link,
    Match,
    Prose,
    Reader,
    Related,
    Report,
    Reporter,
)
from medlint.phrasebook import Hit
from medlint.readers.prose import ProseBuilder
from medlint.surroundings import Effect, Surroundings, follows, overlaps, step_for

__all__ = [
    "OPAQUE",
    "STRENGTHS",
    "Block",
    "BlockKind",
    "Caveat",
    "Check",
    "Citation",
    "Citations",
    "Claim",
    "Context",
    "Cues",
    "Document",
    "Edit",
    "Effect",
    "FactName",
    "FactTable",
    "Hit",
    "Layer",
    "Link",
    "LinkFacts",
    "Match",
    "MedlintError",
    "OptionError",
    "Prose",
    "ProseBuilder",
    "Quote",
    "Reader",
    "Related",
    "Report",
    "Reporter",
    "RuleFileError",
    "Section",
    "Sentence",
    "SourceError",
    "Study",
    "Surroundings",
    "caveats",
    "caveats_in",
    "citations",
    "citations_for",
    "claim_at",
    "claims",
    "clause_end",
    "clause_start",
    "follows",
    "hookimpl",
    "is_asked",
    "is_caveat",
    "is_hedged",
    "is_negated",
    "lazy_pattern",
    "links",
    "metadata_values",
    "names_preclinical",
    "overlaps",
    "quote_at",
    "quotes",
    "section_of",
    "sections",
    "sentence_at",
    "sentence_index",
    "sentences",
    "step_for",
    "studies",
    "words_between",
]
