"""Members of a forum: who sells is a vendor, who does not has no name in database and index."""

from __future__ import annotations

from datetime import timedelta

from tidewaiter.model.mention import MentionKind
from tidewaiter.model.sighting import Kind, Page, text_of
from tidewaiter.store.database import journal, leads, records
from tidewaiter.store.database.journal import Source
from tidewaiter.store.database.leads import Wanted


def test_a_member_of_a_forum_who_does_not_sell_is_no_vendor_and_has_no_name(home, statement):
    with home.database.write() as rows:
        journal.put_sources(rows, [Source("pier", kind="forum")])
    child = home.child("pier")
    offer = "Selling ketamine 5g for 90 EUR, ships from NL. Wickr: nightpier"
    child.page("/t/1", statement("/t/1#1", Kind.POST, author="Night Pier", text=offer), page=Page.POST)
    said = {"member_since": "2019-03-01", "description": f"quiet_owl only buys. PGP fingerprint {'A1B2C3D4' * 5}"}
    child.page("/user/quiet_owl", statement("/user/quiet_owl", Kind.VENDOR, name="quiet_owl", **said), page=Page.VENDOR)
    home.record(child)
    later = home.child("pier", at=child.at + timedelta(days=1))
    home.now += timedelta(days=1)
    later.page("/user/np", statement("/user/np", Kind.VENDOR, name="Night Pier", description="hello"), page=Page.VENDOR)
    shop = statement("/user/gull", Kind.VENDOR, name="Gull", description=offer)
    later.page("/user/gull", shop, page=Page.VENDOR)
    home.record(later)
    with home.database.read() as rows:
        found = {one.record.key: one for one in records.listed(rows, Kind.VENDOR)}
        mentions = records.mentions(rows, list(found.values()))
        about = {reason for one in leads.listed(rows, Wanted(rule="new-vendor")) for reason in one.lead.reasons}
    (hidden,) = [one for key, one in found.items() if key not in ("/user/np", "/user/gull")]
    assert {one.columns.title for one in found.values()} == {"Night Pier", "Gull", hidden.record.key}
    assert hidden.record.key.startswith("buyer:")
    assert hidden.record.fields["name"] == hidden.record.key
    assert hidden.columns.handle == ""
    (key,) = [said for said in mentions[hidden.record.id] if said.kind is MentionKind.PGP]
    text = text_of(Kind.VENDOR, hidden.record.fields)
    assert text[key.start : key.end] == key.raw
    assert not any("owl" in reason or "buyer:" in reason or "without a name" in reason for reason in about)


def test_on_a_market_a_vendors_page_is_a_vendors(home, statement):
    with home.database.write() as rows:
        journal.put_sources(rows, [Source("lanternfish", kind="market")])
    child = home.child()
    said = statement("/vendor/gull", Kind.VENDOR, name="Gull", description="hello")
    child.page("/vendor/gull", said, page=Page.VENDOR)
    home.record(child)
    with home.database.read() as rows:
        assert [one.columns.title for one in records.listed(rows, Kind.VENDOR)] == ["Gull"]
