"""A vendor's own page."""

from __future__ import annotations

import re
from itertools import islice

from crawler.readers.generic.addresses import leads_to, slug_of
from crawler.readers.generic.dates import date_in
from crawler.readers.generic.headings import SEPARATOR, headings
from crawler.readers.generic.labels import field_of
from crawler.readers.generic.layout import Layout
from crawler.readers.generic.listing import description_of
from crawler.readers.generic.offers import counted_name, is_rating, strip_counts
from crawler.readers.generic.pairs import Pair
from crawler.readers.generic.prose import text_of_box
from crawler.readers.generic.sections import Sections
from crawler.readers.generic.spans import Spans
from crawler.readers.generic.squeeze import squeeze
from crawler.readers.generic.told import How, Telling, Told

_PGP = re.compile(r"-----BEGIN PGP PUBLIC KEY BLOCK-----.{40,20000}?-----END PGP PUBLIC KEY BLOCK-----", re.DOTALL)
_AROUND = re.compile(
    r"['’]s\s(?:profile|store|shop|page|account).*$|\s+(?:profile|store|프로필|상점|的资料|的店铺|のプロフィール)$|님의?\s.*$|さん$"
    r"|^(?:(?:user|vendor|seller|merchant|member)\s?(?:profile|account)?|profile(?:\sof)?|profil(?:\svon|\sde)?"
    r"|perfil\sde|profilo\sdi|판매자|프로필|卖家|商家|người bán|ผู้ขาย|penjual|販売者|продавец|продавца|магазин|магазина"
    r"|пользователь|пользователя|профиль|(?:händler|verkäufer|anbieter|benutzer)(?:profil)?"
    r"|(?:du |del |do |van )?(?:vendeur|vendedor|verkoper|venditore|utilisateur))\s?[:：\-]?\s+",
    re.IGNORECASE,
)
# "640 sales", "made 1,874 sales."
_SALES = re.compile(
    r"\W*(?:has made |made |completed )?(\d{1,3}(?:[.,\u00a0 ]\d{3})*|\d{1,9})\s+([^\W\d_]{3,20})\b", re.IGNORECASE
)
_PARTS = re.compile(r"\s*[|·•;()]\s*|,\s+")
_LINE = 80
_MARKS = "@()[]{}\"'.,:;!?|"
_OWN = ("rating", "sales", "member_since", "last_online")


def vendor_fields(layout: Layout, url: str, *, pairs: list[Pair], sections: Sections, around: Spans) -> Telling:
    """The vendor's fields; empty where no name can be told."""
    mine = [p for p in pairs if not around.hold(p.box)]
    name = _name(layout, url, mine) or counted_name(layout, around.hold)
    fields = Telling()
    if name is None or not name.text:
        return fields
    fields.take("name", name)
    for field in _OWN:
        pair = next(
            (p for p in mine if p.field == field and len(p.value) <= 120 and any(c.isalnum() for c in p.value)), None
        )
        if pair is not None:
            _read(pair, fields)
    if "sales" not in fields:
        _counted_sales(layout, around, fields)
    key = pgp_block(layout)
    fields.take("pgp", key)
    about = description_of(layout, mine, sections, around)
    if about is not None and "BEGIN PGP" not in about.text[:200]:
        fields.take("description", about)
    return fields


def _read(pair: Pair, fields: Telling) -> None:
    if pair.field in ("member_since", "last_online"):
        found = date_in(pair.value)
        fields.tell(pair.field, found[0] if found else pair.value, how=pair.how, box=pair.box)
    elif pair.field == "sales":
        digits = re.match(r"\D{0,3}(\d[\d.,  ]*)", pair.value)
        plain = re.sub(r"\D", "", digits[1]) if digits else ""
        if plain and len(plain) <= 12:
            fields.tell("sales", int(plain), how=pair.how, box=pair.box)
    elif is_rating(pair.value):
        fields.tell(pair.field, pair.value, how=pair.how, box=pair.box)


