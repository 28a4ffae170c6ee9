"""A vendor's own page."""

from __future__ import annotations

import re
from itertools import islice

from crawler.readers.generic.addresses import leads_to, slug_of
from crawler.readers.generic.box import Box
from crawler.readers.generic.dates import Order, date_in, order_of
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
from crawler.readers.generic.words import TERMS

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
_RATED = re.compile(r"\W*(\d{1,3}(?:[.,]\d{1,2})?\s?%|\d[.,]\d{1,2}(?:\s?/\s?\d{1,2})?)\s+([^\d|()]{3,24})$")
_ARTICLE = re.compile(r"\s(?:el|am|le|on|the|il|em|dal|den|ngày|tanggal)$", re.IGNORECASE)
_BEHIND = re.compile(r"\s*[(\[]\s*(\d{1,3}(?:[.,]\d{3})+|\d{1,7})\s*[)\]]")
_PARTS = re.compile(r"\s*[|·•;()]\s*|,\s+")
_LINE = 80
_NAME = 32
_FIGURES = 16
_FIGURE = re.compile(r"[\s(\[]*(\d{1,9}(?:[.,]\d{1,2})?(?:\s?%)?)[\s)\]]*$")
_FIRST = 80  # runs
_CELL = 5  # elements round a text that may be a cell
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
    order = order_of((run.text for run in layout.runs), layout.language)
    for field in _OWN:
        pair = next(
            (p for p in mine if p.field == field and len(p.value) <= 120 and any(c.isalnum() for c in p.value)), None
        )
        if pair is not None:
            _read(pair, fields, order)
    _titled(layout, around, fields)
    _counted(layout, around, fields)
    _dated(layout, around, fields, order)
    if "sales" not in fields:
        _behind_name(layout, name.text, fields)
    key = pgp_block(layout)
    fields.take("pgp", key)
    about = description_of(layout, mine, sections, around)
    if about is not None and "BEGIN PGP" not in about.text[:200]:
        fields.take("description", about)
    return fields


def _read(pair: Pair, fields: Telling, order: Order) -> None:
    if pair.field in ("member_since", "last_online"):
        found = date_in(pair.value, order)
        fields.tell(pair.field, found[0] if found else pair.value, how=pair.how, box=pair.box)
    elif pair.field == "sales":
        digits = re.match(r"\D{0,3}(\d[\d.,  ]*)", pair.value)
        plain = re.sub(r"\D", "", digits[1]) if digits else ""
        if plain and len(plain) <= 12:
            fields.tell("sales", int(plain), how=pair.how, box=pair.box)
    elif is_rating(pair.value):
        fields.tell(pair.field, pair.value, how=pair.how, box=pair.box)


def _titled(layout: Layout, around: Spans, fields: Telling) -> None:
    """Figures that a title explains on hovering, as `<span title="Successful transactions">(330)</span>`."""
    for box in layout.boxes:
        title = box.attrs.get("title", "") if box.attrs and box.flat and len(box.flat) <= _FIGURES else ""
        if not title or box.chrome or around.hold(box):
            continue
        name = field_of(title[:_LINE]) or field_of(" ".join(title.split()[:2]))
        figure = _FIGURE.match(box.flat)
        if figure and name == "sales" and name not in fields and figure[1].isdigit():
            fields.tell(name, int(figure[1]), how=How.LABEL, box=box)
        elif figure and name == "rating" and name not in fields and is_rating(figure[1]):
            fields.tell(name, figure[1], how=How.LABEL, box=box)


def _counted(layout: Layout, around: Spans, fields: Telling) -> None:
    """Sales and rating that a part of a line counts, as "640 sales", "Has made 1,874 sales." or "99% positive" do.

    Not "Dream: 34000 deals", which tells of another market.
    """
    wanted = {"sales", "rating"} - set(fields)
    for box in layout.boxes if wanted else ():
        if not 4 < len(box.flat) <= _LINE or box.chrome or around.hold(box) or not any(c.isdigit() for c in box.flat):
            continue
        for part in _PARTS.split(box.flat):
            sales, rated = _SALES.match(part), _RATED.match(part)
            if sales and "sales" not in fields and field_of(sales[2]) in ("sales", "sold"):
                fields.tell("sales", int(re.sub(r"\D", "", sales[1])), how=How.COUNTED, box=box)
            elif rated and "rating" not in fields and field_of(rated[2]) == "rating" and not _in_table(box):
                fields.tell("rating", rated[1], how=How.COUNTED, box=box)
        if wanted <= set(fields):
            return


def _in_table(box: Box) -> bool:
    """Whether it is a part of a table, whose heads may say that it is last month's or another market's."""
    return any(up.tag in ("td", "tr", "table") for up in (box, *islice(box.up(), _CELL)))


def _dated(layout: Layout, around: Spans, fields: Telling, order: Order) -> None:
    """Days that stand behind their label without a colon, as "Vendor since 3 March 2022"."""
    for name in ("member_since", "last_online"):
        if name not in fields:
            for run in layout.runs:
                told = len(run.text) <= 2 * _LINE and not run.box.chrome and any(c.isdigit() for c in run.text)
                day = _day_in(run.text, name, order) if told and not around.hold(run.box) else ""
                if day:
                    fields.tell(name, day, how=How.COUNTED, box=run.box)
                    break


def _day_in(text: str, name: str, order: Order) -> str:
    return next((day for part in _PARTS.split(text) if (day := _day_of(part, name, order))), "")


def _day_of(part: str, name: str, order: Order) -> str:
    found = date_in(part, order)
    label = _ARTICLE.sub("", part[: found[1]].strip(" :：")) if found else ""
    return found[0] if found and label and field_of(label) == name else ""


def _behind_name(layout: Layout, name: str, fields: Telling) -> None:
    """The count that a site puts behind a vendor's name, as "leafyard (312)"."""
    for box in headings(layout):
        match = _BEHIND.match(box.flat[len(name) :]) if box.flat.startswith(name) and not box.chrome else None
        if match:
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
    return _in_both(layout) or next((one for one in shown if len(one.text.split()) == 1), None) or _in_title(layout)


def _in_title(layout: Layout) -> Told | None:
    """The short text among the page's first that is a part of its title, where no heading names anybody."""
    parts = {squeeze(part) for part in SEPARATOR.split(layout.title) if part and len(part) <= _NAME}
    for run in layout.runs[:_FIRST] if len(parts) > 1 else ():
        named = squeeze(run.text) in parts and not run.box.chrome and run.box.tag != "a"
        if named and not (field_of(run.text) or TERMS.match(run.text)):
            return Told(run.text, How.SHOWN, run.box)
    return None


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
