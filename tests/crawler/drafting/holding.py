"""How much of what a hand-written profile reads a drafted one reads, on pages that the draft has not seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from crawler.drafting.agreeing import agreement
from crawler.profiles import Profile
from crawler.readers import SavedPage, open_page
from crawler.readers.profiled import read_profiled
from tidewaiter.model.sighting import Kind

_WHOLE = {"listing": Kind.LISTING, "vendor": Kind.VENDOR}


@dataclass
class Held:
    """`of` fields were read by the one, `right` of them in the same words by the other."""

    right: Counter = field(default_factory=Counter)
    of: Counter = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.right.total() / max(1, self.of.total())


def reading(page: SavedPage, profile: Profile):
    """By the profile alone: what it does not know counts as not read."""
    return read_profiled(open_page(page), "capture", profile)


def things(read, page_kind) -> dict:
    """Statements by kind and key; what a page says of its own thing by kind alone, since saved pages have no address."""
    found = {}
    if read is None:
        return found
    own = _WHOLE.get(page_kind)
    for n, said in enumerate(read.statements):
        if said.kind == own and not any(kind == own and key == "own" for kind, key in found):
            found[said.kind, "own"] = dict(said.fields)
        elif said.kind in (Kind.REVIEW, Kind.POST):
            found[said.kind, f"{said.fields.get('text', '')}|{said.fields.get('date', n)}"] = dict(said.fields)
        else:
            found[said.kind, said.key] = dict(said.fields)
    return found


def hold(held: Held, name: str, wanted: dict, found: dict, fields=None) -> None:
    """Count the fields of all wanted things; `fields` limits them."""
    for thing, said in wanted.items():
        got = found.get(thing, {})
        for one, value in said.items():
            if fields is not None and one not in fields:
                continue
            where = f"{thing[0]}.{one}"
            held.of[where] += 1
            if one in got and agreement(one, got[one], value) > 0:
                held.right[where] += 1
            else:
                held.odd.append(f"{name} {where}: {got.get(one)!r:.60} for {value!r:.60}")
