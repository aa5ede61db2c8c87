"""Check `phrase`: words of a cue list, where no exemption holds. The work is in the options, which are data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from medlint.api import (
    Check,
    Confidence,
    CueFile,
    Cues,
    Document,
    Edit,
    Hit,
    Match,
    OptionError,
    Surroundings,
    meant,
    overlaps,
    quote_at,
    spun_text,
    step_for,
)  # fmt: skip

from .whole_blocks import deletion, filled_blocks

UNNAMED = "some other term"
"""What a message says where nobody knows what is meant."""
MEDIUM: Confidence = "medium"
LOW: Confidence = "low"
"""How sure a phrase is that no list names: in a text that is spun as a whole, and in another."""


class PhraseOptions(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What to look for and when to leave it alone; the shared ones are described in `Surroundings`.

    `cues` are the words. Entries may carry tags: `means` (what is meant; offered as suggestion, and as the
    placeholder `means`; a `*` in it stands for the words that were kept), `step` ("-2" to "1": moves the severity).
    `anchors`: words (tag `kind`) of which the block must hold one of a kind that an entry names as its tag `anchor`,
    and none of those that it names as its tag `block`. `dictionary`: further cues, of the house's own, and
    `allow`: expressions that are never found; in a configuration both may name a file in its folder, with a line
    `phrase<TAB>what is meant` for each, or be a list. `layer`: phrases that this layer found in the text are reported
    beside the cues, where no cue stands: one severity lower and less sure, and weak ones as a note.
    `fix`: offer `means` as a replacement, but never of words in a quotation; `safe-fix`: one that cannot change
    meaning. `whole-block`: cues must be all there is in their block, apart from stops and the words of `filler` (lower
    case); one finding a block. `delete`: offer to delete the lines of the block, where they hold nothing else (with
    `whole-block`; a safe fix).
    """

    cues: Cues
    anchors: Cues = ""
    whole_block: bool = False
    filler: tuple[str, ...] = ()
    dictionary: CueFile = ""
    layer: Literal["", "spun"] = ""
    allow: CueFile = ""
    fix: bool = False
    safe_fix: bool = False
    delete: bool = False

    def __post_init__(self) -> None:
        """Refuse settings that contradict each other."""
        if self.delete and not self.whole_block:
            raise OptionError("delete", "delete needs whole-block: a line with other words on it must stay")
        if self.safe_fix and not self.fix:
            raise OptionError("safe-fix", "safe-fix needs fix: without it there is nothing to be safe")


class _Place(Struct, frozen=True, gc=False):
    """Words to report, if nothing exempts them: where they stand, what is meant, and how sure that is.

    `others`: what else may be meant; `step` moves the severity; `told`: by a lexicon.
    """

    start: int
    end: int
    means: str
    step: int = 0
    others: tuple[str, ...] = ()
    confidence: Confidence = "high"
    told: bool = True


def find_phrases(document: Document, options: PhraseOptions) -> Iterator[Match]:
    """One match for each cue that no exemption covers, the first of those that overlap, or each block of cues."""
    if options.whole_block:
        yield from _find_blocks(document, options, document.hits(options.cues))
        return
    places = [
        _listed(document, options.cues, hit) for hit in document.hits(options.cues) if _fits(document, hit, options)
    ]
    if options.dictionary and document.hits(options.dictionary):
        places += [_listed(document, options.dictionary, hit) for hit in document.hits(options.dictionary)]
    if options.layer:
        places += _unlisted(document, places)
    places.sort(key=lambda place: (place.start, -place.end))
    done = 0
    for place in places:
        step = _step(document, place, options) if place.start >= done else None
        if step is not None:
            done = place.end
            yield _match(document, place, options, step)


