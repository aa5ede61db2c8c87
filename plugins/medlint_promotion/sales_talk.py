"""Check `sales-talk`: calls to buy or book, urgency, prices and coupons held out, numbers to ring, happy customers."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import (
    Check,
    Cues,
    Document,
    Hit,
    Match,
    Surroundings,
    clause_start,
    lazy_pattern,
    quote_at,
    sentence_at,
    step_for,
    words_between,
)

from .labels import is_declared, is_labelled
from .sales_acts import find_acts

_PRICE = lazy_pattern(r" ?(?:[$£€]|US\$) ?\d[\d.,]*(?: ?(?:per|a|an|each) \w+)?")
_NUMBER_TEXT = r"(?:[ :]|at|on|now){0,4}\+?\(?\d(?:[ \u00a0().-]{0,2}\d){6,14}"
_NUMBER = lazy_pattern(_NUMBER_TEXT)
_LOOK = 60
SHORT = 10
"""A sentence of at most so many words is a price tag."""
SHORT_CHARACTERS = 120
MILDER = 1
"""The steps of the list count from what is sales talk beyond doubt; what is one step below is reported like that."""
AROUND = 400
"""So near to a quotation, in characters, words of warning speak of it."""
_CALLED = lazy_pattern(
    _NUMBER_TEXT + r"(?:,? (?:now|today|to (?:book|order|reserve|claim|schedule|speak|start|get)))", 2
)
_CODE = lazy_pattern(
    r" (?:code )?[\"\u201c\u2018']?(?:[A-Z]{3,12}\d{2,3}\b"
    r"|[A-Z]{3,12}\d?\b(?=[\"\u201d\u2019']? (?:at (?:the )?(?:till|checkout)|when (?:you )?(?:order|book|buy))))"
)
_TOKEN = lazy_pattern(
    r" (?:(?:the |our |my )?(?:(?:\w+ )?code|voucher|coupon) [\"\u201c\u2018']?[A-Z]{3,12}\d{0,3}\b|"
    r"[A-Z]{3,12}\d{1,3}\b)"
)
_COUPON = lazy_pattern(r" [\"\u201c\u2018']?[A-Z]{3,12}\d{0,3}\b")
_REWARD = lazy_pattern(
    r"[^.;!?]{0,50}?\b(?:receives?|gets?|saves?|enjoys?|pays?|claims?|qualif(?:y|ies) for)\b[^.;!?]{0,30}?"
    r"(?:[$\u00a3\u20ac]\d+|\d+ ?%|\bhalf)? ?\b(?:off|free|discount|less|extra|bonus|gift)\b"
)
"""What is held out to those who are quick: "before May receive $50 off"."""
_PATTERNS = {
    "price": _PRICE, "number": _NUMBER, "call": _CALLED, "code": _CODE, "token": _TOKEN, "coupon": _COUPON,
    "reward": _REWARD,
}  # fmt: skip
_SAVED = lazy_pattern(
    r"\bdiscount\b|\bpays? less\b|\bcheaper\b|[%\u00a3$\u20ac]\d* (?:off|less)\b|\boff (?:your|the|our|all|any)\b|"
    r"\bsav(?:es?|ing) (?:you |up to )?(?:[\u00a3$\u20ac]?\d|a|five|ten|twenty|fifty)\b|"
    r"\d (?:pounds|euros|dollars|kronor) off\b|\bfree (?:\w+ )?(?:delivery|shipping|gift)",
    2,
)
_OPENS = lazy_pattern(
    r"^\W*$|\b(?:and|or|so|then|just|please|to|simply|us|today)\W*$|[,;:!?\u2013\u2014] *[\"'\u2018\u201c]?$", 2
)
_LINES = lazy_pattern(
    r"\b(?:help|hot|life|crisis|advice|quit|poison)\s?-?line|\bsamaritans\b|\bcharity\b|\bfree of charge\b", 2
)
NEAR_HELPLINE = 300
"""A number so near to the word, in characters, is a helpline's."""


