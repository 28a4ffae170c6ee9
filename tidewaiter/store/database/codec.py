"""Sightings and mentions as rows, and back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping

from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.ids import record_id
from tidewaiter.model.mention import Mention, MentionKind, MentionValue, Status
from tidewaiter.model.offer import Offer, Part
from tidewaiter.model.sighting import TEXT_FIELDS, Fields, FieldValue, Kind, Sighting

Values = dict[str, Any]


def fields_out(fields: Fields) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}


def fields_in(kept: Mapping[str, Any]) -> dict[str, FieldValue]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}


def sighting_row(sighting: Sighting) -> Values:
    return {
        "id": sighting.id,
        "record": record_id(sighting.source, sighting.kind, sighting.key),
        "source": sighting.source,
        "kind": str(sighting.kind),
        "key": sighting.key,
        "capture": sighting.capture,
        "captured_at": sighting.captured_at,
        "mirror": sighting.mirror,
        "fields": fields_out(sighting.fields),
        "place": sighting.place,
        "withdrawn": False,
    }


def sighting_of(row: RowMapping) -> Sighting:
    return Sighting(
        source=row["source"],
        kind=Kind(row["kind"]),
        key=row["key"],
        capture=row["capture"],
        captured_at=row["captured_at"],
        mirror=row["mirror"],
        fields=fields_in(row["fields"]),
        place=row["place"],
    )


def plain(value: MentionValue) -> str:
    """A mention's value as text, for looking it up."""
    return "-".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


def field_at(sighting: Sighting, mention: Mention | Part) -> str:
    """The field of the sighting in which a mention begins."""
    if mention.place != "text":
        return mention.place
    offset = 0
    for name in TEXT_FIELDS[sighting.kind]:
        value = sighting.fields.get(name)
        if isinstance(value, str):
            offset += len(value) + 1
            if mention.start < offset:
                return name
    return "text"


def mention_row(sighting: Sighting, mention: Mention) -> Values:
    value = list(mention.value) if isinstance(mention.value, tuple) else mention.value
    return {
        "id": mention.id(sighting.id),
        "value": plain(mention.value),
        "sighting": sighting.id,
        "kind": str(mention.kind),
        "place": mention.place,
        "field": field_at(sighting, mention),
        "start": mention.start,
        "stop": mention.end,
        "raw": mention.raw,
        "worth": {
            "value": value, "score": mention.score, "more": dict(mention.more), "evidence": list(mention.evidence),
        },
        "status": str(mention.status),
        "rule": mention.rule,
        "withdrawn": False,
    }  # fmt: skip


def mention_of(row: RowMapping) -> Mention:
    worth = row["worth"]
    value = worth["value"]
    return Mention(
        kind=MentionKind(row["kind"]),
        start=row["start"],
        end=row["stop"],
        raw=row["raw"],
        value=(value[0], value[1]) if isinstance(value, list) else value,
        score=worth["score"],
        status=Status(row["status"]),
        rule=row["rule"],
        more=worth["more"],
        evidence=tuple(worth["evidence"]),
        place=row["place"],
    )


def offer_row(sighting: Sighting, offer: Offer) -> Values:
    amount = [str(one) for one in offer.amount] if isinstance(offer.amount, tuple) else str(offer.amount)
    return {
        "id": offer.id(sighting.id), "sighting": sighting.id, "field": field_at(sighting, offer.told_by),
        "drug": offer.drug or "", "unit": offer.unit, "price": offer.price, "currency": offer.currency or "",
        "unit_price": offer.unit_price, "status": str(offer.status),
        "worth": {
            "amount": amount, "score": offer.score, "evidence": list(offer.evidence),
            "parts": [[part.role, str(part.kind), part.start, part.end, part.raw, part.place] for part in offer.parts],
        },
    }  # fmt: skip


def offer_of(row: RowMapping) -> Offer:
    worth = row["worth"]
    amount = worth["amount"]
    return Offer(
        drug=row["drug"] or None,
        amount=(Decimal(amount[0]), Decimal(amount[1])) if isinstance(amount, list) else Decimal(amount),
        unit=row["unit"], price=row["price"], currency=row["currency"] or None,
        parts=tuple(Part(role, MentionKind(kind), *where) for role, kind, *where in worth["parts"]),
        evidence=tuple(worth["evidence"]), score=worth["score"], status=Status(row["status"]),
    )  # fmt: skip


def capture_row(capture: Capture) -> Values:
    """Without the entry of the ledger, which its writer adds."""
    return {
        "id": capture.id, "run": capture.run, "source": capture.source, "url": capture.url, "mirror": capture.mirror,
        "attempt": capture.attempt, "captured_at": capture.captured_at, "method": capture.method,
        "status": capture.status, "media_type": capture.media_type, "payload_sha256": capture.payload_sha256,
        "size": capture.size, "response": _member_out(capture.response), "request": _member_out(capture.request),
        "certificate": capture.certificate,
    }  # fmt: skip


def capture_of(row: RowMapping) -> Capture:
    return Capture(
        id=row["id"], run=row["run"], source=row["source"], url=row["url"], mirror=row["mirror"],
        attempt=row["attempt"], captured_at=row["captured_at"], method=row["method"], status=row["status"],
        media_type=row["media_type"], payload_sha256=row["payload_sha256"], size=row["size"],
        response=Member(**row["response"]), request=Member(**row["request"]), certificate=row["certificate"],
    )  # fmt: skip


def _member_out(member: Member) -> Values:
    return {"file": member.file, "offset": member.offset, "length": member.length, "sha256": member.sha256}
