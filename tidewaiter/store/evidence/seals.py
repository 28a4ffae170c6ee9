"""Seals: a signature over the ledger's head and the digests of all closed WARC files.

A seal protects only if a copy leaves the machine: whoever cuts the ledger's tail can cut a seal beside it too.
"""

from __future__ import annotations

import base64
import hashlib
import json
import textwrap
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tidewaiter.model.errors import EvidenceDamaged, StoreFailed
from tidewaiter.model.times import stamp
from tidewaiter.store.evidence.claims import DELETE, SEAL
from tidewaiter.store.evidence.disk import write_new
from tidewaiter.store.evidence.entries import canonical
from tidewaiter.store.evidence.keys import public_hex
from tidewaiter.store.evidence.ledger import Ledger
from tidewaiter.store.evidence.warc_files import SUFFIX

_BEGIN, _END = "-----BEGIN TIDEWAITER SEAL-----", "-----END TIDEWAITER SEAL-----"
_KEYS = ["head", "host", "key", "ledger_sha256", "seq", "signature", "tool", "warc", "when"]
_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class SealedFile:
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Seal:
    """`ledger_sha256` is of the current ledger file up to the end of entry `seq`; `key` is the signer's public key."""

    head: str
    seq: int
    host: str
    ledger_sha256: str
    warc: tuple[SealedFile, ...]
    tool: str
    when: str
    key: str
    signature: str = ""

    @property
    def signed(self) -> bytes:
        """The bytes that the signature is over."""
        return canonical({name: value for name, value in self._facts().items() if name != "signature"})

    @property
    def file(self) -> bytes:
        """The bytes of a seal's file."""
        return canonical(self._facts()) + b"\n"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.file).hexdigest()

    def holds(self) -> bool:
        """Whether the signature is that of the key it names."""
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key)).verify(
                bytes.fromhex(self.signature), self.signed
            )
        except (InvalidSignature, ValueError):
            return False
        return True

    def printed(self) -> str:
        """For paper, mail, or another custodian. `read_seal` takes it back."""
        packed = base64.b64encode(self.file).decode()
        rows = {
            "host": self.host, "when": self.when, "entries": f"1 to {self.seq}", "head": self.head,
            "ledger": self.ledger_sha256, "files": str(len(self.warc)), "key": self.key,
        }  # fmt: skip
        told = "\n".join(f"{name:<8} {value}" for name, value in rows.items())
        return f"Tidewaiter seal\n{told}\n{_BEGIN}\n{textwrap.fill(packed, 76)}\n{_END}\n"

    def _facts(self) -> dict[str, Any]:
        facts = {name: getattr(self, name) for name in _KEYS}
        facts["warc"] = [{"name": f.name, "size": f.size, "sha256": f.sha256} for f in self.warc]
        return facts


def read_seal(text: str | bytes) -> Seal:
    """From a seal's file or its printed form. Raises ValueError, saying why; does not prove the signature."""
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if _BEGIN.encode() in raw:
        packed = raw.partition(_BEGIN.encode())[2].partition(_END.encode())[0]
        raw = base64.b64decode(b"".join(packed.split()), validate=True)
    try:
        facts = json.loads(raw)
        seal = Seal(**(facts | {"warc": tuple(SealedFile(**one) for one in facts["warc"])}))
        same = seal.file == raw
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ValueError("no seal") from None
    texts = (seal.head, seal.host, seal.key, seal.ledger_sha256, seal.signature, seal.tool, seal.when)
    if not all(isinstance(value, str) for value in texts) or type(seal.seq) is not int:
        raise ValueError("no seal")
    if not same:
        raise ValueError("not in canonical form: the seal was altered")
    return seal


def seals_in(folder: Path) -> list[tuple[Path, Seal]]:
    """The folder's readable seals, in the order they were made."""
    found = []
    for path in sorted(folder.glob("seal-*.json")):
        with suppress(ValueError):
            found.append((path, read_seal(path.read_bytes())))
    return sorted(found, key=lambda one: one[1].seq)


def seal(ledger: Ledger, key: Ed25519PrivateKey, *, at: datetime, person: str, tool: str = "") -> Seal:
    """Sign the ledger's head and the files in `warc/` beside it, keep the seal in `seals/`, and enter that.

    A file sealed before is stated as it was sealed, not read again: so a later alteration is not sealed over.
    """
    folder = ledger.path.parent
    head = ledger.head()
    before = [seal for _, seal in seals_in(folder / "seals") if seal.holds() and seal.key == public_hex(key)]
    unsigned = Seal(
        head=head.hash, seq=head.seq, host=ledger.host, ledger_sha256=file_sha256(ledger.path, head.end),
        warc=_closed_files(ledger, before[-1] if before else None), tool=tool, when=stamp(at), key=public_hex(key),
    )  # fmt: skip
    made = Seal(**{name: getattr(unsigned, name) for name in _KEYS} | {"signature": key.sign(unsigned.signed).hex()})
    name = f"seal-{made.seq:010d}-{made.sha256[:8]}.json"
    try:
        (folder / "seals").mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):  # the same bytes: the digest is in the name
            write_new(folder / "seals" / name, made.file)
    except OSError as error:
        raise StoreFailed(f"cannot keep the seal: {error.strerror}", where=str(folder / "seals")) from error
    ledger.append(SEAL, at, person, file=name, sha256=made.sha256, sealed=made.seq, head=made.head, key=made.key)
    return made


def _closed_files(ledger: Ledger, last: Seal | None) -> tuple[SealedFile, ...]:
    after = last.seq if last else 0
    changed = {entry.facts.get("file") for entry in ledger.entries(after) if entry.action == DELETE}
    known = {file.name: file for file in (last.warc if last else ()) if file.name not in changed}
    # A sealed file that is gone stays in the next seal: verify must go on missing it.
    for path in sorted((ledger.path.parent / "warc").glob(f"*{SUFFIX}")):
        if path.name not in known:
            known[path.name] = SealedFile(path.name, path.stat().st_size, file_sha256(path))
    return tuple(known[name] for name in sorted(known))


def file_sha256(path: Path, stop: int | None = None) -> str:
    """Of the file, or of its first `stop` bytes."""
    whole, left = hashlib.sha256(), path.stat().st_size if stop is None else stop
    try:
        with open(path, "rb") as file:
            while left > 0 and (chunk := file.read(min(_READ, left))):
                whole.update(chunk)
                left -= len(chunk)
    except OSError as error:
        raise EvidenceDamaged(f"cannot be read: {error.strerror}", where=str(path)) from error
    return whole.hexdigest()