def _fits(document: Document, hit: Hit, options: PhraseOptions) -> bool:
    """Whether what stands around a cue shows that it has the sense which its entry is about, if it has several."""
    wanted = document.tag(options.cues, hit, "anchor")
    if not wanted or not options.anchors:
        return not wanted
    block = document.blocks[document.block_at(hit.start)]
    near = document.hits_between(options.anchors, block.start, block.end)
    kinds = {kind for one in near for kind in document.tag(options.anchors, one, "kind").split()}
    return not kinds.isdisjoint(wanted.split()) and kinds.isdisjoint(document.tag(options.cues, hit, "block").split())


def _listed(document: Document, lexicon: str, hit: Hit) -> _Place:
    step = document.tag(lexicon, hit, "step")
    return _Place(hit.start, hit.end, meant(document, lexicon, hit), int(step or 0))


def _unlisted(document: Document, listed: Sequence[_Place]) -> Iterator[_Place]:
    """What the layer found apart from the words that a list names, whether these are reported or exempt.

    Where a text is not spun as a whole, people who are quoted may say things their own way.
    """
    text = spun_text(document)
    for one in text.phrases:
        if any(place.start < one.end and one.start < place.end for place in listed):
            continue
        if text.verdict == "spun":
            sure, weak = MEDIUM, one.weak
        else:
            sure, weak = LOW, one.weak or quote_at(document, one.start) is not None
        yield _Place(one.start, one.end, one.likely, -2 if weak else -1, one.others, sure, told=False)


def _step(document: Document, place: _Place, options: PhraseOptions) -> int | None:
    if options.allow and overlaps(document, options.allow, place.start, place.end):
        return None
    return step_for(document, place.start, place.end, options)


def _find_blocks(document: Document, options: PhraseOptions, hits: tuple[Hit, ...]) -> Iterator[Match]:
    for first, start, end in filled_blocks(document, options.cues, hits, frozenset(options.filler)):
        step = step_for(document, start, end, options)
        if step is None:
            continue
        step += int(document.tag(options.cues, first, "step") or 0)
        edit = _deletion(document, options, first, start, end)
        if edit is None:
            yield Match(start, end, step=step)
        else:
            span = document.source_span(start, end)
            yield Match(*span, step=step, edits=(edit,), safe=True, in_source=True)


def _deletion(document: Document, options: PhraseOptions, first: Hit, start: int, end: int) -> Edit | None:
    """The edit that deletes a block of cues; None where other words stand in it, or behind its label."""
    number = document.block_at(start)
    block = document.blocks[number]
    rest = document.prose[block.start : start] + document.prose[end : block.end]
    if not options.delete or document.tag(options.cues, first, "bare") or any(ch.isalnum() for ch in rest):
        return None
    return deletion(document, number)


def _match(document: Document, place: _Place, options: PhraseOptions, step: int) -> Match:
    means, words = place.means, document.prose[place.start : place.end]
    fixable = means and place.told and options.fix and quote_at(document, place.start) is None
    edits = (Edit(place.start, place.end, _cased(means, words)),) if fixable else ()
    return Match(
        place.start,
        place.end,
        step=step + place.step,
        suggestion=_suggested(place),
        fields={"means": means or "something else", "meant": f"\u201c{means}\u201d" if means else UNNAMED},
        edits=edits,
        safe=bool(edits) and options.safe_fix,
        confidence=place.confidence,
    )


def _suggested(place: _Place) -> str | None:
    if not place.means:
        return None
    *most, last = (f"\u201c{one}\u201d" for one in (place.means, *place.others))
    return f"Perhaps {', '.join(most)} or {last} is meant." if most else f"Perhaps {last} is meant."


def _cased(means: str, words: str) -> str:
    """The replacement is written as the words that it replaces: in capitals, with a capital, or as it stands."""
    if words.isupper() and len(words) > 1:
        return means.upper()
    return means[:1].upper() + means[1:] if words[0].isupper() else means


CHECK = Check(
    "phrase",
    PhraseOptions,
    find_phrases,
    {
        "means": 'the tag means of the phrase found, or "something else"',
        "meant": f'the same in quotation marks, or "{UNNAMED}"',
    },
)
