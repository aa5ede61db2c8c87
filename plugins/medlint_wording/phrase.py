"""Check `phrase`: words of a cue list, where no exemption holds. The work is in the options, which are data."""

from __future__ import annotations

from collections.abc import Iterator

from medlint.api import Check, Cues, Document, Edit, Hit, Match, OptionError, Surroundings, quote_at, step_for

from .whole_blocks import deletion, filled_blocks


class PhraseOptions(Surroundings, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What to look for and when to leave it alone; the shared ones are described in `Surroundings`.

    `cues` are the words. Entries may carry tags: `means` (what is meant; offered as suggestion, and as the
    placeholder `means`), `step` ("-2" to "1": moves the severity). `fix`: offer `means` as a replacement, but
    never of words in a quotation; `safe-fix`: one that cannot change meaning. `whole-block`: cues must be all
    there is in their block, apart from stops and the words of `filler` (lower case); one finding a block.
    `delete`: offer to delete the lines of the block, where they hold nothing else (with `whole-block`; a safe
    fix).
    """

    cues: Cues
    whole_block: bool = False
    filler: tuple[str, ...] = ()
    fix: bool = False
    safe_fix: bool = False
    delete: bool = False

    def __post_init__(self) -> None:
        """Refuse settings that contradict each other."""
        if self.delete and not self.whole_block:
            raise OptionError("delete", "delete needs whole-block: a line with other words on it must stay")
        if self.safe_fix and not self.fix:
            raise OptionError("safe-fix", "safe-fix needs fix: without it there is nothing to be safe")


def find_phrases(document: Document, options: PhraseOptions) -> Iterator[Match]:
    """One match for each cue that no exemption covers, the first of those that overlap, or each block of cues."""
    hits = document.hits(options.cues)
    if not hits:
        return
    if options.whole_block:
        yield from _find_blocks(document, options, hits)
        return
    done = 0
    for hit in hits:
        step = step_for(document, hit.start, hit.end, options) if hit.start >= done else None
        if step is not None:
            done = hit.end
            yield _match(document, hit, options, step)


def _find_blocks(document: Document, options: PhraseOptions, hits: tuple[Hit, ...]) -> Iterator[Match]:
    for first, start, end in filled_blocks(document, hits, frozenset(options.filler)):
        step = step_for(document, start, end, options)
        if step is None:
            continue
        step += int(document.tag(options.cues, first, "step") or 0)
        edit = deletion(document, document.block_at(start)) if options.delete else None
        if edit is None:
            yield Match(start, end, step=step)
        else:
            span = document.source_span(start, end)
            yield Match(*span, step=step, edits=(edit,), safe=True, in_source=True)


def _match(document: Document, hit: Hit, options: PhraseOptions, step: int) -> Match:
    means = document.tag(options.cues, hit, "means")
    words = document.prose[hit.start : hit.end]
    fixable = means and options.fix and quote_at(document, hit.start) is None
    edits = (Edit(hit.start, hit.end, _cased(means, words)),) if fixable else ()
    return Match(
        hit.start,
        hit.end,
        step=step + int(document.tag(options.cues, hit, "step") or 0),
        suggestion=f"Perhaps \u201c{means}\u201d is meant." if means else None,
        fields={"means": means or "something else"},
        edits=edits,
        safe=bool(edits) and options.safe_fix,
    )


def _cased(means: str, words: str) -> str:
    """The replacement is written as the words that it replaces: in capitals, with a capital, or as it stands."""
    if words.isupper() and len(words) > 1:
        return means.upper()
    return means[:1].upper() + means[1:] if words[0].isupper() else means


CHECK = Check(
    "phrase", PhraseOptions, find_phrases, {"means": 'the tag means of the phrase found, or "something else"'}
)
