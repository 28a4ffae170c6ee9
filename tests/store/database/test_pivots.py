"""Keys, wallets and contacts, and the records that name them; what was doubted; what was visited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from tidewaiter.model.ids import record_id
from tidewaiter.model.mention import Mention, MentionKind, Status
from tidewaiter.model.sighting import Kind, Sighting
from tidewaiter.store.database import Columns, Database, Derive, Seen, captures, doubts, pivots
from tidewaiter.store.database.folding import append
from tidewaiter.store.database.pivots import pivot_of
from tidewaiter.store.database.visits import visits

WHEN = datetime(2026, 11, 24, tzinfo=timezone.utc)
KEY = "0123456789ABCDEF" * 2 + "01234567"


def said(kind: MentionKind, value: object, status: Status = Status.ASSERTED, **more: object) -> Mention:
    return Mention(kind, 0, 1, "x", value, 0.9, status, "r", more)  # type: ignore[arg-type]


def seen(source: str, capture: str, key: str, *mentions: Mention, kind: Kind = Kind.VENDOR, days: int = 0,
         **fields: object) -> Seen:  # fmt: skip
    at = WHEN + timedelta(days=days)
    return Seen(Sighting(source, kind, key, capture, at, "http://a.onion", fields), mentions)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mention", "pivot"),
    [
        (said(MentionKind.PGP, KEY), ("pgp", KEY)),
        (said(MentionKind.PGP, KEY[-16:]), ("pgp", KEY[-16:])),
        (said(MentionKind.PGP, "89ABCDEF"), None),  # a short key id is forged in minutes
        (said(MentionKind.WALLET, "1Boat"), ("wallet", "1Boat")),
        (said(MentionKind.WALLET, "1Boat", Status.SUSPECTED), None),
        (said(MentionKind.CONTACT, "gull", service="telegram"), ("contact", "telegram:gull")),
        (said(MentionKind.CONTACT, "gull", service="wickr"), ("contact", "wickr:gull")),
        (said(MentionKind.CONTACT, "gull"), ("contact", ":gull")),
        (said(MentionKind.DRUG, "mdma"), None),
        (said(MentionKind.PGP, 7), None),
    ],
)
def test_what_links_records(mention: Mention, pivot: tuple[str, str] | None) -> None:
    assert pivot_of(mention) == pivot


def test_only_what_is_new_is_looked_at_again(database: Database, enter: Callable[..., None], plain: Derive) -> None:
    key = said(MentionKind.PGP, KEY)
    with database.write() as rows:
        enter(rows, ["a1", "a2"], source="a")
        enter(rows, ["b1"], source="b", at=WHEN)
        assert append(rows, [seen("a", "a1", "/v", key, name="Gull")], plain).pivots == (("pgp", KEY),)
        assert append(rows, [seen("a", "a2", "/v", key, name="Gull", days=1)], plain).pivots == ()
        assert append(rows, [seen("b", "b1", "/w", key, name="Tern", days=2)], plain).pivots == (("pgp", KEY),)
        found = pivots.holders(rows, [("pgp", KEY), ("pgp", "unknown"), ("wallet", KEY)])
        assert {pivot: [one.title for one in named] for pivot, named in found.items()} == {
            ("pgp", KEY): ["Gull", "Tern"]
        }
        ids = [one.record for one in found["pgp", KEY]]
        assert pivots.of_records(rows, ids) == [("pgp", KEY)]


def test_the_keys_of_a_page_are_told_in_the_order_of_its_captures(
    database: Database, enter: Callable[..., None], plain: Derive
) -> None:
    first, second = said(MentionKind.PGP, KEY), said(MentionKind.PGP, "B" * 40)
    weak, short = said(MentionKind.PGP, "C" * 40, Status.SUSPECTED), said(MentionKind.PGP, "89ABCDEF")
    with database.write() as rows:
        enter(rows, ["a1", "a2", "a3"], source="a")
        append(rows, [seen("a", "a3", "/v", second, days=3), seen("a", "a2", "/v", weak, short, days=2)], plain)
        append(rows, [seen("a", "a1", "/v", first, days=1), seen("a", "a1", "/w", second)], plain)
        record = record_id("a", Kind.VENDOR, "/v")
        assert pivots.keys_over_time(rows, [record]) == {
            record: [
                pivots.Named(WHEN + timedelta(days=1), "http://a.onion", frozenset({KEY})),
                pivots.Named(WHEN + timedelta(days=3), "http://a.onion", frozenset({"B" * 40})),
            ]
        }


def test_a_key_that_many_names_give_is_nobodys(database: Database, enter: Callable[..., None], plain: Derive) -> None:
    markets, own = said(MentionKind.PGP, KEY), said(MentionKind.PGP, "B" * 40)
    names = ("Gull", "Tern", "Heron", "Auk")
    with database.write() as rows:
        enter(rows, ["a1"], source="a")
        append(rows, [seen("a", "a1", f"/{name}", markets, own if name == "Auk" else markets, name=name) for name in names],
               lambda kind, fields: Columns(title=str(fields["name"]), handle=str(fields["name"]).lower()))  # fmt: skip
        assert pivots.shared(rows, [KEY, "B" * 40, "unknown"], most=3) == {KEY}
        assert pivots.shared(rows, [KEY], most=4) == frozenset()


def test_vendors_know_whether_a_first_run_found_them(
    database: Database, enter: Callable[..., None], plain: Derive
) -> None:
    with database.write() as rows:
        enter(rows, ["a1"], source="a")
        changed = append(rows, [
            seen("a", "a1", "/v", name="Gull"), seen("a", "a1", "/x", name="Tern"),
            seen("a", "a1", "/l", kind=Kind.LISTING, title="no vendor"),
        ], plain).changed  # fmt: skip
        found = pivots.naming(rows, sorted(changed))
        assert sorted((one.title, one.first) for one in found) == [("Gull", True), ("Tern", True)]
        firsts = pivots.first_naming(rows, ["gull", "", "nobody"])
        assert {handle: (one.title, one.first) for handle, one in firsts.items()} == {"gull": ("Gull", True)}


def test_who_named_a_vendor_first_is_told_by_time_and_then_by_the_vendors_own(
    database: Database, enter: Callable[..., None], plain: Derive
) -> None:
    def named(kind: Kind, **fields: object) -> Columns:
        name = str(fields.get("name") or fields.get("vendor") or "")
        return Columns(title=str(fields.get("title", "")), vendor=name, handle=name.lower())

    with database.write() as rows:
        for source, ids in (("a", ["a1", "a2"]), ("b", ["b1"])):
            enter(rows, ids, source=source)
        append(rows, [
            seen("b", "b1", "/v", name="Gull", days=2),
            seen("a", "a2", "/l", kind=Kind.LISTING, title="5g", vendor="GULL", days=1),
            seen("a", "a2", "/m", kind=Kind.LISTING, title="6g", vendor="Tern", days=1),
            seen("a", "a2", "/t", name="Tern", days=1),
            seen("a", "a2", "/r", kind=Kind.REVIEW, text="fine", days=0),
        ], lambda kind, fields: named(kind, **fields))  # fmt: skip
        firsts = pivots.first_naming(rows, ["gull", "tern"])
        assert {handle: (one.source, one.kind, one.name) for handle, one in firsts.items()} == {
            "gull": ("a", "listing", "GULL"), "tern": ("a", "vendor", "Tern"),
        }  # fmt: skip


def test_doubts_are_entered_once_and_listed_newest_first(database: Database) -> None:
    with database.write() as rows:
        rejected = [
            doubts.Rejection("c1", "r1", "no key", WHEN),
            doubts.Rejection("c2", "r1", "odd", WHEN + timedelta(1)),
        ]
        away = [doubts.Quarantined("c1", "r1", "line 3", WHEN, "host", 7)]
        for _ in range(2):
            doubts.reject(rows, rejected)
            doubts.put_away(rows, away)
        doubts.reject(rows, [])
        doubts.put_away(rows, [])
        assert doubts.rejections(rows) == rejected[::-1]
        assert doubts.put_away_list(rows) == away


def test_visits_count_a_things_own_page(database: Database, enter: Callable[..., None], plain: Derive) -> None:
    with database.write() as rows:
        enter(rows, ["c1", "c2", "c3", "card"], source="a")
        append(rows, [
            seen("a", "c1", "/l", kind=Kind.LISTING, price="1"), seen("a", "c2", "/l", kind=Kind.LISTING, days=1, price="1"),
            seen("a", "c3", "/l", kind=Kind.LISTING, days=2, price="2"),
            seen("a", "card", "/l", kind=Kind.LISTING, days=3, price="3"),
        ], plain)  # fmt: skip
        captures.mark_read(rows, dict.fromkeys(("c1", "c2", "c3"), ("listing", "r")), "l")
        captures.mark_read(rows, {"card": ("category", "r")}, "l")
        (one,) = visits(rows, "a", "listing")
        assert (one.key, one.visits, one.changes, one.last) == ("/l", 3, 1, WHEN + timedelta(days=2))
        assert list(visits(rows, "a", "vendor")) == []
