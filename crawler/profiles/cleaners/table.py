"""The cleaners by name, and those a field has where its profile names none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crawler.profiles.cleaners import figures, words
from crawler.profiles.cleaners.money import money
from crawler.profiles.selectors import many, pattern

Value = str | int | float | bool


def _price(texts: list[str], meant: str = "") -> list[str]:
    """`amount currency` of each that states one; the reader parts them into two fields."""
    found = (money(said, meant) for said in texts)
    return [" ".join(pair) for pair in found if pair]


def _remove(texts: list[str], said: str) -> list[str]:
    away = pattern(said)
    return [away.sub("", text) for text in texts]


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the set: what it does, and whether it takes an argument ("no", "may", "must", or the words allowed)."""

    run: Callable[..., Sequence[Value]]
    argument: str | tuple[str, ...] = "no"


CLEANERS: Mapping[str, Kind] = {
    "text": Kind(words.text),
    "lines": Kind(words.lines),
    "join": Kind(words.join),
    "last": Kind(words.last),
    "lower": Kind(words.lower),
    "split": Kind(words.split, "may"),
    "after": Kind(words.after, "must"),
    "before": Kind(words.before, "must"),
    "drop": Kind(words.drop, "must"),
    "remove": Kind(_remove, "must"),
    "number": Kind(figures.number),
    "count": Kind(figures.count),
    "flag": Kind(figures.flag),
    "date": Kind(figures.date, ("dmy", "mdy")),
    "price": Kind(_price, "may"),
}


@dataclass(frozen=True, slots=True)
class Cleaner:
    """A cleaner as a profile asks for it."""

    name: str
    argument: str = ""
    run: Callable[..., Sequence[Value]] = field(compare=False, repr=False, default=words.text)

    def __call__(self, texts: list[str]) -> Sequence[Value]:
        return self.run(texts, self.argument) if self.argument else self.run(texts)


def cleaner(said: Any) -> Cleaner:
    """`number`, or `{after: Ships from}`; ValueError where the set has no such cleaner."""
    if isinstance(said, Mapping) and len(said) == 1:
        name, argument = next(iter(said.items()))
    else:
        name, argument = said, ""
    if not isinstance(name, str) or not isinstance(argument, str):
        raise ValueError("a cleaner is a word, or one word with its argument, as in {after: Ships from}")
    kind = CLEANERS.get(name)
    if kind is None:
        raise ValueError(f"unknown cleaner {name!r}; there are {', '.join(CLEANERS)}")
    _check_argument(name, argument, kind.argument)
    if name == "remove":
        pattern(argument)
    return Cleaner(name, argument, kind.run)


def _check_argument(name: str, argument: str, allowed: str | tuple[str, ...]) -> None:
    if allowed == "must" and not argument:
        raise ValueError(f"the cleaner {name!r} needs an argument, as in {{{name}: ...}}")
    if allowed == "no" and argument:
        raise ValueError(f"the cleaner {name!r} takes no argument")
    if isinstance(allowed, tuple) and argument and argument not in allowed:
        raise ValueError(f"the cleaner {name!r} takes {' or '.join(allowed)}, not {argument!r}")


def cleaners(said: object) -> object:
    return [said] if isinstance(said, Mapping) else many(said)


_TEXT, _LINES, _NUMBER = (cleaner("text"),), (cleaner("lines"),), (cleaner("number"),)
_LIST = (cleaner("split"), cleaner("text"))
DEFAULTS: Mapping[str, tuple[Cleaner, ...]] = {
    "description": _LINES,
    "text": _LINES,
    "pgp": _LINES,
    "ships_to": _LIST,
    "ships_to_excluded": _LIST,
    "price": (cleaner("price"),),
    "sold": _NUMBER,
    "sales": _NUMBER,
    "stock": _NUMBER,
    "date": (cleaner("text"), cleaner("date")),
    "member_since": (cleaner("text"), cleaner("date")),
    "last_online": (cleaner("text"), cleaner("date")),
}
PLAIN = _TEXT
