"""Check `link-residue`: link texts that say nothing, as the text of a link or left in a sentence that they break."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from medlint.api import Check, Cues, Document, Edit, Hit, Link, Match, lazy_pattern, quote_at, sentence_at

from .slots import Slot, is_broken, names_control
from .wedges import is_wedged, shows_place

_OTHER_SENSES = {"out": (" with ", " by ", " at "), "site": (" of ",), "page": (" of ",)}
"""What shows that words are no link text, by the last of them: "check this out with your doctor"."""
AFTER = 60
"""A link that stands so few characters behind the sentence is its target."""
REACH = 300
"""How many characters before the words are looked at: a sentence is rarely longer."""

_LABEL = lazy_pattern(
    r"\b(?:button|link|tab|icon|field|box|option|menu|key|arrow|banner|label|sign|words)s?,?"
    r"(?: (?:marked|labelled|labeled|called|named|titled|with|that (?:says|reads|is called)"
    r"|saying|reading|which says))?"
    r"(?: the words?)?[ :]+$"
    r"|\b(?:press|tap|click|touch|hit|select|choose|marked|labelled|labeled|reads|says)(?: on)?[ :]+$",
    re.IGNORECASE,
)
"""Words before a label that somebody is to press."""
_STOPPED = lazy_pattern(r"[.!?][\"'\u201d\u2019)]* +$")
_NEW_SUBJECT = lazy_pattern(
    r" and (?:the|your|our|a|an|his|her|their|its) (?:[a-z]+ ){1,2}"
    r"(?:will|is|are|can|may|has|have|was|were|must|should|does|do)\b"
    r"|,? and (?:keep|take|do|wash|rest|eat|drink|call|avoid|lift|put|wear|change|use|stay|sleep|walk|hold|leave) "
)
"""How a sentence goes on that lost what stood before: "Read more and the nurse will ring you"."""
_UNSTOPPED = lazy_pattern(
    r" (?:The|A|An|Your|You|It|They|We|If|In|After|Most|This|That|Do|Keep|Drink|Take|Wash|Call) [a-z]"
)
"""A new sentence without a stop before it."""
_RUNNING = frozenset({"paragraph", "item", "quote", "footnote", "cell", "description"})


class ResidueOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """The lists of generic link texts.

    `residue` is looked for in running text: each entry has a `kind` (see `slots`) that says where it can
    stand, and `dead = "yes"` if it is telling even in a sound sentence without a link. `anchors` are texts that say
    nothing as the whole text of a link; those of the kinds `noun`, `place` and `label` weigh less. Each is a list of
    lexicons, because within one a longer phrase hides the shorter. `texts`: look at whole link texts at all.
    """

    residue: tuple[Cues, ...]
    anchors: tuple[Cues, ...]
    texts: bool = True


def find_residue(document: Document, options: ResidueOptions) -> Iterator[Match]:
    """Matches for link texts that say nothing, then for residue outside links, each span once."""
    if not any(document.hits(name) for name in (*options.residue, *options.anchors)):
        return
    anchors = sorted((link for link in document.links if _is_anchor(link)), key=_start)
    if options.texts:
        yield from _texts(document, anchors, options)
    found = ((hit, document.tag(name, hit, "kind"), name) for name in options.residue for hit in document.hits(name))
    reached = -1
    for hit, kind, name in sorted(found, key=_longest_first):
        if hit.start < reached or _linked(anchors, hit):
            continue
        match = _left_behind(document, hit, kind, dead=bool(document.tag(name, hit, "dead")))
        if match is not None:
            reached = hit.end
            yield match


def _texts(document: Document, anchors: list[Link], options: ResidueOptions) -> Iterator[Match]:
    for link in anchors:
        if link.place == "nav" or link.hidden:
            continue
        match = next(_whole_texts(document, link, options), None)
        if match is not None:
            yield match


def _whole_texts(document: Document, link: Link, options: ResidueOptions) -> Iterator[Match]:
    for name in options.anchors:
        for hit in document.hits_between(name, link.start, link.end):
            around = document.prose[link.start : hit.start] + document.prose[hit.end : link.end]
            step = _text_step(document, hit, document.tag(name, hit, "kind"))
            if step is not None and not any(ch.isalnum() for ch in around):
                yield Match(hit.start, hit.end, step=step)


def _text_step(document: Document, hit: Hit, kind: str) -> int | None:
    """The rule's severity where the text breaks its sentence or says nothing; less or None where it has honest uses."""
    if kind not in {"bare", "label"} and is_broken(_slot(document, hit), kind):
        return 0
    if kind == "plain":
        return None
    return -1 if kind in {"noun", "place", "label"} else 0


