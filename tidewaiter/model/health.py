"""Whether a run read what its source usually says: rates by page kind and field, beside those of earlier healthy runs.

The rule. A run's rate is out of the usual where it lies more than `MARGIN` and `ERRORS` standard errors (at this run's
number of pages) below what is usual: the rate of all healthy runs together, or of the lowest of them. A rate of fewer
than `LEAST` is not judged. Where no run is known to compare with, things that are read again are still expected to say
what they said: `PRIOR` of them, as if `WEIGHT` had been seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from tidewaiter.model.following import EDITED

MARGIN, ERRORS = (
    0.05,
    3.0,
)  # three standard errors: at 40 rates a run, one false word in about 20 runs without the margin
LEAST = 3
PRIOR, WEIGHT = 0.9, 10  # what of a thing's stable fields stays from one visit to the next
UNEDITED = 0.5  # of titles, names and long texts that are the very same at the next visit
OVERLAP = 0.5  # of pages whose reviews are known: that show at least one of these again; busy ones replace all
FEWER = 1 / 3  # cards a page, against the usual
RUNS = 10  # healthy runs that make the usual
ALL_PAGES = "pages"
KEY = "key"  # `category/listing.key`: of the things that say the same as before those that bear their former key
LINKS = "links."  # `category/links.listing`: of the category pages those that lead to listings


@dataclass(frozen=True, slots=True)
class Rate:
    """One field, or one kind of thing, on pages of one kind.

    `of` could state it and `stated` did; of a kind of thing, `of` pages hold `stated` such things. `again` are those
    that stated it before and were read again: `kept` still state it, and of these `agreed` say what follows from the
    former, and `same` say the very same. `values` counts the different ones.
    """

    of: int = 0
    stated: int = 0
    again: int = 0
    kept: int = 0
    agreed: int = 0
    values: int = 0
    same: int = 0

    def __add__(self, other: Rate) -> Rate:
        return Rate(*(getattr(self, name) + getattr(other, name) for name in Rate.__slots__))


Rates = Mapping[str, Rate]


@dataclass(frozen=True, slots=True)
class Unusual:
    """A rate that is out of the usual. `what` is lost, gone, changed, edited, same or fewer; `now` and `usual` are
    shares (for `fewer`, things a page), `pages` how many were looked at, `captures` some that show it."""

    name: str
    what: str
    now: float
    usual: float
    pages: int
    captures: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        shown = f": {', '.join(one[:10] for one in self.captures)}" if self.captures else ""
        return f"{spelled(self.name)} {_WORDS[self.what](self)}{shown}"


_WORDS = {
    "lost": lambda one: f"stated by {one.now:.0%} of {one.pages}, usually {one.usual:.0%}",
    "gone": lambda one: f"still stated by {one.now:.0%} of {one.pages} that stated it before, usually {one.usual:.0%}",
    "changed": lambda one: f"as before or likely after it in {one.now:.0%} of {one.pages}, usually {one.usual:.0%}",
    "edited": lambda one: f"to the letter as before in {one.now:.0%} of {one.pages}, usually {one.usual:.0%}",
    "same": lambda one: f"the same on all {one.pages}, usually another on each",
    "fewer": lambda one: f"{one.now:.1f} a page on {one.pages}, usually {one.usual:.1f}",
}


@dataclass(frozen=True, slots=True)
class Health:
    """A run's rates, and what of them was out of the usual. `usual` is set where a person said that these are the usual
    from now on."""

    rates: Rates = field(default_factory=dict)
    unusual: tuple[Unusual, ...] = ()
    usual: bool = False


def spelled(name: str) -> str:
    """A rate's name for a person: `listing/listing.price` is listing.price, `category/listing.price` says where."""
    page, _, thing = name.partition("/")
    if not thing:
        return "pages that the profile knows" if name == ALL_PAGES else f"{page} pages known as such"
    kind, _, one = thing.partition(".")
    if thing.startswith(LINKS):
        return f"links from {page} pages to {one} pages"
    if not one:
        return f"{kind} on {page} pages"
    if one == KEY:
        return f"keys of {kind}s on {page} pages"
    return thing if page == kind else f"{thing} on {page} pages"


def unusual(now: Rates, healthy: Sequence[Rates]) -> list[tuple[str, str, float, float, int]]:
    """What is out of the usual, by the rule: name, what, rate, usual rate, number looked at. One word a name: the
    plainest."""
    found = []
    for name in sorted(now.keys() | {name for rates in healthy for name in rates}):
        earlier = [rates[name] for rates in healthy if name in rates]
        one = _judged(name, now.get(name, Rate()), earlier)
        if one is not None:
            found.append((name, *one))
    return found


def _judged(name: str, now: Rate, earlier: Sequence[Rate]) -> tuple[str, float, float, int] | None:
    whole = sum(earlier, Rate())
    page, _, thing = name.partition("/")
    own = "." in thing or page == thing
    if ("." in thing or not thing) and earlier and now.of >= LEAST:
        lowest = min((one.stated / one.of for one in earlier if one.of >= LEAST), default=1.0)
        rate, usual = _share(now.stated, now.of), min(lowest, _share(whole.stated, whole.of))
        if _low(rate, usual, now.of, sure=whole.of):
            return "lost", rate, usual, now.of
    edited = [("edited", "same", "kept", UNEDITED)] if thing.rpartition(".")[2] in EDITED else []
    for what, part, of, prior in (
        ("gone", "kept", "again", PRIOR), ("changed", "agreed", "kept", PRIOR if own else OVERLAP), *edited
    ):  # fmt: skip
        shares = [(getattr(one, part), getattr(one, of)) for one in earlier]
        number = getattr(now, of)
        if number >= LEAST:
            rate, usual_rate = getattr(now, part) / number, _usual(shares, prior)
            if _low(rate, usual_rate, number, sure=0):
                return what, rate, usual_rate, number
    return _alike(name, now, whole)


def _usual(shares: Sequence[tuple[int, int]], prior: float) -> float:
    together = (sum(part for part, _ in shares) + prior * WEIGHT) / (sum(of for _, of in shares) + WEIGHT)
    return min([together, *(part / of for part, of in shares if of >= LEAST)])


def _alike(name: str, now: Rate, whole: Rate) -> tuple[str, float, float, int] | None:
    """All things say one and the same that are usually told apart by it; or far fewer things stand on a page."""
    if "." in name and now.values == 1 and now.stated >= LEAST and 2 * whole.values >= whole.stated > LEAST:
        return "same", 1.0, 1.0, now.stated
    if "." not in name and "/" in name and now.of >= LEAST and whole.of >= LEAST:
        rate, usual = now.stated / now.of, whole.stated / whole.of
        if rate < FEWER * usual and usual >= 1:
            return "fewer", rate, usual, now.of
    return None


def _share(part: int, of: int) -> float:
    return part / of if of else 0.0


def _low(rate: float, usual: float, number: int, *, sure: int) -> bool:
    """`sure` pages made the usual rate; few of them leave it uncertain."""
    likely = (usual * sure + 1) / (sure + 2) if sure else usual
    return rate < min(usual, likely) - MARGIN - ERRORS * sqrt(likely * (1 - likely) / number)
