"""Authorities without a name, by their form: a bare plural noun, and a verb of saying or showing right behind it."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import Document, Hit, lazy_pattern, sentence_at

BEFORE_CHARACTERS = 60
"""The words that single out a noun, or lead to it, stand at most so far before it."""
VERB_CHARACTERS = 24
"""No verb of the lexicon is longer."""

_GAP = lazy_pattern(
    r"(?:,? (?:in (?:the|this|that|their) (?:field|area|know|trade|profession|discipline|subject)|worldwide|everywhere"
    r"|(?:around|across|all over|throughout) the (?:world|country|globe)|today|who [a-z]+(?: [a-z]+){1,5}|alike)\b,?)?"
    r"(?P<aux>(?: (?:have|has|had|do|does|now|also|long|since|all|both|still|widely|often|usually|almost"
    r"|already|even|always|further|too|actually|once|tend to|seem to|seems to|agree and|are agreed and|largely|alone"
    r"|increasingly|[a-z]{3,}ly)\b){0,4}) "
)
"""What may stand between noun and verb: where the people work, auxiliaries, adverbs; no name, no negation."""
_TO_SHOW = lazy_pattern(r" (?:to|that|which|out there to) ")
_PERFECT = lazy_pattern(r"\b(?:have|has)\b")
_SINGLED_OUT = lazy_pattern(
    r"(?:\b(?i:the|these|those|this|that|its|our|his|her|their|your|my|whose|no|not|few|fewer|any|what|which|whatever|how"
    r"|two|three|four|five|six|both|neither|other|another|more|further|until|if|whether|unless|once)|\w['\u2019]s"
    r"|\d|[a-z,;] [A-Z][\w-]+)(?: [a-z-]+){0,2} $",
)
"""Words before a noun that say which ones are meant, deny it, or ask."""
_GOVERNED = lazy_pattern(
    r"\b(?i:of|for|with|by|to|from|in|on|at|about|among|between|than|like|when|where|why|before|after|tell|help|helps"
    r"|helping|let|lets|make|ask|asked|via|into|through|under|see|join|joins|between) (?:[a-z-]+ ){0,2}$",
)
"""Words before a noun that make it the object of something else."""
_PLENTY = lazy_pattern(
    r"\b(?:(?:plenty|lots|a lot|loads|heaps|tons|reams|no shortage|no lack|[Aa] (?:[a-z]+ )?(?:wealth|mass|mountain"
    r"|host|body|bodies|series|number|amount|pile|raft|slew|string|range|variety|handful|majority)|[Dd]ozens|[Hh]undreds"
    r"|[Tt]housands|[Mm]ost|[Mm]any|[Ss]cores|[Dd]ecades|[Yy]ears|[Cc]enturies|[Mm]ountains) of )"
    r"(?:(?:[a-z-]+ |medical, |the ){0,2})$|^(?:[Pp]lenty|[Ll]ots|[Tt]ons|[Ll]oads|[Hh]eaps) of (?:[a-z-]+ ){0,2}$"
)
_THERE = lazy_pattern(r"\b[Tt]here(?: is|['\u2019]s| are| has been) (?:now |also |already )?(?:[a-z-]+ ){0,4}$")
_ACCORDING = lazy_pattern(
    r"\b[Aa]ccording to (?:(?!(?:the|an?|this|that|its|one|[a-z]+'s|his|her|their|our) )[a-z-]+ ){0,2}$"
)
_CONSENSUS = lazy_pattern(
    r"\b(?:[Tt]he|[Aa]) (?:(?:broad|general|wide|growing|clear|prevailing|common|scientific|medical) )?"
    r"(?:consensus|agreement|view|opinion) (?:among|amongst) (?:most |many |leading |the )?$"
)
_EMPTY = lazy_pattern(
    r" (?:nothing|neither|if|whether|how|why|very little about|little about|your\b|it for you|you the\b)"
)
"""Words behind a verb by which nothing is claimed, or somebody's own doctors are meant."""
_NAMES_IT = lazy_pattern(r"call(?:s|ed)?(?: it| this| that)? [a-z-]+(?: [a-z-]+)? (?:when|if|where)\b")
"""As in: doctors call it colic when a baby cries for hours."""
_NAMED_NEXT = lazy_pattern(r",? (?:[a-z-]+ ){0,4}(?:of|at|from|in|by|with|for) (?:the )?[A-Z]|,? such as [A-Z]| [A-Z]")
_AT_LARGE = lazy_pattern(
    r"(?:^|(?<=[ (\u201c\"]))[Tt]he (?:(?:very )?(?:latest|newest|most recent|current|available|existing|best"
    r"|scientific|medical|accumulated|overwhelming) ){1,2}$"
)
"""Words before a noun that mean all there is of it: the latest research."""
_CLAUSE_ENDS = lazy_pattern(r"\s*(?:[.;:!?]|$)|,? (?:in the field|worldwide|everywhere|alike|today)\b")
_ADJECTIVES = lazy_pattern(r" (?:[a-z-]+ ){0,2}")
_QUANTITY = lazy_pattern(
    r"(?:^|(?<=[ (\u201c\"]))(?:(?:[Mm]any|[Ee]minent|[Rr]enowned|[Rr]espected|[Ss]enior|[Pp]rominent|[Dd]istinguished"
    r"|[Mm]ost|[Ss]ome|[Ss]everal|[Aa]ll|[Nn]umerous|[Cc]ountless|[Mm]ultiple"
    r"|[Vv]arious|[Ll]eading|[Tt]op|[Rr]ecent|[Cc]urrent|[Nn]ew|[Pp]revious|[Pp]ast|[Ee]arlier|[Oo]fficial|[Nn]ational"
    r"|[Ii]nternational|[Mm]edical|[Cc]linical|[Ss]cientific|[Hh]ealth|[Mm]odern|[Rr]esearch|[Ll]ong-term"
    r"|[Mm]ost of the|[Tt]op|[Ff]itness|[Ss]leep) ){1,3}$"
)


