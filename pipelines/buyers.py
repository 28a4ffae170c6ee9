"""Names of buyers become keyed hashes before database and index. The capture keeps the original.

The key is the workspace's own, so that one buyer's reviews of one source can be told to belong together, and nobody
without the key can find a name by trying.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import replace

from tidewaiter.model.mention import Mention, MentionKind
from tidewaiter.model.sighting import Kind, Sighting

MARK = "buyer:"
_LETTERS = 16  # 64 bits: enough to tell a source's buyers apart


def pseudonym(source: str, name: str, key: bytes) -> str:
    """The same for a name however it is cased, and different on every source."""
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    said = f"{len(source)}:{source}{plain}".encode("utf-8", "surrogatepass")
    return MARK + hmac.new(key, said, hashlib.sha256).hexdigest()[:_LETTERS]


def sells(mentions: Iterable[Mention]) -> bool:
    """Whether a post offers: a drug that is offered, with a price, an origin, or a way to be reached."""
    kinds = {said.kind for said in mentions if said.kind is not MentionKind.DRUG or said.more.get("role") == "offered"}
    return MentionKind.DRUG in kinds and bool(kinds & _OF_AN_OFFER)


def _unnamed(sighting: Sighting, key: bytes) -> Sighting:
    """A message of a chat that may be named after a person: the chat without its name, in the key too."""
    chat, _, number = sighting.key.partition("#")
    name = sighting.fields.get("channel")
    fields = dict(sighting.fields)
    if isinstance(name, str) and name:
        fields["channel"] = pseudonym(sighting.source, name, key)
    return replace(sighting, key=f"/c/{pseudonym(sighting.source, chat, key)}#{number}", fields=fields)


def member(sighting: Sighting, mentions: Iterable[Mention], *, key: bytes, sellers: Collection[str]) -> Sighting:
    """What the page of a member says, where everybody has one: without their name, in the address too, unless they
    sell. Keys, wallets and contacts stay: by them the page is found, if somebody who sells names the same."""
    name = sighting.fields.get("name")
    if sighting.kind is not Kind.VENDOR or not isinstance(name, str) or not name.strip():
        return sighting
    if name.casefold().strip() in sellers or sells(mentions):
        return sighting
    hidden_name = pseudonym(sighting.source, name, key)
    return replace(sighting, key=hidden_name, fields={**sighting.fields, "name": hidden_name})


_SAID_BY = ("author", "author_id", "signature")
_FIRST_SAID_BY = ("forwarded_from", "forwarded_id")
_NO_PERSON = ("channel", "chat")
HIDDEN_SENDER = "hidden"  # the platform's own word for one who does not let himself be named
_OF_AN_OFFER = {
    MentionKind.PRICE, MentionKind.SHIP_FROM, MentionKind.CONTACT, MentionKind.WALLET, MentionKind.PGP,
}  # fmt: skip


def hidden(sighting: Sighting, mentions: Iterable[Mention], *, key: bytes, sellers: Collection[str]) -> Sighting:
    """The sighting with its author's name hidden, unless they sell. `sellers` are known names, in small letters."""
    if sighting.kind not in {Kind.REVIEW, Kind.POST}:
        return sighting
    if sighting.fields.get("private"):
        sighting = _unnamed(sighting, key)
    author = sighting.fields.get("author")
    known = isinstance(author, str) and author.casefold().strip() in sellers
    sold = sighting.kind is Kind.POST and (known or sells(mentions))
    # Who first said what is passed on may be anybody; a channel is no person.
    passed_on = () if str(sighting.fields.get("forwarded_id", "")).startswith(_NO_PERSON) else _FIRST_SAID_BY
    named = {
        name: pseudonym(sighting.source, value, key)
        for name in (*(() if sold else _SAID_BY), *passed_on)
        if isinstance(value := sighting.fields.get(name), str) and value.strip() and value != HIDDEN_SENDER
    }
    return replace(sighting, fields={**sighting.fields, **named}) if named else sighting
