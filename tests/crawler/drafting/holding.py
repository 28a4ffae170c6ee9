"""How much of what a hand-written profile reads a drafted one reads, on pages that the draft has not seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from crawler.drafting import draft
from crawler.drafting.agreeing import agreement
from crawler.drafting.choosing import choose
from crawler.drafting.samples import open_samples, template_of
from crawler.drafting.writing import written
from crawler.profiles import Profile, load
from crawler.readers import SavedPage, open_page
from crawler.readers.profiled import read_profiled
from tidewaiter.model.forms import formed
from tidewaiter.model.sighting import Kind

ROOT = Path(__file__).parents[3]
_OWN = {"listing": Kind.LISTING, "vendor": Kind.VENDOR}
Pages = list[tuple[str, SavedPage]]


@dataclass
class Held:
    """`of` fields are stated, `right` of them were read so."""

    right: Counter = field(default_factory=Counter)
    of: Counter = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.right.total() / max(1, self.of.total())


def drafted(pages: Pages, source: str):
    """The draft that the product makes of these captures: from ten that it chooses, by what all have in common."""
    samples, _ = open_samples(pages)
    names = {one.name for one in choose(samples)}
    facts = {"source": source, "title": source, "kind": "market"}
    return draft([one for one in pages if one[0] in names], facts, template=template_of(samples))


def profile_of(words: dict) -> Profile:
    return load(written(words), "draft.yaml")


def things(page: SavedPage, profile: Profile) -> dict:
    """What the profile alone says of a page, by kind and key: what it does not know is not read. What a page says of its
    own thing goes by kind alone, since saved pages have no address."""
    read = read_profiled(open_page(page), "capture", profile)
    found: dict = {}
    for said in read.statements if read else ():
        own = _OWN.get(str(read.page)) == said.kind and (said.kind, "own") not in found
        name = "own" if own else _heart(said, found) if said.kind in (Kind.REVIEW, Kind.POST) else said.key
        found[said.kind, name] = formed(said.fields)
    return found


def _heart(said, found: dict) -> str:
    """A review or post by its text, and by which of those that say the same it is; of several kinds of text by words."""
    text = " ".join(str(said.fields.get("text", "")).split())
    return f"{text}|{sum(1 for kind, name in found if kind == said.kind and name.startswith(f'{text}|'))}"


def hold(held: Held, name: str, *, wanted: dict, found: dict, fields: set[str] | None = None) -> None:
    """Count the fields of all wanted things; `fields` limits them."""
    for thing, said in wanted.items():
        got = found.get(thing, {})
        for one, value in said.items():
            if fields is None or one in fields:
                where = f"{thing[0]}.{one}"
                held.of[where] += 1
                right = one in got and agreement(one, got[one], value) > 0
                held.right[where] += right
                if not right:
                    held.odd.append(f"{name} {where}: {got.get(one)!r:.60} for {value!r:.60}")