def find_authorities(document: Document, nouns: str, telling: str, finding: str) -> Iterator[tuple[Hit, bool]]:
    """The spans from a bare noun to its verb, as hits with the noun's entry in the lexicon `nouns`, in order.

    `telling` are the verbs of people and of guidelines, `finding` those of studies. True with each whose verb has the
    tag `soft`.
    """
    for noun in document.hits(nouns):
        sentence = sentence_at(document, noun.start)
        if sentence is None:
            continue
        before = document.prose[max(sentence.start, noun.start - BEFORE_CHARACTERS) : noun.start]
        agreed = _CONSENSUS.search(before)
        if agreed and not _NAMED_NEXT.match(document.prose, noun.end, sentence.end):
            yield Hit(noun.start - len(before) + agreed.start(), noun.end, noun.entry, ""), False
            continue
        according = _ACCORDING.search(before)
        if according and not _NAMED_NEXT.match(document.prose, noun.end, sentence.end):
            yield Hit(noun.start - len(before) + according.start(), noun.end, noun.entry, ""), False
        elif not according:
            kind = document.tag(nouns, noun, "kind")
            yield from _saying(document, noun, before, kind, finding if kind == "work" else telling)


def _saying(document: Document, noun: Hit, before: str, kind: str, verbs: str) -> Iterator[tuple[Hit, bool]]:
    """The span of one noun with its verb, if it has one and nothing before it singles it out."""
    verb = _verb_behind(document, noun, before, kind, verbs)
    if verb is None and kind == "people":
        yield from _said_before(document, noun, verbs)
    if verb is None or _EMPTY.match(document.prose, verb.end) or not document.prose[verb.start].islower():
        return
    if _NAMES_IT.match(document.prose, verb.start):
        return
    plenty = _PLENTY.search(before)
    whole = _AT_LARGE.search(before)
    if plenty is None and whole is None and (_SINGLED_OUT.search(before) or _GOVERNED.search(before)):
        return
    lead = whole or _QUANTITY.search(before)
    start = noun.start - len(lead[0]) if lead else noun.start
    that = kind == "work" and document.prose.startswith(" that ", verb.end)
    hit = Hit(start, verb.end + (len(" that") if that else 0), noun.entry, "")
    yield hit, bool(document.tag(verbs, verb, "soft"))


def _said_before(document: Document, noun: Hit, verbs: str) -> Iterator[tuple[Hit, bool]]:
    """The span of a verb and the noun that ends its clause: "it works, say leading researchers"."""
    if not _CLAUSE_ENDS.match(document.prose, noun.end):
        return
    floor = max(noun.start - BEFORE_CHARACTERS, 0)
    for verb in document.hits_between(verbs, floor, noun.start):
        parted = (
            document.prose[floor : verb.start]
            .rstrip(" ")
            .endswith((",", '"', "\u201d", "\u2019", ";", "\u2013", "\u2014"))
        )
        if parted and _ADJECTIVES.fullmatch(document.prose, verb.end, noun.start):
            yield Hit(verb.start, noun.end, noun.entry, ""), bool(document.tag(verbs, verb, "soft"))
            return


def _verb_behind(document: Document, noun: Hit, before: str, kind: str, verbs: str) -> Hit | None:
    """The verb of a noun: behind auxiliaries and adverbs, or behind "there is research to"."""
    offered = kind == "work" and bool(_PLENTY.search(before) or _THERE.search(before))
    to_show = _TO_SHOW.match(document.prose, noun.end) if offered else None
    gap = to_show or _GAP.match(document.prose, noun.end)
    if gap is None:
        return None
    for verb in document.hits_between(verbs, gap.end(), gap.end() + VERB_CHARACTERS):
        if verb.start != gap.end():
            continue
        if kind == "work":
            return verb
        if kind not in document.tag(verbs, verb, "of").split():
            return None
        perfect = document.tag(verbs, verb, "form") == "perfect"
        return verb if not perfect or _PERFECT.search(gap["aux"]) else None
    return None
