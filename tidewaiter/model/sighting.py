"""What one capture says: statements of a reader, and the sightings they become."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tidewaiter.model.ids import digest, sighting_id

# A field is text, a number, a flag or a list of texts. Amounts of money are text, so that no cent is lost.
FieldValue = str | int | float | bool | tuple[str, ...]
Fields = Mapping[str, FieldValue]


class Kind(StrEnum):
    """The kinds of sighting and record."""

    LISTING = "listing"
    VENDOR = "vendor"
    REVIEW = "review"
    POST = "post"


class Page(StrEnum):
    """The kinds of page. Those from `LOGIN` to `ERROR` hold no content and never yield a sighting."""

    LISTING = "listing"
    VENDOR = "vendor"
    REVIEW = "review"
    POST = "post"
    CATEGORY = "category"
    HOME = "home"
    LOGIN = "login"
    CAPTCHA = "captcha"
    QUEUE = "queue"
    SEIZURE = "seizure"
    ERROR = "error"


BARRIERS = frozenset({Page.LOGIN, Page.CAPTCHA, Page.QUEUE, Page.SEIZURE, Page.ERROR})
WALLS = BARRIERS - {Page.QUEUE, Page.ERROR}  # those that only a person gets past

# The fields of each kind, in the order in which a person reads them (contracts: `read --json`).
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.LISTING: (
        "title", "vendor", "price", "currency", "ships_from", "ships_to", "ships_to_excluded", "description",
        "category", "stock", "sold", "escrow", "rating", "url",
    ),
    Kind.VENDOR: ("name", "rating", "sales", "member_since", "last_online", "pgp", "description", "url"),
    Kind.REVIEW: ("author", "text", "date", "rating", "subject"),
    Kind.POST: ("author", "text", "date", "rating", "title", "url"),
}  # fmt: skip

# The fields whose text is searched and read by the extraction, in this order, joined by one newline.
TEXT_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.LISTING: ("title", "description"),
    Kind.VENDOR: ("name", "description", "pgp"),
    Kind.REVIEW: ("text",),
    Kind.POST: ("title", "text"),
}


def text_of(kind: Kind, fields: Fields) -> str:
    """The text of a sighting, in which the offsets of its mentions count: its stated text fields, joined by newline."""
    stated = (fields.get(name) for name in TEXT_FIELDS[kind])
    return "\n".join(value for value in stated if isinstance(value, str))


def cleaned(text: str) -> str:
    """Text as sightings hold it: NFC (so that offsets hold), no lone surrogate, no NUL."""
    sound = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return unicodedata.normalize("NFC", sound)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a reader found about one thing: only the fields that the page states (not stated differs from empty).

    `place` says where in the capture it stands, for a file that holds many.
    """

    kind: Kind
    key: str
    fields: Fields = field(repr=False)  # no name of a buyer may reach a log by way of a repr
    place: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An address a page leads to, and what kind of page a profile expects there (None: unknown).

    `priority` is the profile's: the higher is asked first.
    """

    url: str
    expects: Page | None = None
    text: str = ""
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of one capture; frozen.

    `reader` is the digest of the reader's code version and profile. `refresh` is a queue page's own waiting time in
    seconds. `notes` say what was odd (a wrong charset, a field that did not parse), for the profile's author.
    `candidates` are addresses of other onions and channels, for a person to approve, never followed. A file that holds
    more than one reading should is read in parts, `part` their number.
    """

    capture: str
    page: Page
    reader: str
    statements: tuple[Statement, ...] = field(default=(), repr=False)
    links: tuple[Link, ...] = ()
    refresh: int | None = None
    notes: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    part: int = 0


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one capture says of one listing, vendor, review or post; `place` is where in it, for a file of many."""

    source: str
    kind: Kind
    key: str
    capture: str
    captured_at: datetime
    mirror: str
    fields: Fields = field(default_factory=dict)
    place: str = ""

    @property
    def id(self) -> str:
        return sighting_id(self.source, self.kind, self.key, self.capture)

    @property
    def text(self) -> str:
        return text_of(self.kind, self.fields)

    @property
    def content(self) -> str:
        """A digest of what is said, without when and where: two sightings that say the same are equal in it."""
        return digest(*(f"{name}={self.fields[name]!r}" for name in sorted(self.fields)))
