"""What a profile says: frozen values, both the schema (pydantic checks them at the border) and what readers use.

An unknown key is an error; so is an unknown cleaner and a selector or pattern that does not compile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Field, InstanceOf

from crawler.profiles.cleaners import Cleaner, cleaner, cleaners
from crawler.profiles.selectors import CssList, Find, Pattern, PatternList, TextList, XPathList
from crawler.profiles.words import Age, Hours, Origin, Slug
from tidewaiter.model.run import Expectations
from tidewaiter.model.sighting import Kind, Page

_STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)
Cleaners = Annotated[tuple[Annotated[InstanceOf[Cleaner], BeforeValidator(cleaner)], ...], BeforeValidator(cleaners)]


def _as_css(said: object) -> object:
    return {"css": said} if isinstance(said, str | list) else said


def _as_link(said: object) -> object:
    """`page` and `part` are words; a mapping says where the key is found."""
    return {"of": said} if isinstance(said, str) else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """What to select: CSS or XPath alternatives; the first that finds something wins."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    css: CssList = ()
    xpath: XPathList = ()

    @property
    def finds(self) -> tuple[Find, ...]:
        return self.css + self.xpath


@dataclass(frozen=True, slots=True, kw_only=True)
class Locate(Select):
    """An address, or a number, in the page: an element's link, or a text. `pattern` keeps a part of it, and `path` says
    where that part stands in an address, as in `/user/{}`."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    pattern: Pattern | None = None
    path: Annotated[str, Field(pattern=r"^/[^{}]*\{\}[^{}]*$")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """Where a field's text is found, and how it is cleaned.

    Alternatives are tried in the order css, xpath, row; the first that leaves something after cleaning wins. `row`
    names a label of the statement's `rows`. `pattern` keeps its first group (or its whole match) of each text; alone it
    reads the whole block's text. Without `clean` the field's own cleaners are used.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    css: CssList = ()
    xpath: XPathList = ()
    row: TextList = ()
    pattern: Pattern | None = None
    clean: Cleaners | None = None

    @property
    def said(self) -> str:
        """Its selectors as the profile writes them, for a note that they no longer match."""
        rows = [f"row {label}" for label in self.row]
        return " | ".join([find.said for find in self.css + self.xpath] + rows) or str(
            self.pattern and self.pattern.pattern
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Label and value pairs: in each `each`, `label` and `value`.

    Without `value` the value is the text after the label; without `label` the text is parted at its first colon."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    each: Annotated[Select, BeforeValidator(_as_css)]
    label: Annotated[Select, BeforeValidator(_as_css)] | None = None
    value: Annotated[Select, BeforeValidator(_as_css)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRule:
    """What names the thing: the page's own address (`page`); a hash of what it says, on this page (`part`); the address
    that `link` selects; or the page's address and what `number` selects. With `link`, `part` and `number` belong to the
    thing that it leads to instead of to the page."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    of: Literal["page", "part", "found"] = "found"
    link: Annotated[Locate, BeforeValidator(_as_css)] | None = None
    number: Annotated[Locate, BeforeValidator(_as_css)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRule:
    """A thing that a page speaks of: one for the page, or one for each block that `each` selects.

    `required` fields that are not found are noted, with their selectors.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    kind: Kind
    fields: Annotated[dict[str, Annotated[FieldRule, BeforeValidator(_as_css)]], Field(min_length=1)]
    each: Annotated[Select, BeforeValidator(_as_css)] | None = None
    key: Annotated[KeyRule, BeforeValidator(_as_link)] = KeyRule(of="page")
    rows: tuple[Rows, ...] = ()
    required: TextList = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """How a page is known. All that is given must hold; each entry of a list too.

    `url` is looked for in path and query; a saved page without address passes it if something else is given.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    url: PatternList = ()
    css: CssList = ()
    xpath: XPathList = ()
    absent: CssList = ()
    title: PatternList = ()
    text: PatternList = ()

    @property
    def by_address_alone(self) -> bool:
        return not (self.css or self.xpath or self.absent or self.title or self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """Links to follow: those selected whose path and query match `url`; to another host only with `other_hosts`."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    css: CssList = ()
    xpath: XPathList = ()
    url: Pattern | None = None
    expects: Page | None = None
    priority: Annotated[int, Field(ge=-100, le=100)] = 0
    other_hosts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRule:
    """One kind of page. The first rule whose `when` holds reads the page.

    `address` selects the page's own address for saved files that have none. `refresh` is the waiting time of a queue.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    page: Page
    when: When
    statements: tuple[StatementRule, ...] = ()
    follow: tuple[Follow, ...] = ()
    address: Annotated[Locate, BeforeValidator(_as_css)] | None = None
    refresh: Annotated[FieldRule, BeforeValidator(_as_css)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A key rewritten: `pattern` must match all of it; `key` may name its groups as in \\1."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    pattern: Pattern
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """How gently a source is asked. Times of day are UTC; without `active_hours` it is asked at any hour."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    delay: Annotated[float, Field(ge=0, le=3600)] = 2.0
    jitter: Annotated[float, Field(ge=0, le=1)] = 0.5
    concurrency: Annotated[int, Field(ge=1, le=64)] = 2
    max_pages: Annotated[int, Field(ge=1)] = 20_000
    max_minutes: Annotated[int, Field(ge=1)] = 720
    max_depth: Annotated[int, Field(ge=1, le=1000)] = 200  # a category is often reached by "next" alone
    retries: Annotated[int, Field(ge=0, le=20)] = 3
    active_hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """After how long a page of a kind is asked again; pages of a kind not named here by the schedule's own rule."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    listing: Age | None = None
    vendor: Age | None = None
    review: Age | None = None
    post: Age | None = None
    category: Age | None = None
    home: Age | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What a healthy run looks like; becomes `tidewaiter.model.run.Expectations`."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    at_least: Mapping[Kind, Annotated[int, Field(ge=0)]] = field(default_factory=dict)
    filled: Mapping[str, Annotated[float, Field(ge=0, le=100)]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One source: facts and selectors, never an authority. Without `pages` nobody has described it yet, and the generic
    reader reads it.

    `digest` is of what the file says, whatever its comments and the order of its keys; `load` gives it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    source: Slug
    title: Annotated[str, Field(min_length=1, max_length=200)]
    kind: Literal["market", "shop", "forum", "channel", "group"]
    pages: tuple[PageRule, ...] = ()
    languages: TextList = ()
    mirrors: tuple[Origin, ...] = ()
    start: TextList = ("/",)
    cadence: Age = timedelta(days=1)
    politeness: Politeness = Politeness()
    revisit: Revisit = Revisit()
    follow: tuple[Follow, ...] = ()
    aliases: tuple[Alias, ...] = ()
    expects: Annotated[Expect, Field(alias="expect")] = Expect()
    notes: str = ""
    digest: str = ""

    @property
    def expect(self) -> Expectations:
        at_least = {str(kind): least for kind, least in self.expects.at_least.items()}
        reads = frozenset(
            f"{rule.page}/{said.kind}.{name}"
            for rule in self.pages
            for said in rule.statements
            for field_ in said.fields
            for name in ((field_, "currency") if field_ == "price" else (field_,))
        )
        return Expectations(at_least, self.expects.filled, reads=reads if self.pages else None)

    def revisit_age(self, page: Page) -> timedelta | None:
        """After how long a page of this kind is asked again, where the profile says."""
        return getattr(self.revisit, page.value, None)
