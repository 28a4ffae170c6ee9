"""Templates to HTML. Everything that a template puts out is escaped, and shows what would hide or turn text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tidewaiter.desk.web.asking import Ask, Page, address
from tidewaiter.model.person import Act, may
from tidewaiter.model.plain import line, plain
from tidewaiter.model.times import stamp


def render(ask: Ask | None, page: Page) -> str:
    """The page as this person sees it; without an ask as anybody does."""
    person = ask.visit.person if ask and ask.visit else None
    facts: Mapping[str, object] = {
        "person": person, "form_token": ask.form_token if ask else "", "asides": ask.asides if ask else (),
        "here": ask.address if ask else "/",
        "may": lambda act: person is not None and may(person, Act(act)),
    }  # fmt: skip
    return environment().get_template(page.template).render(**facts, **page.facts)


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("tidewaiter.desk.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_shown,
    )  # fmt: skip
    made.filters.update(marked=marked, exact=exact, cut=line, day=_day, minute=_minute, stamp=stamp, part=_part)
    made.globals.update(address=address, _=lambda text: text)
    return made


def marked(text: str, spans: Sequence[tuple[int, int]]) -> Markup:
    """The text with these spans set off; all of it escaped first."""
    out, at = Markup(), 0
    for start, end in spans:
        out += escape(plain(text[at:start])) + Markup("<mark>") + escape(plain(text[start:end])) + Markup("</mark>")
        at = end
    return out + escape(plain(text[at:]))


def exact(text: object) -> Markup:
    """Escaped, and otherwise letter by letter: for values of forms, which must come back as they went out."""
    return Markup(escape(str(text)))


def _shown(value: object) -> object:
    return value if isinstance(value, Markup) else plain(value)


def _part(text: object) -> str:
    """As a part of an address."""
    return quote(str(text), safe="")


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _minute(at: datetime) -> Markup:
    """A time to the minute, UTC, which the browser's script also says in its own zone."""
    return Markup('<time datetime="{}">{}</time>').format(stamp(at), f"{at:%Y-%m-%d %H:%M}")
