"""A vendor's own page."""

from __future__ import annotations

import re
from itertools import islice

from crawler.readers.generic.addresses import leads_to, slug_of
from crawler.readers.generic.dates import date_in
from crawler.readers.generic.headings import headings
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.listing import description_of
from crawler.readers.generic.offers import Fields, counted_name, is_rating, strip_counts
from crawler.readers.generic.pairs import Pair
from crawler.readers.generic.prose import text_of_box
from crawler.readers.generic.sections import Sections
from crawler.readers.generic.spans import Spans
from crawler.readers.generic.squeeze import squeeze

_PGP = re.compile(r"-----BEGIN PGP PUBLIC KEY BLOCK-----.{40,20000}?-----END PGP PUBLIC KEY BLOCK-----", re.DOTALL)
_AROUND = re.compile(
    r"['’]s\s(?:profile|store|shop|page|account).*$|\s+(?:profile|store|프로필|상점|的资料|的店铺|のプロフィール)$|님의?\s.*$|さん$"
    r"|^(?:(?:user|vendor|seller|merchant|member)\s?(?:profile|account)?|profile(?:\sof)?|profil(?:\svon|\sde)?"
    r"|perfil\sde|profilo\sdi|판매자|프로필|卖家|商家|người bán|ผู้ขาย|penjual|販売者|продавец|профиль|verkäufer|vendeur"
    r"|vendedor|verkoper|venditore)\s?[:：\-]?\s+",
    re.IGNORECASE,
)
_OWN = ("rating", "sales", "member_since", "last_online")


def vendor_fields(layout: Layout, url: str, *, pairs: list[Pair], sections: Sections, around: Spans) -> Fields:
    """The vendor's fields; empty where no name can be told."""
    mine = [p for p in pairs if not around.hold(p.box)]
    name = _name(layout, url, mine) or counted_name(layout, around.hold)
    if not name:
        return {}
    fields: Fields = {"name": name}
    for field in _OWN:
        pair = next(
            (p for p in mine if p.field == field and len(p.value) <= 120 and any(c.isalnum() for c in p.value)), None
        )
        if pair is not None:
            _read(pair, fields)
    key = pgp_block(layout)
    if key:
        fields["pgp"] = key
    about = description_of(layout, mine, sections, around)
    if about and "BEGIN PGP" not in about[:200]:
        fields["description"] = about
    return fields


def _read(pair: Pair, fields: Fields) -> None:
    if pair.field in ("member_since", "last_online"):
        found = date_in(pair.value)
        fields[pair.field] = found[0] if found else pair.value
    elif pair.field == "sales":
        digits = re.match(r"\D{0,3}(\d[\d.,  ]*)", pair.value)
        plain = re.sub(r"\D", "", digits[1]) if digits else ""
        if plain and len(plain) <= 12:
            fields["sales"] = int(plain)
    elif is_rating(pair.value):
        fields[pair.field] = pair.value


def pgp_block(layout: Layout) -> str:
    """The first whole public key block of the page, with its lines."""
    begun = [run for run in layout.runs if "BEGIN PGP PUBLIC KEY BLOCK" in run.text]
    for run in begun[:3]:
        for box in (run.box, *islice(run.box.up(), 4)):
            match = _PGP.search(text_of_box(box))
            if match:
                return match[0]
    return ""


def _name(layout: Layout, url: str, pairs: list[Pair]) -> str:
    slug = slug_of(url) if leads_to(url) == "vendor" else ""
    shown = [_clean(b.flat) for b in headings(layout) if not b.chrome] + [
        p.value for p in pairs if p.field in ("name", "vendor")
    ]
    shown = [s for s in shown if s and len(s) <= 64]
    for text in shown:
        if slug and squeeze(text) == squeeze(slug):
            return text
    if slug and not slug.isdigit() and any(squeeze(slug) == squeeze(r.text) for r in layout.runs[:400]):
        return next(r.text for r in layout.runs if squeeze(r.text) == squeeze(slug))
    labelled = next(
        (name for p in pairs if p.field in ("name", "vendor") and len((name := strip_counts(p.value)).split()) <= 4),
        "",
    )
    if labelled:
        return labelled
    inside = [s for s in shown if len(squeeze(s)) >= 3 and squeeze(s) in squeeze(layout.title)]
    return (inside or [s for s in shown if len(s.split()) == 1] or [""])[0]


def _clean(heading: str) -> str:
    """A heading without the words round the name: its own text up to what a site puts behind it."""
    text = _AROUND.sub("", heading).strip()
    text = re.split(r"\s+[(\[]\d|\s+(?:LEVEL|Level|Lv\.?)\s?\d", text)[0]
    return strip_counts(text).strip(" :|-")
