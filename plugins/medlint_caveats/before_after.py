"""Change told of one group over time, with nothing to compare it with: "after a month, scores had halved"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby

from medlint.api import (
    NUMBER_WORD,
    Cues,
    Document,
    Hit,
    Sentence,
    clause_start,
    is_asked,
    lazy_pattern,
    section_of,
    sentence_index,
    sentences,
    studies,
)  # fmt: skip

from .begun import has_begun, has_started
from .told_results import ResultCues

COMPARED_REACH = 2
"""Two counted groups that are compared so many sentences away are those of the study that is being told."""
LOOK_BACK = 3
"""Who was treated is told at most so many sentences before what came of it."""
FAR_BACK = 8
"""So far back if what came of it is compared with the start, by figures or in so many words (our estimate)."""

_UNREAL = lazy_pattern(
    r"\b(?:can|could|may|might|will|would|should|must|usually|often|normally|typically|tends?|generally|if|I|my"
    r"|he|she|his"
    r"|her|him|you|your|is|are|has|have|per year"
    r"|(?<![Ff]or )(?<![Aa]fter )(?<![Ii]n )(?<!ver )(?<!ithin )(?<!uring )a year|cases|deaths|complications?"
    r"|side effects?"
    r"|(?:less|fewer|more) than \d+)\b"
)
_GIVEN = lazy_pattern(
    r"\b(?:given|gave|got|had|took|received|tried|used|wore|drank|ate|swam|did|underwent|attended|followed|completed"
    r"|treated|tested|offered|joined|practi[sc]ed|on|with|of|under)\s+(?:[\w-]+\s+){0,4}$"
)

_OWN_PAST = (
    r"than (?:(?:they|people|patients|[a-z]+s) (?:had|did|were) )?(?:(?:on|in|at|during|for|over|with) )?(?:(?:the"
    r"|their|any|a|all) )?(?:(?:two|three|four|six|few) )?"
    r"(?:last|previous|earlier|preceding|former|usual|ever|normal|previously|January|February|March|April|May|June"
    r"|July|August|September|October|November|December|Christmas|Easter|before|start|baseline|outset|beginning"
    r"|when they"
    r"|(?:years?|months?|weeks?|days?|nights?|seasons?|summers?|winters?|springs?|autumns?|races?|trips?|time"
    r"|tests?) "
    r"(?:before|earlier|previously))\b"
)
_BETTERED = lazy_pattern(rf"\b{_OWN_PAST}")
_COMPARED = lazy_pattern(
    rf"\b(?!{_OWN_PAST})than (?!they|it |a (?:month|year|week)|half|two|three|one|\d)"
    r"|\bcompared (?:with|to) (?!before|baseline|the (?:start|previous|year|month|week)|their)"
    r"|\bso did\b|\bwhile (?:the )?(?:others|rest)\b"
    r"|\bthose who (?:had|got|took|received|were given) the\b"
    r"|\bagainst (?:only |just |some |about )?(?:\d|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|a )"
    r"|\b(?:and|but|not|while|whereas)\b[^.;]{0,40}\b(?:in|among|with|for) (?:those|the (?:other|rest)|people"
    r"|patients|women|men|children) (?:given|who|on|without|left|with)\b"
)
_BOTH_COUNTED = lazy_pattern(
    r"\b\d[\d,]* (?:[\w-]+ ){0,3}?(?:patients|people|women|men|children|volunteers|participants)\b[^.;]{3,120}"
    r"\bthan (?:were |was |in |among |for )?(?:the )?\d[\d,]* (?:[\w-]+ ){0,3}?(?:patients|people|women|men|children"
    r"|volunteers|participants)\b"
)
_FROM_TO = lazy_pattern(
    rf"\bfrom (?:an average of |about |around |some |nearly )?(?:\d[\d.,]*|{NUMBER_WORD})(?: ?%| [a-z]+){{0,4}}"
    rf" to (?:about |around |just |only )?(?:\d|{NUMBER_WORD}\b)"
)
_LASTED = lazy_pattern(
    r"\bfor (?:a |an |the )?(?:\w+ ){0,2}(?:(?:day|month|year|week|term|season)s?|fortnight|minutes|cycles|nights)\b"
    r"|\b(?:each|every|once a|twice a) (?:day|morning|night|evening|week|month)\b|\bat home\b|\bto take home\b"
)
_ALL_GIVEN = lazy_pattern(
    r"^\W*(?:everyone|everybody|all (?:the )?[a-z]+|people|patients|volunteers|women|men|children|parents"
    r"|pupils|girls|boys|teenagers|students|pensioners|nurses|carers|veterans|residents|sufferers|babies)\b",
    re.IGNORECASE,
)
_ASKED = lazy_pattern(
    r"\b(?:asked|gave|handed|lent|taught|offered|told|(?:played|gave|showed|read|fed|served|handed) [^.;]{3,60}? to) "
    r"(?:the |all |its |their |some |\d+ )?(?:[\w-]+ )?"
    r"(?:volunteers|patients|people|women|men|children|pupils|parents|students|residents|staff|nurses)\b"
)
_AND_SO = lazy_pattern(r"(?:, (?:which|so|meaning|proof|proving|showing)\b|[:;] )")
_SUBJECTLESS = frozenset({"were", "was", "are", "is"})
_THEM = lazy_pattern(
    r"\b(?:they|both|all|most|many|half|some|everyone|everybody|each|none|nobody|\d+)\b", re.IGNORECASE
)
_SOME = lazy_pattern(
    r"\W*(?:most|half|all|both|they|many|nearly|almost|two thirds|three quarters|a third|\d+|ten|eleven|twelve"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|seven|eight|nine|six|five|four)\b",
    re.IGNORECASE,
)
_USED = lazy_pattern(
    r"\b(?:took|tried|used|handed|gave|lent|taught|fitted|treated|wore|drank|ate|swallowed|applied|rubbed|inhaled"
    r"|chewed|sucked|sipped|breathed|practi[sc]ed"
    r"|(?:slept|sat|stood|walked|trained|swam|lay|worked|ran) (?:on|in|with|under|beside|through|for)|followed"
    r"|underwent"
    r"|attended|completed|got|received|had (?:a|an|the|their|its|worn|taken|used|drunk|eaten|tried|been (?:on"
    r"|given))|stuck|put|sprayed|gave up|went without|cut out"
    r"|switched|kept (?:a|an|to)|did (?:the|a|an)|joined|learnt|learned|stopped|sang|knitted|gardened|danced|cycled"
    r"|meditated|fasted"
    r"|[Aa]fter (?:a|an|one|just|only|single|their|\w+ (?:days|weeks|months|sessions|nights|years)) |(?:was|were"
    r"|been) (?:given|treated|fitted|prescribed|offered|shown|taught|lent|sent|put|asked to|told to))\b"
)
_HEAVIER = lazy_pattern(
    r"\b(?:were|was|weighed|felt|slept|got|had become|stood|ran|walked|breathed|hurt|ached|moved|swam"
    r"|climbed)(?: [\w.,%/-]+){0,4} $"
)


class ChangeCues(ResultCues, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Lexicons of a change over time: `courses` are words of time, `measures` and `people` speak of a group.

    `complaints`: what is felt or measured.
    """

    courses: Cues = "time-course"
    measures: Cues = "group-measures"
    people: Cues = "human-terms"
    complaints: Cues = "health-outcomes"


