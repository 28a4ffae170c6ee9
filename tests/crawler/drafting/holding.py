"""How much of what a hand-written profile reads a drafted one reads, on pages that the draft has not seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from crawler.drafting import draft
from crawler.drafting.agreeing import agreement
from crawler.drafting.choosing import choose
from crawler.drafting.samples import open_samples
from crawler.drafting.writing import written
from crawler.profiles import Profile, load
from crawler.readers import SavedPage, open_page
from crawler.readers.profiled import read_profiled
from tidewaiter.desk import reviewing
from tidewaiter.desk.drafts import Kept
from tidewaiter.model.forms import formed
from tidewaiter.model.sighting import Kind

ROOT = Path(__file__).parents[3]
_OWN = {"listing": Kind.LISTING, "vendor": Kind.VENDOR}
_TYPED = 3  # pages whose value a person types for one field
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


def chosen(pages: Pages) -> set[str]:
    """The pages that the product itself would take of all."""
    return {one.name for one in choose(open_samples(pages)[0])}


def drafted(pages: Pages, names: set[str], source: str):
    return draft([one for one in pages if one[0] in names], {"source": source, "title": source, "kind": "market"})


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


def corrected(words: dict, samples, hand: Profile) -> int:
    """Correct a draft as a person does in the review: each field of a page's own thing that the hand-written profile
    reads and the draft does not, by its value on up to three pages. How many fields that were."""
    done = 0
    for place in [(n, m) for n, page in enumerate(words["pages"]) for m, _ in enumerate(page.get("statements", []))]:
        statement = words["pages"][place[0]]["statements"][place[1]]
        kind = Kind(statement["kind"])
        if "each" in statement or _OWN.get(words["pages"][place[0]]["page"]) != kind:
            continue
        truths = {s.name: things(s.opened.page, hand).get((kind, "own"), {}) for s in samples}
        for name in sorted({name for said in truths.values() for name in said} - {"currency", "url"}):
            done += _field(words, samples, place=place, name=name, truths=truths)
    return done


def _field(words: dict, samples, *, place: tuple[int, int], name: str, truths: dict) -> int:
    profile = profile_of(words)
    n, m = place
    rule = profile.pages[n].statements[m]
    one = reviewing.Field(f"{n}/{m}/{rule.kind}.{name}", (n, m, name), profile.pages[n], rule, name)
    shown = reviewing.seen(one, profile, samples)
    wrong = {}
    for seen in shown:
        truth = truths[seen.page].get(name)
        if truth is not None and name == "price":
            truth = f"{truth} {truths[seen.page].get('currency', '')}".strip()
        if truth is not None and not (seen.value is not None and agreement(name, seen.value, truth) > 0):
            wrong[seen.page] = truth
    if not wrong:
        return 0
    told = {seen.page: _said(truths[seen.page], name) for seen in shown if name in truths[seen.page]}
    typed = dict([*wrong.items(), *told.items()][:_TYPED])
    found = reviewing.corrected(one, samples, typed, shown)
    if found:
        reviewing.with_rule(words, one, found[0].words, found[0].rows_words)
    return 1


def _said(truth: dict, name: str):
    return f"{truth[name]} {truth['currency']}" if name == "price" and "currency" in truth else truth[name]


def kept(words: dict) -> Kept:
    return Kept("draft", written(words), [])
