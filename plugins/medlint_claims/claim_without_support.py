"""Check `claim-without-support`: something is said to do good, and no source stands where a reader looks for one."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import (
    Check,
    Cues,
    Document,
    Match,
    Related,
    citations_for,
    is_asked,
    is_hedged,
    is_negated,
    lazy_pattern,
    quote_at,
    words_between,
)

from .benefit_statements import Statement, find_statements
from .nearby_sources import may_be_sourced
from .support import has_speaker, is_of_told_study, is_result, names_source, source_doubt
from .telling_phrase import PASSING
from .things import is_of_product, is_of_thing, is_titled
from .vocabulary import Vocabulary

SHOWN_WORDS = 2
"""What shows something stands at most so many words before the verb that says so."""
_RELATIVE = lazy_pattern(r"\b(?:that|which)(?:\s+\w+ly|\s+(?:can|will|also|may|often|help|helps))*\s*$")
_COMPOUND = lazy_pattern(
    r"[ -](?:literacy|costs?|spending|promotion|care|education|equity|insurance|services?|systems?|providers?|workers?"
    r"|professionals?|records?|information|coverage|plans?)\b"
)
"""What follows the word for an outcome and makes it part of another thing: "promotes health literacy"."""
_VEHICLE = lazy_pattern(r"\b(?:in|into|with) (?:an? )?(?:(?:warm|hot|cold|lukewarm|cool) )?$")
"""What a remedy is taken in or with: "a spoon in warm water"."""
_INFINITIVE = lazy_pattern(r"\b(?:to|did|could|would|might)\s(?:\w+ly\s)?$")
_DEFINED = lazy_pattern(r"\b(?:is|are)\s+(?:an?|the|our)\s+(?:[\w-]+\s+){1,4}(?:that|which)\b")


class SupportOptions(Vocabulary, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What counts as a claim of benefit (see `benefit_statements`) and when it needs no source.

    `self-care`: remedies that the house lets pass; an entry's tag `for` narrows it to the outcomes that it lists.
    `works`, `showing`: nameless work and the verbs by which it speaks.
    `modest`: words in the sentence that say the claim of some people only, or as what others believe.
    `unless-near`: words in the sentence that make it no claim. `lower-from-words`: a text of so many words
    without a single citation has its findings lowered, since another rule says so once. `list-words`: up to so
    many words, a list of references at the end covers the whole text; in a longer one it lowers. `metadata`: keys
    under which a page may list its sources. `most-doubts`: with more things speaking against a finding it is
    dropped.
    """

    self_care: Cues = ""
    works: Cues = ""
    showing: Cues = ""
    modest: Cues = ""
    unless_near: Cues = ""
    lower_from_words: int = 150
    list_words: int = 250
    metadata: tuple[str, ...] = ()
    most_doubts: int = 1


def find_unsupported(document: Document, options: SupportOptions) -> Iterator[Match]:
    """One match for each sentence that claims a benefit which no citation covers."""
    if not document.hits(options.verbs):
        return
    done = -1
    for statement in find_statements(document, options):
        if statement.sentence.start == done or not _is_claim(document, statement, options):
            continue
        if _is_sourced(document, statement, options):
            continue
        doubts = _doubts(document, statement, options)
        if doubts is None:
            return
        done = statement.sentence.start
        if doubts <= options.most_doubts:
            near = not _calls_on_work(document, statement, options)
            near = near and may_be_sourced(document, statement.verb.start, options)
            yield _match(statement, lowered=doubts > 0 or near)


def _calls_on_work(document: Document, statement: Statement, options: SupportOptions) -> bool:
    """Whether a statement calls on research without a name ("studies show"): then no source beside it is that of it.

    Whoever cites a work for it says which; a paper that the page cites elsewhere was cited for something else.
    """
    start, end = statement.sentence.start, statement.verb.start
    for work in document.hits_between(options.works, start, end):
        if document.tag(options.works, work, "kind") != "work":
            continue
        shown = document.hits_between(options.showing, work.end, end)
        if shown and words_between(document, work.end, shown[0].start) <= SHOWN_WORDS:
            return True
    return False


def _match(statement: Statement, *, lowered: bool) -> Match:
    remedy = statement.remedy
    inside = remedy is not None and statement.sentence.start <= remedy.start < statement.sentence.end
    related = (Related(remedy.start, remedy.end, "what is said to do it"),) if remedy and not inside else ()
    return Match(*statement.mark, step=-int(lowered), related=related)


