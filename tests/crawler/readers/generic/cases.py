"""Invented pages, each with what it says. No name, address or goods in them is real."""

from __future__ import annotations

from dataclasses import dataclass, field

HOST = "http://lanternexampleonionaddressusedinthetestsofthisprojectx.onion"


@dataclass(frozen=True)
class Case:
    """A page in one software's style. `says` lists (kind, key, fields) of every statement, in any order."""

    name: str
    path: str
    html: str
    page: str
    says: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return HOST + self.path


def framed(body: str, title: str = "Lantern Market", language: str = "en") -> str:
    """The body in a site's usual frame: navigation, balances, a search form, exchange rates, a footer."""
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head><body>
<header><a href="/"><img src="/logo.png" alt="Lantern"></a>
 <nav><ul><li><a href="/home">Home</a></li><li><a href="/category/1">Cannabis</a></li><li><a href="/category/2">Pills</a></li>
 <li><a href="/orders">Orders</a></li><li><a href="/messages">Messages</a></li><li><a href="/logout">Logout</a></li></ul></nav>
 <div>Logged in as <a href="/user/watcher7">watcher7</a> | Balance: 0.00000000 BTC</div>
 <form action="/search"><input type="text" name="q" placeholder="Search"><select name="from"><option>Ships from</option>
 <option>Germany</option></select><input type="submit" value="Search"></form></header>
{body}
<footer><p>1 BTC = 61234.50 USD | 1 XMR = 155.20 USD</p><p>Server time: 2025-03-04 12:00</p><a href="/faq">FAQ</a></footer>
</body></html>"""
