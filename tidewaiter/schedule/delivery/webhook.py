"""A letter posted to a webhook, signed, over verified TLS, to an address that the settings name."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import requests

from tidewaiter.model.plain import line
from tidewaiter.schedule.delivery.faults import DeliveryFailed
from tidewaiter.schedule.delivery.letter import Letter

if TYPE_CHECKING:
    from tidewaiter.schedule.delivery.places import Places

TIMEOUT = (5.0, 15.0)  # seconds to connect, and for the answer


def signature(key: bytes, delivery: str, body: bytes) -> str:
    """What the receiver compares with the header: HMAC-SHA256 over the delivery's id, a full stop, and the body."""
    return "sha256=" + hmac.new(key, delivery.encode() + b"." + body, hashlib.sha256).hexdigest()


def send(letter: Letter, places: Places, *, address: str, key: Path) -> None:
    """Raises DeliveryFailed for all but an answer of 2xx. No redirect is followed: it would lead elsewhere."""
    body, id_ = letter.json, letter.delivery.id
    try:
        signed = signature(key.read_bytes().strip(), id_, body)
        with requests.Session() as session:
            session.trust_env = False  # no proxy and no password that the environment may hold
            headers = {
                "Content-Type": "application/json", "User-Agent": "tidewaiter", "X-Tidewaiter-Delivery": id_,
                "X-Tidewaiter-Signature": signed,
            }  # fmt: skip
            with session.post(
                address, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False, stream=True,
                verify=places.ca or True,
            ) as answer:  # fmt: skip
                status = answer.status_code
    except (OSError, requests.RequestException) as fault:
        raise DeliveryFailed(f"the webhook: {line(fault, 200)}", where=urlsplit(address).hostname or "") from fault
    if not 200 <= status < 300:
        raise DeliveryFailed(f"the webhook answered {status}", where=urlsplit(address).hostname or "")