def changes_over_time(document: Document, cues: ChangeCues) -> Iterator[tuple[int, int, bool]]:
    """The prose spans in which a group is said to have changed in the course of time, each with whether it is sure.

    A change is sure in people who are counted; in others, or with no word of time beside it, it is not.
    """
    counted = sorted(
        study.count_cue.start for study in studies(document) if study.count_cue.end and study.subjects == "people"
    )
    if not counted and not document.hits(cues.courses):
        return
    yield from _labelled(document, cues)
    for number, found in groupby(document.hits(cues.results), key=lambda hit: sentence_index(document, hit.start)):
        changes = [hit for hit in found if _is_change(document, hit, number, cues)]
        if not changes:
            continue
        treated = _is_treated(document, number, counted)
        if _is_told(document, number, cues, treated=treated):
            sure = treated or bool(_near(document, number, counted))
            yield (
                changes[0].start,
                changes[0].end,
                sure or (bool(counted) and has_begun(document, sentences(document)[number])),
            )
        elif _is_measured_again(document, number, cues):
            yield changes[0].start, changes[0].end, True
        elif treated and _is_plain(document, number):
            yield changes[0].start, changes[0].end, False


def _labelled(document: Document, cues: ChangeCues) -> Iterator[tuple[int, int, bool]]:
    """Figures under the labels of before and after: "Before: four attacks a month. After: two."."""
    ends = {hit.phrase: hit for hit in document.hits(cues.courses) if document.prose.startswith(":", hit.end)}
    if "before" in ends and "after" in ends:
        yield ends["before"].start, ends["before"].end, bool(studies(document))