def _doubts(document: Document, statement: Statement, options: SupportOptions) -> int | None:
    """How many things speak against reporting, or None if a short text lists its sources, so that nothing is without.

    They are a subject that is no remedy by its name (or by its place in a short text, the title or as a product), a
    quotation, a past tense (which tells of one study, another rule's matter), a relative clause, and sources for the
    text as a whole or none at all in a long one.
    """
    doubt = source_doubt(
        document,
        options.metadata,
        list_words=options.list_words,
        bare_words=options.lower_from_words,
        selling=options.selling,
    )
    if doubt is None:
        return None
    quoted = quote_at(document, statement.verb.start) is not None
    told = document.tag(options.verbs, statement.verb, "form") == "past"
    verb = statement.verb.start
    unknown = statement.remedy is None and not (
        is_of_thing(document, verb, options.other_subjects)
        and (document.words <= PASSING or is_of_product(document, verb) or is_titled(document, verb))
    )
    return unknown + quoted + told + doubt + _is_aside(document, statement)


def _is_sourced(document: Document, statement: Statement, words: SupportOptions) -> bool:
    """Whether a citation covers a statement, its passage tells of a study, or somebody is named who says it."""
    start = statement.verb.start
    return (
        bool(citations_for(document, start))
        or is_of_told_study(document, start, words)
        or (not _is_present(document, statement, words) and is_result(document, start, words))
        or (quote_at(document, start) is None and has_speaker(document, start, words))
        or names_source(document, start, words)
    )


def _is_present(document: Document, statement: Statement, options: SupportOptions) -> bool:
    """Whether a verb stands in the present tense by its form ("eases", "figs ease"): it gives no result of a study."""
    form, verb = document.tag(options.verbs, statement.verb, "form"), statement.verb
    return form == "s" or (
        form == "base" and not _INFINITIVE.search(document.prose, statement.sentence.start, verb.start)
    )


def _is_aside(document: Document, statement: Statement) -> bool:
    """Whether a relative clause says in passing what something is for ("Soliris, which treats a blood disorder").

    "Magnesium is a mineral that relieves cramps" is said outright.
    """
    before = document.prose[statement.sentence.start : statement.verb.start]
    return _RELATIVE.search(before) is not None and _DEFINED.search(before) is None


def _is_claim(document: Document, statement: Statement, options: SupportOptions) -> bool:
    """Whether a statement is said flatly, of a remedy that the house does not let pass."""
    sentence, verb = statement.sentence, statement.verb
    if document.blocks[sentence.block].kind in {"link-title", "button", "footnote"}:
        return False
    if _COMPOUND.match(document.prose, statement.outcome.end, sentence.end):
        return False
    if document.prose.startswith("[", sentence.start):  # a teaser for another article
        return False
    if is_hedged(document, verb.start) or is_asked(document, verb.start) or _is_denied(document, statement):
        return False
    if any(
        document.hits_between(cues, sentence.start, sentence.end)
        for cues in (options.modest, options.unless_near)
        if cues
    ):
        return False
    return not _is_self_care(document, statement, options)


def _is_denied(document: Document, statement: Statement) -> bool:
    """Whether the benefit is denied, before the verb or after it ("relieves no pain"); "not only" denies nothing."""
    verb, outcome = statement.verb, statement.outcome
    if document.prose[max(verb.start - 20, 0) : verb.start].lower().rstrip().endswith("not only"):
        return False
    after = document.prose[verb.end : outcome.start].lower().split()
    return is_negated(document, verb.start) or bool(
        {"no", "not", "nothing", "little", "neither", "without"} & set(after)
    )


def _is_self_care(document: Document, statement: Statement, options: SupportOptions) -> bool:
    if not options.self_care:
        return False
    outcome = document.prose[statement.outcome.start : statement.outcome.end].lower()
    hits = document.hits_between(options.self_care, statement.sentence.start, statement.verb.start)
    if statement.remedy and statement.remedy.start >= statement.verb.end:
        hits = document.hits_between(options.self_care, statement.verb.end, statement.sentence.end)
    hits = tuple(hit for hit in hits if not _VEHICLE.search(document.prose, statement.sentence.start, hit.start))
    remedy = statement.remedy
    narrow = [
        document.tag(options.self_care, hit, "for")
        for hit in hits
        if remedy is None
        or hit.end - hit.start >= remedy.end - remedy.start
        or hit.end <= remedy.start
        or remedy.end <= hit.start
    ]
    return any(not names or outcome in names.split(", ") for names in narrow)


CHECK = Check("claim-without-support", SupportOptions, find_unsupported, needs=("verbs",))
