"""What a word means to the lexicon: each row, what it needs to be believed, and what is known of its substance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from nlp.lexicon import Lexicon, Term
from nlp.lexicon.laid import meanings
from nlp.shadow import shadow
from nlp.substances import classes, substances
from tidewaiter.desk.cli.frame import out, print_json
from tidewaiter.desk.cli.plain import line, plain

_NEEDS = (
    "stands alone",
    "needs evidence",
    "needs evidence, a daily word too",
    "needs much evidence, everyday goods",
)
_ROOMS = ("drug", "method", "place", "context")


def tell(words: Sequence[str], lexicon: Lexicon, *, as_json: bool) -> None:
    """Each word's meanings, for a person or a program."""
    found = {word: _of(word, lexicon) for word in words}
    if as_json:
        print_json({
            "version": lexicon.version,
            "words": [{"word": word, "meanings": [_json(term) for term in terms]} for word, terms in found.items()],
        })  # fmt: skip
        return
    for word, terms in found.items():
        for text in _lines(word, terms):
            out.print(text)


def _of(word: str, lexicon: Lexicon) -> list[Term]:
    return [term for room in _ROOMS for term in meanings(lexicon, room, shadow(word.strip()))]


def _lines(word: str, terms: Sequence[Term]) -> Iterator[Text]:
    yield Text(line(word, 60), style="bold")
    for term in terms:
        needs = _NEEDS[term.ambiguity] if term.room == "drug" else ""
        yield Text.assemble(
            f"    {plain(term.canonical)}  {term.room} {term.kind}  ", (needs, "dim"), ("  " if needs else "", "dim"),
            (plain(term.where), "dim"),
        )  # fmt: skip
        if term.room == "drug" and (known := substances().get(term.canonical)) is not None:
            yield Text(f"        {known.said}", style="dim")
    if word.casefold() in classes():
        yield Text(f"    a class of substances: {', '.join(classes()[word.casefold()])}")
    elif not terms:
        yield Text("    no row has it; codes built by rule and names told by where they stand have none", style="dim")


def _json(term: Term) -> dict[str, object]:
    known = substances().get(term.canonical) if term.room == "drug" else None
    more = (
        {"class": known.kind, "cas": known.cas or None, "schedules": list(known.schedules)} if known is not None else {}
    )
    return {
        "canonical": term.canonical, "room": term.room, "kind": term.kind, "ambiguity": term.ambiguity,
        "language": term.language, "where": term.where, **more,
    }  # fmt: skip