def _is_change(document: Document, hit: Hit, number: int, cues: ChangeCues) -> bool:
    """Whether a word tells of a change: by itself, or as a comparative of those who "were 3 kg lighter by summer"."""
    kind = document.tag(cues.results, hit, "kind")
    if kind != "comparison":
        return kind == "change" and (hit.phrase.split()[0] not in _SUBJECTLESS or _is_of_group(document, hit, cues))
    joined = hit.phrase in {"linked", "tied", "associated", "related"}
    return not joined and bool(_HEAVIER.search(document.prose, sentences(document)[number].start, hit.start))


def _is_of_group(document: Document, hit: Hit, cues: ChangeCues) -> bool:
    """Whether "were more" is said of people, or of what is felt or measured in them, and not of anything else."""
    start = clause_start(document, hit.start)
    if _THEM.search(document.prose, start, hit.start):
        return True
    return any(
        document.hits_between(lexicon, start, hit.start) for lexicon in (cues.people, cues.measures, cues.complaints)
    )


def _near(document: Document, number: int, counted: list[int]) -> list[int]:
    """The numbers of the sentences, shortly before one or itself, in which people are counted."""
    listed = sentences(document)
    last = listed[min(number + 1, len(listed) - 1)]
    first, stop = bisect_left(counted, listed[max(number - LOOK_BACK, 0)].start), bisect_left(counted, last.end)
    return sorted({sentence_index(document, start) for start in counted[first:stop]})


def _is_treated(document: Document, number: int, counted: list[int]) -> bool:
    """Whether a counted group is said to have taken or done something, in a sentence or shortly before it."""
    return any(
        _USED.search(document.prose, sentence.start, sentence.end)
        and not _UNREAL.search(document.prose, sentence.start, sentence.end)
        for sentence in (sentences(document)[index] for index in _near(document, number, counted))
    )


def _is_plain(document: Document, number: int) -> bool:
    """Whether a sentence is told as something that happened, and compares nobody with others."""
    sentence = sentences(document)[number]
    cut = _AND_SO.search(document.prose, sentence.start, sentence.end)
    end = cut.start() if cut else sentence.end
    if _UNREAL.search(document.prose, sentence.start, end) or is_asked(document, sentence.start):
        return False
    near = sentences(document)[max(number - COMPARED_REACH, 0) : number + COMPARED_REACH + 1]
    if _COMPARED.search(document.prose, sentence.start, sentence.end):
        return False
    return not any(_BOTH_COUNTED.search(document.prose, one.start, one.end) for one in near)


