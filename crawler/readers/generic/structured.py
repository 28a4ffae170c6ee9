"""What a page says of itself to machines: JSON-LD, microdata, OpenGraph. It fills gaps; what a person sees wins."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from crawler.readers.generic.box import Box
from crawler.readers.generic.layout import Layout
from tidewaiter.model.sighting import FieldValue

Stated = dict[str, FieldValue]
_THINGS_LIMIT = 500
# Old ways to hide a script from browsers that knew none.
_WRAPPED = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*;?\s*$|;\s*$")


def products(layout: Layout) -> list[Stated]:
    """The products that the page states, each as listing fields; several on a category page."""
    found = [_product(thing) for thing in _things(layout, "Product", "IndividualProduct", "Offer")]
    found += [_micro_product(layout, box) for box in _scopes(layout, "product")]
    if not found and "product" in layout.metas.get("og:type", ""):
        found = [_graph(layout.metas)]
    return [stated for stated in found if stated.get("title")]


def reviews(layout: Layout) -> list[Stated]:
    """Reviews stated in JSON-LD, alone or inside a product."""
    return [stated for thing in _things(layout, "Review") if (stated := _review(thing)).get("text")]


def _things(layout: Layout, *kinds: str) -> Iterator[Mapping[str, Any]]:
    for script in layout.scripts:
        try:
            stack = [json.loads(_WRAPPED.sub("", script), strict=False)]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while stack and seen < _THINGS_LIMIT:
            seen += 1
            thing = stack.pop()
            if isinstance(thing, list):
                stack.extend(reversed(thing[:_THINGS_LIMIT]))
            elif isinstance(thing, dict):
                named = thing.get("@type")
                if named in kinds or (isinstance(named, list) and any(n in kinds for n in named if isinstance(n, str))):
                    yield thing
                nested = [
                    v for k, v in thing.items() if k in ("@graph", "itemListElement", "item", "review", "mainEntity")
                ]
                stack.extend(reversed(nested))


def _product(thing: Mapping[str, Any]) -> Stated:
    offer = _one(thing.get("offers")) if "offers" in thing else thing
    told = _one(offer.get("priceSpecification"))
    seller = offer.get("seller") or thing.get("seller") or thing.get("brand")
    return _said(
        title=_text(thing.get("name")),
        vendor=_text(_one(seller).get("name") if isinstance(seller, dict | list) else seller),
        price=_number(offer.get("price", offer.get("lowPrice", told.get("price")))),
        currency=_text(offer.get("priceCurrency", told.get("priceCurrency"))).upper(),
        description=_text(thing.get("description")),
        category=_text(thing.get("category")),
        url=_text(thing.get("url")),
    )


def _review(thing: Mapping[str, Any]) -> Stated:
    author = thing.get("author")
    rating = _one(thing.get("reviewRating"))
    return _said(
        author=_text(_one(author).get("name") if isinstance(author, dict | list) else author),
        text=_text(thing.get("reviewBody", thing.get("description"))),
        date=_text(thing.get("datePublished")),
        rating=_number(rating.get("ratingValue")),
    )


def _graph(metas: Mapping[str, str]) -> Stated:
    return _said(
        title=metas.get("og:title", ""),
        description=metas.get("og:description", ""),
        price=_number(metas.get("product:price:amount", metas.get("og:price:amount"))),
        currency=metas.get("product:price:currency", metas.get("og:price:currency", "")).upper(),
    )


def _scopes(layout: Layout, kind: str) -> Iterator[Box]:
    for box in layout.boxes:
        if "itemtype" in box.attrs and box.attrs["itemtype"].lower().endswith(f"schema.org/{kind}"):
            yield box


def _micro_product(layout: Layout, scope: Box) -> Stated:
    said: dict[str, str] = {}
    for box in layout.within(scope)[1:]:
        name = box.attrs.get("itemprop", "")
        inner = next((b for b in box.up() if "itemtype" in b.attrs), scope)
        kind = inner.attrs.get("itemtype", "").lower().rpartition("/")[2]
        if name and kind in ("product", "offer") and "itemscope" not in box.attrs:
            said.setdefault(name, box.attrs.get("content") or box.flat)
        elif name in ("seller", "brand"):
            said.setdefault("seller", box.flat)
    return _said(
        title=said.get("name", ""), vendor=said.get("seller", ""), price=_number(said.get("price")),
        currency=said.get("priceCurrency", "").upper(), description=said.get("description", ""),
    )  # fmt: skip


def _one(value: Any) -> Mapping[str, Any]:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, dict) else {}


def _text(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return " ".join(first[:20_000].split()) if isinstance(first, str) else ""


def _number(value: Any) -> str:
    """A plain decimal of at most 15 digits before the point, as text."""
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    whole, _, part = text.partition(".")
    sound = (
        whole.isascii() and whole.isdigit() and len(whole) <= 15 and (not part or (part.isascii() and part.isdigit()))
    )
    return text if sound else ""


def _said(**fields: str) -> Stated:
    return {name: value for name, value in fields.items() if value}
