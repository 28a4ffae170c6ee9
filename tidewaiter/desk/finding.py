"""What the desk finds, whoever asks: a question as it is meant, and the hits with all that is shown of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp import names
from nlp.substances import classes
from pipelines.index import entries
from tidewaiter.desk.session import Session
from tidewaiter.model.mention import Mention
from tidewaiter.model.sighting import TEXT_FIELDS, text_of
from tidewaiter.search import Entry, Hits, Question, highlight
from tidewaiter.search.highlight import Excerpt
from tidewaiter.search.question import understand
from tidewaiter.search.question.expansion import with_members, with_names
from tidewaiter.search.question.tree import Node
from tidewaiter.store.database.rates import INTO
from tidewaiter.store.database.records import Kept, mentions


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a page, in their order, with all that is shown of them."""

    kept: Sequence[Kept]
    mentions: Mapping[str, Sequence[Mention]]
    entries: Mapping[str, Entry]


def read(text: str, *, expand: bool = False) -> tuple[Node | None, list[str]]:
    """The question with the substances of each class, their names where that is asked for, and what is told of it."""
    understood = understand(text)
    meant = with_members(understood.words, "drug", classes())
    notes = [*understood.notes, *meant.notes]
    if not (expand or understood.expand):
        return meant.words, notes
    wide = with_names(meant.words, _names())
    return wide.words, [*notes, *wide.notes]


def of_classes(drugs: Sequence[str]) -> list[str]:
    """These, each class with its substances."""
    return [name for drug in drugs for name in (drug, *classes().get(drug.casefold(), ()))]


def noted(here: Session, question: Question, hits: Hits, said: str) -> None:
    """Enter the search in the ledger: its words as they were understood, its filters, how many it found."""
    filters = {name: list(values) for name, values in question.any_of.items()}
    here.note("search", question=said, filters=filters, found=hits.total)


def load(here: Session, ids: Sequence[str]) -> Found:
    """What is shown of these records."""
    kept, known = entries(here.database, ids, lambda text: None)
    with here.database.read() as rows:
        said = mentions(rows, kept)
    return Found(kept, said, {one.id: one for one in known})


def excerpt(kept: Kept, words: Node | None, *, letters: int) -> Excerpt:
    """The piece of its text that the words match first."""
    fields = kept.record.fields
    return highlight(text_of(kept.record.kind, fields), words, letters=letters, title=_title(kept))


def words_in(text: str, words: Node | None, *, letters: int) -> Excerpt:
    """The beginning of a text, with what the words match in it."""
    found = highlight(text[:letters], words, letters=letters)
    return found if len(text) <= letters else Excerpt(found.text + "…", found.spans)


def headline(kept: Kept) -> str:
    """What a record is called: its title, else its text, else its key."""
    return kept.columns.title or str(kept.record.fields.get("text", "")) or kept.record.key


def priced(kept: Kept, known: Entry | None) -> str:
    """As the page states it, else as its text does; with what it is worth where that is another currency's amount."""
    if known is None or known.price is None:
        return f"{kept.record.fields.get('price', '')} {kept.record.fields.get('currency', '')}".strip()
    stated = f"{known.price:f} {known.currency}".strip()
    if known.worth is not None and known.currency != INTO:
        stated += f" = {cents(known.worth)} {INTO}"
    each = a_gram(known)
    return f"{stated}, {each} a gram" if each else stated


def a_gram(known: Entry) -> str:
    """The price of a gram, as reckoned where there is a rate; "" where none is known."""
    if known.unit_worth is not None:
        return f"{cents(known.unit_worth)} {INTO}"
    return "" if known.unit_price is None else f"{cents(known.unit_price)} {known.currency}"


def cents(amount: Decimal) -> str:
    return f"{amount:.2f}" if amount >= 1 else f"{amount:.4g}"


def values(said: Sequence[Mention], kind: str) -> list[str]:
    """What asserted mentions of a kind say, each once."""
    return list(dict.fromkeys(str(m.value) for m in said if m.kind == kind and m.status == "asserted"))


def _names() -> Mapping[str, tuple[str, ...]]:
    """Classes by their substances, then substances by their names: what both have is the substance's."""
    known = names()
    grouped = {kind: tuple(one for one in members if one in known) for kind, members in classes().items()}
    return {**grouped, **known}


def _title(kept: Kept) -> str:
    """What of the text the index holds as the title: the first of its fields, where that is one."""
    first = TEXT_FIELDS[kept.record.kind][0]
    stated = kept.record.fields.get(first) if first in {"title", "name"} else None
    return stated if isinstance(stated, str) else ""