def _is_measured_again(document: Document, number: int, cues: ChangeCues) -> bool:
    """Whether a sentence compares people with their own start, who were all treated in a sentence before it."""
    listed = sentences(document)
    sentence = listed[number]
    betters = _FROM_TO.search(document.prose, sentence.start, sentence.end)
    betters = betters or _BETTERED.search(document.prose, sentence.start, sentence.end)
    sides = _sides(document, sentence, cues)
    if not (betters or sides >= {"before", "after"}) or not _is_plain(document, number):
        return False
    section = section_of(document, sentence.block)
    return any(
        section.first <= one.block < section.last and _were_all_treated(document, one)
        for one in listed[max(number - FAR_BACK, 0) : number]
    )


def _were_all_treated(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence says that people took, got or did something for some time: "everyone was given a cuff"."""
    place = document.prose, sentence.start, sentence.end
    asked = _ASKED.search(*place)
    given = (asked or _USED.search(*place)) and _LASTED.search(*place) and not _UNREAL.search(*place)
    if not given or asked:
        return bool(given)
    if _ALL_GIVEN.match(document.prose[sentence.start : sentence.end]):
        return True
    return any(sentence.start <= study.count_cue.start < sentence.end for study in studies(document) if study.n)


def _is_told(document: Document, number: int, cues: ChangeCues, *, treated: bool) -> bool:
    """Whether a sentence tells in the past of a change in a treated group, and when."""
    sentence = sentences(document)[number]
    if not _is_plain(document, number):
        return False
    group = _names_group(document, sentence, cues)
    if not group and not document.hits_between(cues.complaints, sentence.start, sentence.end):
        return False
    if has_begun(document, sentence) or (group and _is_given(document, sentence, cues)):
        return True
    here, around = _sides(document, sentence, cues), _sides(document, sentences(document)[max(number - 1, 0)], cues)
    if group and here >= {"before", "after"}:
        return True
    timed = bool((here or around) - {"before"} or "before" in here)
    timed = timed or bool(_BETTERED.search(document.prose, sentence.start, sentence.end))
    return timed and (treated or _was_treated(document, number, cues))


def _was_treated(document: Document, number: int, cues: ChangeCues) -> bool:
    """Whether the sentence, or one shortly before it, tells of a group and of a remedy."""
    return any(
        _names_group(document, sentence, cues)
        and (document.hits_between(cues.remedies, sentence.start, sentence.end) or has_started(document, sentence))
        and not _UNREAL.search(document.prose, sentence.start, sentence.end)
        for sentence in sentences(document)[max(number - LOOK_BACK, 0) : number + 1]
    )


def _is_given(document: Document, sentence: Sentence, cues: ChangeCues) -> bool:
    """Whether the sentence says that counted people were given or had a remedy: "the 75 people given mushrooms"."""
    groups = _groups(document, sentence, cues)
    return any(
        hit.start > groups[0].end and _GIVEN.search(document.prose[max(sentence.start, hit.start - 40) : hit.start])
        for hit in document.hits_between(cues.remedies, sentence.start, sentence.end)
        if groups
    )


def _sides(document: Document, sentence: Sentence, cues: ChangeCues) -> set[str]:
    """The sides of time that a sentence names."""
    courses = document.hits_between(cues.courses, sentence.start, sentence.end)
    return {document.tag(cues.courses, hit, "side") for hit in courses}


def _groups(document: Document, sentence: Sentence, cues: ChangeCues) -> list[Hit]:
    people = document.hits_between(cues.people, sentence.start, sentence.end)
    return [hit for hit in people if document.tag(cues.people, hit, "noun") == "yes"]


def _names_group(document: Document, sentence: Sentence, cues: ChangeCues) -> bool:
    """Whether a sentence names a group of people, or what was measured in one."""
    if _SOME.match(document.prose, sentence.start, sentence.end):
        return True
    measures = document.hits_between(cues.measures, sentence.start, sentence.end)
    return bool(measures or _groups(document, sentence, cues))
