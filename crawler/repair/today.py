"""What a field that changes between visits says today: its former value if it stands there, else what may follow it."""

from __future__ import annotations

from crawler.drafting.ground import Ground
from crawler.profiles.cleaners import money
from crawler.readers.generic import trace
from crawler.readers.plain import folded, plain
from crawler.repair.parts import Spot
from crawler.repair.yesterday import says_so
from tidewaiter.model.following import CHANGING
from tidewaiter.model.sighting import FieldValue

_TAG = 60  # letters of a text that states a price and not a story


def value_today(name: str, told: FieldValue, spot: Spot) -> FieldValue | None:
    """The value to look for in the block; None where nothing there may follow the former one, or several may."""
    if name not in CHANGING:
        return told
    if name != "price":
        found = _generic(name, spot)
        return found if found is not None and says_so(name, found, told) else told
    amounts = _amounts(spot.page.sample.ground(spot.block), str(told).partition(" ")[2])
    if str(told) in amounts:
        return told
    likely = [one for one in amounts if says_so(name, one, told)]
    return likely[0] if len(likely) == 1 else None


def _amounts(ground: Ground, currency: str) -> dict[str, None]:
    """The amounts with their currency that short texts of the block state."""
    texts = (folded(plain(element)) for element, said in ground.texts if len(said) <= _TAG)
    pairs = (money(text, currency) for text in dict.fromkeys(texts))
    return {" ".join(pair): None for pair in pairs if pair is not None}


def _generic(name: str, spot: Spot) -> FieldValue | None:
    """What the generic reader makes of it."""
    page = spot.page
    if page.traced is None:
        page.traced = trace(page.sample.opened)
    for thing in page.traced.things:
        mine = thing.key == spot.told.key if spot.told.block is not None else not thing.block
        if thing.kind == spot.told.kind and mine and name in thing.fields:
            return thing.fields[name].value
    return None
