"""Words that a spinner leaves alone, or that say nothing when it does not."""

from __future__ import annotations

STOPS = frozenset(
    (
        "a about above after again against all almost along already also although always am among an and another "
        "any are around as at be became because become been before being below between both but by can cannot "
        "could did do does doing done down during each either else enough et etc even ever every few for from "
        "further get given go had has have having he her here hers herself him himself his how however i if in "
        "into is it its itself just later least less let like made make many may me might more most much must my "
        "myself neither no nor not now of off often on once one only or other others our ours ourselves out over "
        "own per perhaps quite rather really same several shall she should since so some such than that the their "
        "theirs them themselves then there thereby therefore these they this those though three through "
        "throughout thus to together too toward towards two under until up upon us use used using very via was we "
        "well were what when where whereas whether which while who whom whose why will with within without would "
        "yet you your yours yourself don't doesn't didn't isn't aren't wasn't weren't can't couldn't won't "
        "wouldn't shouldn't it's i'm you're we're they're i've you've we've that's there's here's what's let's "
        "he's she's hasn't haven't hadn't al vs four five six seven eight nine ten first second "
    ).split()
)
"""Function words and figures in letters, lower case."""
