"""Sentence spans of one block of prose.

One compiled regex finds places where a sentence may end; small functions decide each of them. The word tables are
the project's own knowledge of English health writing. Every step looks at a bounded window, so time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from medlint.lazy import lazy_pattern


def _words(listing: str) -> frozenset[str]:
    return frozenset(listing.split())


# A title or a pointer: what follows always belongs to it.
_BINDING = _words(
    "Dr Drs Mr Mrs Ms Mx Prof Profs Rev Hon Gen Sen Gov Capt Lt Col Sgt Mt Ft Messrs DR MR MRS PROF Ph Assoc"
    " vs Vs VS v cf Cf viz ca approx Approx esp incl excl e.g E.g i.e I.e eg Eg ie c.f op Op loc St Ste"
)
# Abbreviations only before a number or a figure letter: "No. 3", "Fig. S2", "Jan. 5".
_COUNTING = _words(
    "no nos nr fig figs tab eq eqs vol vols ch chap sect p pp art para ref refs suppl app est avg"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
# May end a sentence: a boundary only before a likely first word.
_TRAILING = _words(
    "etc al Inc Ltd Co Corp LLC Bros Jr Sr Esq Ave Blvd Rd Dept dept Univ univ Hosp govt Natl Intl sp spp var subsp"
    " Mass Calif Fla Conn Minn Penn Ariz Colo Mich Tex Tenn Wis Md Va ed eds dr mr mrs ms prof et resp ibid"
    " Am Br Eur Int Clin Med Nutr Engl Biol Sci Acad Proc Ann Arch Res Soc Surg Cardiol Neurol Oncol Immunol Exp Mol"
    " Pharmacol Pediatr Obstet Gynecol Endocrinol Metab Gastroenterol Dermatol Physiol Chem Biochem Genet Microbiol"
    " Infect Dis Syst Epidemiol Psychol Psychiatr Ther Diagn Toxicol Suppl Yahoo"
)
_FIRST_WORDS = _words(
    "The A An This That These Those It Its He She They We You I There Here In On At For From With"
    " Without By As If When While Although Though Because Since After Before During Despite However Moreover Also"
    " Furthermore Therefore Thus Hence Meanwhile And But Or So Yet Not No Yes Both Each Some Many Most Few Several"
    " Other Others Another All Any Every What Who Why How Where Which His Her Our Your Their My One Two Three"
    " Then Next Now Today Once Only Even Still Such To Between Under Until Unless Whether According Among Instead"
    " Overall Finally Nevertheless Nonetheless Similarly Additionally Unfortunately Fortunately Recently Often"
    " Sometimes Usually Generally Typically Currently Perhaps Neither Either Does Did Don Do Let Please"
)
# Nouns and verbs that start sentences often enough after "a.m." or "etc.", but not after "U.S." ("U.S. Adults").
_FIRST_NOUNS = _words(
    "Patients Participants Researchers People Doctors Studies Scientists Experts Women Men Children Adults Results"
    " Findings Volunteers Authors Investigators Clinicians Nurses Parents Symptoms Treatment Side Take Ask Talk Call"
    " Try Avoid Use Eat Drink Keep Make See Read Learn Contact Get Blood Data Evidence Treatments Anyone Everyone"
    " Nobody Others Speak Seek Check Stop Start Store Wash Follow"
)
_GUARDED = _BINDING | _TRAILING | _COUNTING | frozenset(word.capitalize() for word in _COUNTING)
_DOMAINS = _words("Com Net Org Gov Edu Info Io Uk Js Pdf Html Php Doc Docx Txt Csv")

LONGEST = 4_000
"""No sentence has more characters: what goes on without a stop is no prose, and is cut at a space. So everything that
is done for each pair of things in one sentence stays linear in the length of the text."""

_LONGEST_CAPTION = 24  # "Appendix Table S12" and the like
_PLAIN_LENGTH = 4  # shorter lower-case words before a stop are too often abbreviations
_LOOKBACK = 64  # longer than any entry of the tables; bounds the work at each candidate
_CANDIDATE = lazy_pattern(
    r"[.!?…](?<![.!?…]{2})[.!?…]*+"  # a whole run of stops, entered at its first mark only
    r"(?:[\"'”’»)\]}*†‡]|“(?=\s)|\s”(?=\s))*+"
    r"(?:(?:\s?\[(?:\d[\d\s,;–-]{0,40}|[a-z]|note \d+|citation needed)\])++"
    r"|\(\d{1,3}(?:[,–-]\s?\d{1,3})*\)"
    r"|[⁰¹²³⁴-⁹][⁰¹²³⁴-⁹,⁻–-]*"
    r"|(?<=[A-Za-z%)\]”\"][.!?]|[.!?][”\"’)])\d{1,3}(?:[,–-]\d{1,3})*(?=\s))?+"
    r"(?=\s|[A-Z][a-z]|[AI] [a-z])"
)
_CORE = lazy_pattern(r"[^\s()\[\]{}\"“”‘«»/–—=<>-]*\Z")
_DOTTED = lazy_pattern(r"(?:[A-Za-z]{1,3}\.)+[A-Za-z]{1,3}")
_OPENERS = frozenset("\"'“‘«([{")
_UNITS = frozenset("glmhsdLCF")
_BULLETS = frozenset({"- ", "– ", "• "})
_QUOTES = frozenset("\"'“‘«")
_WORD = lazy_pattern(r"[A-Za-z]+(?![.,])|[-–•] (?=[A-Z])")
_NUMBER = lazy_pattern(r"[(#]?(?:[A-Z]?\d|[A-Z]\b(?! [a-z])|[IVX]+\b)")
_FIGURE = lazy_pattern(r"[(#]?(?:[A-Z]?\d|[A-Z]\b|[IVX]+\b)")
_ENUMERATOR = lazy_pattern(r"\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[IVX]{1,4}")
_CAPTION = lazy_pattern(
    r"(?:Step|Figure|Fig\.|Table|Box|Chapter|Part|Tip|Question|Rule|Reason|Myth|Fact|Appendix|Section|Week|Day)"
    r" (?:[A-Z]?\d{1,3}|[A-Z]|[IVX]{1,4})"
)
# "hepatitis C", "vitamins A, C and E": the letter is the end of a name, not an initial.
_LETTERED = lazy_pattern(
    r"\b(?:vitamins?|cytochrome|hepatitis|types?|groups?|class|categor(?:y|ies)|factor|plan|parts?|section|phase|stage|grade"
    r"|influenza|flu|appendix|panel|table|figure|cohort|arms?|schedule|protein|toxin|complement|cyclosporin|ward"
    r"|sample|strain|subtype|serotype|option|drug|site|level|version|immunoglobulin|provitamin|score of)"
    r" (?:[A-Z]\d{0,2}(?:,| and| or|, and|, or|/) )*\Z",
    re.IGNORECASE,
)
_LOWER_NAME = lazy_pattern(
    r"[a-z]{1,4}[A-Z]|[a-z]-[A-Za-z0-9]|[a-z]\d|[α-ω]|(?:von|van|de|della|al|el) (?:[a-z]+ )?[A-Z]"
)
_LOWER_FIRST = lazy_pattern(r"(?:the|this|these|those|it|they|we|you|he|she|there|however|our)\b")
_SYMBOLS = frozenset("_$€£≥≤<>~±+#@†‡§≈•·●▪◦*✓✔→¿¡°√\ufffc")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return half-open character spans of the sentences of `text`, one block of rendered prose.

    Spans are ordered, disjoint, free of outer white space, and together cover every non-space character. U+FFFC
    stands for an opaque inline object and counts as a word. A reference mark after a stop (`.[3]`, `.³`) belongs to
    the sentence it follows. Blank text has no sentences. None is longer than `LONGEST`.
    """
    last = len(text.rstrip())
    start = _skip_space(text, 0)
    spans: list[tuple[int, int]] = []
    for match in _CANDIDATE.finditer(text, start, last):
        stop, end = match.span()
        if _is_boundary(text, start, stop, end):
            spans.append((start, end))
            start = _skip_space(text, end)
    if start < last:
        spans.append((start, last))
    if all(end - start <= LONGEST for start, end in spans):
        return spans
    return [piece for span in spans for piece in _cut(text, *span)]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span in pieces that are not too long, cut at spaces where there are any."""
    while end - start > LONGEST:
        at = text.rfind(" ", start + 1, start + LONGEST)
        stop = at if at > 0 else start + LONGEST
        piece = text[start:stop].rstrip()
        yield start, start + len(piece)
        start = _skip_space(text, stop)
    if start < end:
        yield start, end


def _skip_space(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at


def _skip_marks(text: str, at: int, marks: frozenset[str]) -> int:
    while text[at : at + 1] in marks:
        at += 1
    return at


def _is_boundary(text: str, start: int, stop: int, end: int) -> bool:
    """Decide the candidate whose run of stops begins at `stop` and whose closing marks and references end at `end`."""
    floor = stop - _LOOKBACK if stop - start > _LOOKBACK else start
    begin = max(text.rfind(" ", floor, stop) + 1, floor)
    word = text[begin:stop]
    head = text[end + 1]
    # Nine candidates of ten end here: a plain word, one space, a capital.
    if (
        "A" <= head <= "Z"
        and word not in _GUARDED
        and word.isalpha()
        and len(word) > 1
        and begin > start
        and text[end] == " "
    ):
        return True
    if stop == start:
        return False
    if not text[end].isspace():
        return _parts_glued(text, word, end)
    return _parts_spaced(text, start, begin, stop, end)


def _parts_glued(text: str, word: str, end: int) -> bool:
    """Whether `word` and the capitalised word at `end` are two sentences that lack their space."""
    core = _core(word)
    follower = _first_word(text, end)
    if len(core) <= 1 or core in _GUARDED or _DOTTED.fullmatch(core) or follower in _DOMAINS:
        return word[-1:] in ')]%"”' and "/" not in word
    if "/" in word or "@" in text[end : end + _LOOKBACK].split(" ", 1)[0] or "." in core or core == "www":
        return False
    short_name = core[0].isupper() and len(core) < _PLAIN_LENGTH
    return ((core[-1] == "%" or core[-1].islower()) and not short_name) or follower in _FIRST_WORDS


def _parts_spaced(text: str, start: int, begin: int, stop: int, end: int) -> bool:
    """The slow road of `_is_boundary` where white space follows."""
    at = _skip_space(text, end)
    core = _core(text[begin:stop])
    single = text[stop + 1] not in ".!?…"
    tail = text[stop + 1 : end]
    if single and text[stop] == "." and _is_abbreviation(text, start, begin, stop, at=at, core=core, tail=tail):
        return False
    if text[stop - 1] in "([" or core == "Yahoo":
        return False
    return _opens(text, at, quoted=any(mark in tail for mark in "\"'”’»"), plain=single and _is_plain(core))


def _core(word: str) -> str:
    match = _CORE.search(word[-_LOOKBACK:])
    return match.group().strip("'’‘*,") if match else ""


def _is_plain(core: str) -> bool:
    return len(core) >= _PLAIN_LENGTH and core.isalpha()


def _first_word(text: str, at: int) -> str:
    match = _WORD.match(text, _skip_marks(text, at, _QUOTES))
    return match.group() if match else ""


def _is_abbreviation(text: str, start: int, begin: int, stop: int, *, at: int, core: str, tail: str) -> bool:
    """Whether the full stop at `stop` belongs to `core`, or to a list number, and ends nothing."""
    if core in _BINDING:
        return core not in {"St", "Ste"} or _first_word(text, at) not in _FIRST_WORDS
    if core.lower() in _COUNTING and core != "P":
        pointer = _FIGURE if core.lower() in {"fig", "figs"} else _NUMBER
        return tail.isdigit() or pointer.match(text, at) is not None
    if begin == start and _ENUMERATOR.fullmatch(core) and not tail:
        return True
    if (core == "0" and text[at].isdigit()) or (
        stop - start < _LONGEST_CAPTION and _CAPTION.fullmatch(text, start, stop)
    ):
        return True
    if len(core) == 1 and core.isalpha():
        return tail.isdigit() or _is_initial(text, start, begin, at, core, hyphenated=text[stop - 2] == "-")
    dotted = _DOTTED.fullmatch(core) is not None
    if dotted or core in _TRAILING:
        nouns = not (dotted and core.isupper())
        return not _is_likely_first(text, at, nouns=nouns) or (")" in tail and text[at] not in "-–•")
    return False


def _is_likely_first(text: str, at: int, *, nouns: bool) -> bool:
    word = _first_word(text, at)
    return word in _FIRST_WORDS or word in _BULLETS or (nouns and word in _FIRST_NOUNS)


def _is_initial(text: str, start: int, begin: int, at: int, core: str, *, hyphenated: bool) -> bool:
    """Whether a single letter abbreviates a name ("J. Smith", "E. coli") and is not the end of one ("vitamin D.")."""
    before = text[max(start, begin - _LOOKBACK) : begin]
    prior = (before.split() or [""])[-1]
    unit = prior[-1:].isdigit() and core in _UNITS
    lettered = not prior.endswith(".") and _LETTERED.search(before) is not None
    if hyphenated or unit or lettered or (core == "I" and prior.islower()):
        return False
    return not _is_likely_first(text, at, nouns=core.islower())


def _opens(text: str, at: int, *, quoted: bool, plain: bool) -> bool:
    """Whether a sentence can begin at `at`; `quoted`: after a closing quotation mark, `plain`: after a long word."""
    inner = _skip_space(text, _skip_marks(text, at, _OPENERS))
    head = text[inner : inner + 1]
    if head.islower():
        if inner > at:
            return not quoted
        name = _LOWER_NAME.match(text, at) is not None
        return name or (plain and not quoted and _LOWER_FIRST.match(text, at) is not None)
    if head in "-–—" and head:
        return not quoted
    return head.isalnum() or head in _SYMBOLS or (inner > at and head in ".…")
