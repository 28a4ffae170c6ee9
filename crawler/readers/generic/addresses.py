"""What an address says of its page: a listing, a vendor, an act (buy, log in), or nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote_plus, urlsplit

_WORD = re.compile(r"[a-z]+|\d+|[^\W\d_]+", re.IGNORECASE)
_LISTING = frozenset(
    "product products item items listing listings offer offers ad ads goods viewproduct viewlisting viewitem "
    "productdetails prod lot sku itemview produkt artikel produit producto prodotto barang tovar sanpham goods oferta "
    "ogloszenie anuncio annonce anzeige aanbieding advertentie produto produkty towar mathang shouhin shangpin article "
    "articolo angebot inserat offre oferty".split()
)
_VENDOR = frozenset(
    "vendor vendors v user users u profile profiles seller sellers merchant member members store stores shop vend "
    "viewvendor viewuser viewprofile contactmember showuser userinfo memberlist verkaeufer haendler vendeur vendedor "
    "prodavec penjual nguoiban sprzedawca verkoper verkopers verkaufer vendeurs venditore vendedores boutique "
    "tienda loja negozio winkel toko prodavets seller_id shangjia nhaban perfil profil profilo perfiles usuario "
    "benutzer utilisateur nutzer anbieter magazin magazyn gianhang".split()
)
# What shop software puts before everything: vendors only where the address names nothing else.
_PREFIXES = frozenset("shop store stores boutique tienda loja negozio toko winkel".split())
_THREAD = frozenset("thread threads topic topics viewtopic showthread discussion t tid board bbs post posts".split())
_CATEGORY = frozenset(
    "category categories cat c search browse section catalog catalogue kategorie categorie categoria danhmuc kategori "
    "forum forums viewforum forumdisplay list collection collections kategoria kategorii rubrique rubrik danhmuc "
    "productcategory categorieproduit produktkategorie recherche suche szukaj buscar zoeken cerca poisk timkiem".split()
)
_ACTS = frozenset(
    "login logout signin signup register cart basket checkout buy order orders message messages msg pm inbox "
    "report favorite favorites favourite addfavorite wishlist balance wallet deposit withdraw support ticket faq help "
    "rules settings account myprofile myinfo terms sort rss feed reply quote edit delete newmsg notification "
    "notifications dispute disputes affiliate forgot captcha donate compare share print contact block addblock follow "
    "alert markalert".split()
)


# Parameters by which one script is told what to show, as `?p=item&id=3` and `?route=product/category`.
_SHOWS = frozenset("p page act action do a mod m view v route module section show op cmd go".split())
_SHOWN = re.compile(r"^[A-Za-z]{3,20}(?:(?:[/_-]|%2[Ff])[A-Za-z]{2,20}){0,3}$")


def sound(url: str) -> str:
    """The address, "" where it cannot be one."""
    try:
        return url if urlsplit(url) else ""
    except ValueError:
        return ""


@lru_cache(maxsize=20_000)
def words_of(href: str) -> tuple[str, ...]:
    """The words of an address's path and parameter names, in lower case, last ones last."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ()
    names = "/".join(_told(pair) for pair in parts.query.split("&"))
    path = re.sub(r"\.(?:php|html?|aspx?|jsp|cgi)\b", "", unquote_plus(parts.path))
    return tuple(_WORD.findall(f"{path}/{names}".lower()[:400]))


def _told(pair: str) -> str:
    """What a parameter says of the page: its name, and of one that tells a script what to show the word it gives."""
    name, _, value = pair.partition("=")
    if name.lower() in _SHOWS and _SHOWN.match(value):
        return unquote_plus(value).rpartition("/")[2]
    return name


def _joined(href: str) -> list[str]:
    """Parts of two words as one, as "san-pham"."""
    parts = (_WORD.findall(part) for part in urlsplit(href).path.lower()[:200].split("/"))
    return ["".join(words) for words in parts if len(words) == 2]


@lru_cache(maxsize=20_000)
def pattern_of(href: str) -> str:
    """The address with what names one thing taken out: links of one pattern lead to one kind of page."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    segments = [s for s in unquote_plus(parts.path).split("/") if s]
    last = len(segments) if parts.query else len(segments) - 1
    shown = [part if at < min(last, 2) and _is_word(part, first=at == 0) else "#" for at, part in enumerate(segments)]
    if len(segments) == 1 and not parts.query:
        shown = [re.sub(r"\d+|(?<=[-_]).+$", "#", segments[0])]
    names = sorted(_told(pair) for pair in parts.query.split("&") if pair)
    return f"{'/'.join(shown)}?{'&'.join(names)}"


def _is_word(segment: str, *, first: bool) -> bool:
    plain = segment.replace("_", "").replace(".", "")
    plain = plain.replace("-", "", 1) if first and len(segment) <= 24 else plain
    return plain.isascii() and plain.isalpha()


@lru_cache(maxsize=20_000)
def leads_to(href: str) -> str:
    """listing, vendor, thread, category, act, or "" by the words of the address."""
    words = words_of(href)
    if not words:
        return ""
    if any(w in _ACTS for w in words[:3]):
        return "act"
    for word in (*_joined(href), *(w for w in words[:4] if w not in _PREFIXES), *words[:4]):
        for name, known in (("vendor", _VENDOR), ("listing", _LISTING), ("thread", _THREAD), ("category", _CATEGORY)):
            if word in known:
                return name
    return ""


def names_none(href: str) -> bool:
    """Whether the address of a vendor's page names no vendor: it leads to a list of them, as `/vendors`."""
    words = words_of(href)
    return bool(words) and words[-1] in _VENDOR | {"list", "all", "top", "new"} and leads_to(href) == "vendor"


def slug_of(href: str) -> str:
    """The last part of an address's path or its last parameter: often the name of a vendor."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.query:
        return unquote_plus(parts.query.rpartition("=")[2])
    segments = [s for s in parts.path.split("/") if s]
    return unquote_plus(segments[-1]) if segments else ""
