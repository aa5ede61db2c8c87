"""The only module that a plugin may import: the values, the contracts, and typed ways into the core layers."""

from __future__ import annotations

from medlint.ages import months_since
from medlint.dated import basis, is_stale
from medlint.document import Context, Document
from medlint.errors import MedlintError, OptionError, RuleFileError, SourceError
from medlint.hookspecs import hookimpl
from medlint.layers.caveats import Caveat, caveats, caveats_in, is_caveat
from medlint.layers.citation_scope import reference_blocks
from medlint.layers.citations import Citation, Citations, citations, citations_between, citations_for, source_beside
from medlint.layers.claims import STRENGTHS, Claim, claim_at, claims
from medlint.layers.language import detect as detect_language
from medlint.layers.link_places import LinkPlace, place_of
from medlint.layers.links import LinkFacts, links
from medlint.layers.metadata import metadata_values
from medlint.layers.numbers import NUMBER, NUMBER_WORD, number_of
from medlint.layers.quotes import Quote, quote_at, quotes
from medlint.layers.references import marks_citing
from medlint.layers.roles import limit_topic, limits_told, role_score
from medlint.layers.scopes import clause_end, clause_start, is_asked, is_hedged, is_negated, words_between
from medlint.layers.sections import Section, part_of, section_of, sections
from medlint.layers.sentences import (
    Sentence,
    hits_with_sentences,
    sentence_at,
    sentence_index,
    sentences,
    sentences_between,
)
from medlint.layers.slots import hit_after, hit_before, of_kind
from medlint.layers.speakers import Speaker, said_by, speaker_of, speakers
from medlint.layers.spun import UNREAD, SpunPhrase, SpunText, spun_text
from medlint.layers.studies import Study, studies, studies_between
from medlint.layers.subjects import names_preclinical, names_subjects
from medlint.layers.tenses import IRREGULAR_PASTS, is_past
from medlint.layers.topic_caveats import doubts_near
from medlint.layers.topics import find_sign, hits_beside, topic_step
from medlint.layers.utterances import people_between
from medlint.lazy import lazy_pattern
from medlint.meant import meant
from medlint.model import (
    OPAQUE,
    Block,
    BlockKind,
    Check,
    CheckAt,
    Confidence,
    CueFile,
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
from medlint.surroundings import Effect, Surroundings, follows, is_unexpected, overlaps, step_for

__all__ = [
    "IRREGULAR_PASTS",
    "NUMBER",
    "NUMBER_WORD",
    "OPAQUE",
    "STRENGTHS",
    "UNREAD",
    "Block",
    "BlockKind",
    "Caveat",
    "Check",
    "CheckAt",
    "Citation",
    "Citations",
    "Claim",
    "Confidence",
    "Context",
    "CueFile",
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
    "LinkPlace",
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
    "SpunPhrase",
    "SpunText",
    "Study",
    "Surroundings",
    "basis",
    "caveats",
    "caveats_in",
    "citations",
    "citations_between",
    "citations_for",
    "claim_at",
    "claims",
    "clause_end",
    "clause_start",
    "detect_language",
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
    "is_stale",
    "is_taken_back",
    "is_unexpected",
    "lazy_pattern",
    "limit_topic",
    "limits_told",
    "links",
    "marks_citing",
    "meant",
    "metadata_values",
    "months_since",
    "names_preclinical",
    "names_subjects",
    "number_of",
    "of_kind",
    "overlaps",
    "part_of",
    "people_between",
    "place_of",
    "quote_at",
    "quotes",
    "reference_blocks",
    "role_score",
    "said_by",
    "section_of",
    "sections",
    "sentence_at",
    "sentence_index",
    "sentences",
    "sentences_between",
    "source_beside",
    "speaker_of",
    "speakers",
    "spun_text",
    "step_for",
    "studies",
    "studies_between",
    "topic_step",
    "words_between",
]