def _counted_sales(layout: Layout, around: Spans, fields: Telling) -> None:
    """Sales that a part of a line counts, as "640 sales" or "Has made 1,874 sales." do.

    Not "Dream: 34000 deals", which tells of another market.
    """
    for box in layout.boxes:
        if not 4 < len(box.flat) <= _LINE or box.chrome or around.hold(box):
            continue
        for part in _PARTS.split(box.flat):
            match = _SALES.match(part)
            if match and field_of(match[2]) in ("sales", "sold"):
                fields.tell("sales", int(re.sub(r"\D", "", match[1])), how=How.COUNTED, box=box)
                return


def pgp_block(layout: Layout) -> Told | None:
    """The first whole public key block of the page, with its lines."""
    begun = [run for run in layout.runs if "BEGIN PGP PUBLIC KEY BLOCK" in run.text]
    for run in begun[:3]:
        for box in (run.box, *islice(run.box.up(), 4)):
            match = _PGP.search(text_of_box(box))
            if match:
                return Told(match[0], How.KEY, box)
    return None


def _name(layout: Layout, url: str, pairs: list[Pair]) -> Told | None:
    slug = slug_of(url) if leads_to(url) == "vendor" else ""
    shown = [Told(_clean(b.flat), How.HEADING, b) for b in headings(layout) if not b.chrome]
    shown += [Told(p.value, p.how, p.box) for p in pairs if p.field in ("name", "vendor")]
    shown = [one for one in shown if one.text and len(one.text) <= 64]
    for one in shown:
        if slug and squeeze(one.text) == squeeze(slug):
            return one._replace(how=How.PROFILE)
    if slug and not slug.isdigit() and any(squeeze(slug) == squeeze(r.text) for r in layout.runs[:400]):
        return next(Told(r.text, How.PROFILE, r.box) for r in layout.runs if squeeze(r.text) == squeeze(slug))
    if slug and not slug.isdigit() and (told := _within(layout, slug)):
        return told
    for p in pairs:
        name = strip_counts(p.value) if p.field in ("name", "vendor") else ""
        if name and len(name.split()) <= 4:
            return Told(name, p.how, p.box)
    inside = [one for one in shown if len(squeeze(one.text)) >= 3 and squeeze(one.text) in squeeze(layout.title)]
    if inside:
        return inside[0]._replace(how=How.NAMED)
    return _in_both(layout) or next((one for one in shown if len(one.text.split()) == 1), None)


def _in_both(layout: Layout) -> Told | None:
    """The word that is a part of the page's title and stands in a heading, as in "leafyard | Lantern"."""
    parts = {squeeze(part) for part in SEPARATOR.split(layout.title) if part and len(part.split()) == 1}
    for box in headings(layout):
        for word in box.flat.split():
            if len(squeeze(word)) >= 3 and squeeze(word) in parts and not box.chrome:
                return Told(word.strip(_MARKS), How.NAMED, box)
    return None


def names_slug(layout: Layout, url: str) -> bool:
    """Whether a heading names the vendor whom the address names."""
    slug = slug_of(url)
    return not slug.isdigit() and _within(layout, slug) is not None


def _within(layout: Layout, slug: str) -> Told | None:
    """The word of a heading that the address repeats, as in "Vendor profile: leafyard"."""
    wanted = squeeze(slug)
    for box in headings(layout):
        for word in box.flat.split():
            if len(wanted) >= 3 and not box.chrome and squeeze(word) == wanted:
                return Told(word.strip(_MARKS), How.PROFILE, box)
    return None


def _clean(heading: str) -> str:
    """A heading without the words round the name: its own text up to what a site puts behind it."""
    text = heading.strip()
    for _ in range(3):
        text = _AROUND.sub("", text).strip()
    text = re.split(r"\s+[(\[]\d|\s+(?:LEVEL|Level|Lv\.?)\s?\d", text)[0]
    return strip_counts(text).strip(" :|-").lstrip("@")
