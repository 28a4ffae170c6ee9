"""How strong a link is: what is named, less what makes it likelier that another hand wrote it.

| by | strength | since |
|---|---|---|
| pgp | 0.9 | who holds the key can prove it; the block itself can be copied by anyone |
| wallet | 0.8 | who names another's wallet gives money away; some do, to look like them |
| contact | 0.7 | copied, and handed on |
| text | 0.6 | what a vendor says of themselves; copied more often than keys |
| listing | 0.5 | texts of listings are stolen every day |

Less 0.2 where one of the two only names it in posts, where others are quoted; less 0.2 for a contact of two names on
one source, which may serve a whole shop; less 0.1 for each further name of one source that shares it. These numbers are
a choice, in the order of the scores of the lead rules that state the same, and no measurement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipelines.leads.copies import COPIED_SCORE, SAME_TEXT_SCORE
from pipelines.leads.known import SCORES
from tidewaiter.model.sighting import Kind
from tidewaiter.store.database.linking import Trace, Who

SCALE = {**SCORES, "text": SAME_TEXT_SCORE, "listing": COPIED_SCORE}
_LEAST = 0.1
_QUOTED = _SHARED_DESK = 0.2
_FURTHER = 0.1


def strength(
    by: str, ends: tuple[Who, Who], proof: tuple[Sequence[Trace], Sequence[Trace]], whos: Iterable[Who]
) -> tuple[float, tuple[str, ...]]:
    """The strength of what two of `whos`, who all share it, have in common; and what took from it, in words."""
    less, why = 0.0, []
    if any(said and all(one.kind == Kind.POST for one in said) for said in proof):
        less += _QUOTED
        why.append("one of the two only in posts, where others are quoted")
    if by == "contact" and ends[0][0] == ends[1][0]:
        less += _SHARED_DESK
        why.append("a contact of one source may serve a whole shop")
    names = Counter(source for source, handle in set(whos) if handle)
    if further := sum(max(0, count - 2) for count in names.values()):
        less += _FURTHER * further
        why.append(f"{max(names.values())} names of one source share it")
    return round(max(_LEAST, SCALE[by] - less), 2), tuple(why)
