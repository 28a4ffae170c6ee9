"""A page of a board, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field

HOST = "http://lanternexampleonionaddressusedinthetestsofthisprojectx.onion"


@dataclass(frozen=True)
class Post:
    """Who said what, when; the date as the reader words it, "" where the page states none."""

    author: str
    date: str
    text: str
    number: str = ""


@dataclass(frozen=True)
class Review:
    author: str
    date: str
    text: str
    rating: str | int | float = ""
    subject: str = ""


@dataclass(frozen=True)
class Sheet:
    """One page of one software. A page that says nothing has neither posts nor reviews."""

    name: str
    path: str
    html: str | bytes
    title: str = ""
    posts: list[Post] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    media: str = "text/html"

    @property
    def url(self) -> str:
        return HOST + self.path

    @property
    def body(self) -> bytes:
        return self.html.encode() if isinstance(self.html, str) else self.html


def page(body: str, title: str, language: str = "en", *, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'