class SalesOptions(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What is sales talk and when to leave it alone; the shared options are described in `Surroundings`.

    `cues`: the words. Entries may carry tags: `then`: they count only right before a `price` (in a short sentence, or
    one in the seller's voice), a `number` to ring (but no helpline), a number with a reason to `call` it now, or a
    `code`, which is then marked, too, or a `reward` for those who are quick
    (a `token` or `coupon`: in a sentence on what is saved); `opens`: they must open
    their clause; `step` moves the severity. `acts`: calls in two parts, see `find_acts`. `told`: words before them in
    their clause that make a description of a call ("the shop offers free shipping"): one severity lower, or nothing
    with the tag `told = "exempt"`. `reported`: words by which a text warns of sales talk or reports what became of it:
    within a few sentences of a quotation they make it an example. `voice`: words of the seller's voice. `public`: words
    that make what a paragraph invites to a public service. `label`,
    `statement`, `metadata`: what declares the text, or the part below, to be advertising.
    """

    cues: Cues
    acts: Cues = ""
    voice: Cues = ""
    public: Cues = ""
    told: Cues = ""
    reported: Cues = ""
    label: Cues = ""
    statement: Cues = ""
    metadata: tuple[str, ...] = ()


def find_sales_talk(document: Document, options: SalesOptions) -> Iterator[Match]:
    """One match for each call or lure that no exemption covers, the first of those that overlap."""
    calls = sorted([*_calls(document, options), *_acts(document, options)], key=_gravest_first)
    if not calls or is_declared(document, options.metadata, options.statement):
        return
    done = 0
    for start, end, own in calls:
        if start < done:
            continue
        step = None if _is_example(document, start, options) else step_for(document, start, end, options)
        if step is not None and _is_public(document, start, options):
            step = None
        if step is not None and not is_labelled(document, document.block_at(start), options.label):
            done = end
            yield Match(start, end, step=min(step + own + MILDER, 0))


def _is_public(document: Document, start: int, options: SalesOptions) -> bool:
    """Whether the paragraph of a call invites to what a public service gives, and nobody speaks as a seller there."""
    block = document.blocks[document.block_at(start)]
    if not document.hits_between(options.public, block.start, block.end):
        return False
    return not document.hits_between(options.voice, block.start, block.end)


def _is_example(document: Document, start: int, options: SalesOptions) -> bool:
    """Whether a quotation holds the words and the text around it warns of such talk, or reports that it was banned."""
    if quote_at(document, start) is None:
        return False
    return bool(document.hits_between(options.reported, max(start - AROUND, 0), start + AROUND))


def _gravest_first(call: tuple[int, int, int]) -> tuple[int, int, int]:
    """By start; of those that begin together the gravest, then the longest."""
    start, end, step = call
    return start, -step, -end


def _calls(document: Document, options: SalesOptions) -> Iterator[tuple[int, int, int]]:
    """Start, end and step of the words that are calls by themselves."""
    for hit in document.hits(options.cues):
        end = _end(document, hit, options)
        if end < 0:
            continue
        clause = clause_start(document, hit.start)
        told = any(cue.start > clause for cue in document.hits_between(options.told, clause, hit.start))
        if document.tag(options.cues, hit, "opens") and not _OPENS.search(document.prose[clause : hit.start]):
            continue
        if not (told and document.tag(options.cues, hit, "told")):
            yield hit.start, end, int(document.tag(options.cues, hit, "step") or 0) - told


def _acts(document: Document, options: SalesOptions) -> Iterator[tuple[int, int, int]]:
    for start, end in find_acts(document, options.acts):
        yield start, end, -1


def _end(document: Document, hit: Hit, options: SalesOptions) -> int:
    """Where the words end, with what must follow them; -1 if that is not there."""
    wanted = document.tag(options.cues, hit, "then")
    if not wanted:
        return hit.end
    block = document.blocks[document.block_at(hit.start)]
    end = min(block.end, hit.end + (2 * _LOOK if wanted == "reward" else _LOOK))
    found = _PATTERNS[wanted].match(document.prose, hit.end, end)
    if found is None and wanted == "code":
        token = _TOKEN.match(document.prose, hit.end, end)
        found = token if token is not None and _saves(document, hit) else None
    if found is None:
        return -1
    if wanted == "reward":
        return hit.end if found else -1
    if wanted in {"token", "coupon"} and not _saves(document, hit):
        return -1
    if wanted == "price":
        return found.end() if _is_lure(document, hit, options) else -1
    return -1 if wanted in {"number", "call"} and _is_helpline(document, hit) else found.end()


def _saves(document: Document, hit: Hit) -> bool:
    """Whether the sentence speaks of money that is saved, as beside a shop's code and no other."""
    sentence = sentence_at(document, hit.start)
    return sentence is not None and _SAVED.search(document.prose, sentence.start, sentence.end) is not None


def _is_lure(document: Document, hit: Hit, options: SalesOptions) -> bool:
    """Whether a price stands in a sentence of the seller's voice, with a call, or with little else."""
    sentence = sentence_at(document, hit.start)
    if sentence is None:
        return True
    if (
        sentence.end - sentence.start <= SHORT_CHARACTERS
        and words_between(document, sentence.start, sentence.end) <= SHORT
    ):
        return True
    return any(document.hits_between(name, sentence.start, sentence.end) for name in (options.voice, options.acts))


def _is_helpline(document: Document, hit: Hit) -> bool:
    """Whether a line for help is spoken of near a number."""
    return _LINES.search(document.prose, max(hit.start - NEAR_HELPLINE, 0), hit.end + NEAR_HELPLINE) is not None


CHECK = Check("sales-talk", SalesOptions, find_sales_talk, needs=("cues", "acts"))
"""The check, as the plugin registers it."""
