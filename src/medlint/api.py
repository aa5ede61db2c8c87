"""The only module that a plugin may import: the values, the contracts, and typed ways into the core layers."""

from __future__ import annotations

from medlint.ages import months_since
from medlint.document import Context, Document
from medlint.errors import MedlintError, OptionError, RuleFileError, SourceError
from medlint.hookspecs import hookimpl
from medlint.layers.caveats import Caveat, caveats, caveats_in, is_caveat
from medlint.layers.citations import Citation, Citations, citations, citations_for, source_beside
from medlint.layers.claims import STRENGTHS, Claim, claim_at, claims
from medlint.layers.links import LinkFacts, links
from medlint.layers.metadata import metadata_values
from medlint.layers.numbers import NUMBER, NUMBER_WORD
from medlint.layers.quotes import Quote, quote_at, quotes
from medlint.layers.roles import limit_topic, limits_told, role_score
from medlint.layers.scopes import clause_end, clause_start, is_asked, is_hedged, is_negated, words_between
from medlint.layers.sections import Section, section_of, sections
from medlint.layers.sentences import Sentence, hits_with_sentences, sentence_at, sentence_index, sentences
from medlint.layers.slots import hit_after, hit_before, of_kind
from medlint.layers.speakers import Speaker, said_by, speaker_of, speakers
from medlint.layers.studies import Study, studies
from medlint.layers.subjects import names_preclinical, names_subjects
from medlint.layers.tenses import IRREGULAR_PASTS, is_past
from medlint.layers.topic_caveats import doubts_near
from medlint.layers.topics import find_sign, hits_beside, topic_step
from medlint.layers.utterances import people_between
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
from medlint.retractions import is_affirmed, is_bygone, is_disowned, is_taken_back
from medlint.surroundings import Effect, Surroundings, follows, overlaps, step_for

__all__ = [
    "IRREGULAR_PASTS",
    "NUMBER",
    "NUMBER_WORD",
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
    "Speaker",
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
    "doubts_near",
    "find_sign",
    "follows",
    "hit_after",
    "hit_before",
    "hits_beside",
    "hits_with_sentences",
    "hookimpl",
    "is_affirmed",
    "is_asked",
    "is_bygone",
    "is_caveat",
    "is_disowned",
    "is_hedged",
    "is_negated",
    "is_past",
    "is_taken_back",
    "lazy_pattern",
    "limit_topic",
    "limits_told",
    "links",
    "metadata_values",
    "months_since",
    "names_preclinical",
    "names_subjects",
    "of_kind",
    "overlaps",
    "people_between",
    "quote_at",
    "quotes",
    "role_score",
    "said_by",
    "section_of",
    "sections",
    "sentence_at",
    "sentence_index",
    "sentences",
    "source_beside",
    "speaker_of",
    "speakers",
    "step_for",
    "studies",
    "topic_step",
    "words_between",
]