def _left_behind(document: Document, hit: Hit, kind: str, *, dead: bool) -> Match | None:
    block = document.blocks[document.block_at(hit.start)]
    if block.kind not in _RUNNING or _is_mentioned(document, hit):
        return None
    slot = _slot(document, hit)
    if _LABEL.search(slot.before):
        return None
    if is_broken(slot, kind) or is_wedged(slot, kind) or _is_torn(slot, kind):
        end = hit.end + (1 if slot.after[:1] == " " else 0)
        return Match(hit.start, hit.end, edits=(Edit(hit.start, end, ""),))
    if dead and not names_control(slot) and not shows_place(slot) and not _has_target(document, hit):
        return Match(hit.start, hit.end, step=-1, note="There is no link behind these words.")
    return None


def _has_target(document: Document, hit: Hit) -> bool:
    """Whether the words have their target beside them, a link or a colon, or others that show another sense."""
    last = hit.phrase.rpartition(" ")[2]
    if document.prose.startswith((":", *_OTHER_SENSES.get(last, ())), hit.end):
        return True
    sentence = sentence_at(document, hit.start)
    start, end = (sentence.start, sentence.end) if sentence else (hit.start, hit.end)
    return any(link.start < end + AFTER and start < link.end for link in document.links)


def _is_torn(slot: Slot, kind: str) -> bool:
    """Whether the words end a paragraph behind a full stop and have none, or run into a sentence about other things."""
    if not _STOPPED.search(slot.before):
        return False
    if kind not in {"verb", "call", "odd"} or not slot.words[0].isupper():
        return False
    if _UNSTOPPED.match(slot.after):
        return True
    return not slot.after.strip() or (kind != "odd" and _NEW_SUBJECT.match(slot.after) is not None)


def _slot(document: Document, hit: Hit) -> Slot:
    block = document.blocks[document.block_at(hit.start)]
    before = document.prose[max(block.start, hit.start - REACH) : hit.start]
    return Slot(before, document.prose[hit.start : hit.end], document.prose[hit.end : min(block.end, hit.end + REACH)])


def _is_mentioned(document: Document, hit: Hit) -> bool:
    """Whether the words stand in quotation marks as an expression, with little else."""
    quote = quote_at(document, hit.start)
    if quote is None:
        return False
    return len(document.prose[quote.inner_start : quote.inner_end].split()) <= len(hit.phrase.split()) + 2


def _linked(anchors: list[Link], hit: Hit) -> bool:
    """Whether a link's text covers or touches the words."""
    index = bisect_right(anchors, hit.start, key=_start) - 1
    return any(link.start < hit.end and hit.start < link.end for link in anchors[max(index - 1, 0) : index + 2])


def _is_anchor(link: Link) -> bool:
    return link.element in {"anchor", "area"} and link.block >= 0 and link.end > link.start


def _start(link: Link) -> int:
    return link.start


def _longest_first(found: tuple[Hit, str, str]) -> tuple[int, int]:
    return found[0].start, -found[0].end


CHECK = Check("link-residue", ResidueOptions, find_residue, needs=("residue", "anchors"))
