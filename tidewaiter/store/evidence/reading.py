"""Captures read back from the WARC files, with every digest proven on the way."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from tidewaiter.model.capture import Capture, Member
from tidewaiter.model.errors import EvidenceDamaged, StoreFailed
from tidewaiter.store.evidence.framing import unpack
from tidewaiter.store.evidence.records import RecordReading, RecordSeen

# A name from a ledger or a spool is never more than a name: no folder, nothing hidden.
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class FarPlace(Protocol):
    """Holds WARC files elsewhere than in a folder."""

    def read(self, name: str, offset: int, length: int) -> bytes:
        """Raises FileNotFoundError."""


# Where a capture's WARC file may lie, in the order in which they are asked.
Places = Sequence[Path | FarPlace]


FILE_HEAD = 1 << 18  # bytes of a file's beginning: what a person looks at


@dataclass(frozen=True, slots=True)
class Captured:
    """One answer as received: `body` still carries the coding that its head names. `url` is what the record says."""

    url: str
    status_line: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    request_line: str
    request_headers: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...] = ()


def open_file(folders: Sequence[Path], name: str) -> BinaryIO:
    """The WARC file by its name. Give the spool's folder before the evidence folder: files move that way only."""
    if FILE_NAME.fullmatch(name):
        for folder in folders:
            try:
                return open(folder / name, "rb", buffering=1 << 17)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise StoreFailed(f"cannot open: {error.strerror}", where=str(folder / name)) from error
    raise EvidenceDamaged("the WARC file is not there", where=name, todo="look for it in a backup; run verify")


def read_member(folders: Places, member: Member) -> bytes:
    """The record's bytes, unpacked, once the member's SHA-256 is proven. Raises EvidenceDamaged."""
    parts: list[bytes] = []
    _unpack_proven(folders, member, parts.append)
    return b"".join(parts)


def read_record(folders: Places, member: Member, *, limit: int) -> RecordSeen:
    """The record with all its digests proven and its body kept (at most `limit` bytes). Raises EvidenceDamaged."""
    reading = RecordReading(keep_body=True, body_limit=limit)
    _unpack_proven(folders, member, reading.feed)
    seen = reading.end()
    if seen.faults:
        raise _damaged("; ".join(seen.faults), member)
    return seen


def read_capture(folders: Places, capture: Capture) -> Captured:
    """The capture's answer and the heads of both sides; of a file that was handed over its beginning, and no heads.

    Raises EvidenceDamaged where any digest does not hold.
    """
    if capture.is_file:
        head = bytearray()
        unpack_file(folders, capture, lambda raw: head.extend(raw[: FILE_HEAD - len(head)]))
        return Captured(capture.url, "", (), bytes(head), "", ())
    response = read_record(folders, capture.response, limit=capture.size)
    if response.type != "response" or response.payload_sha256 != capture.payload_sha256:
        raise _damaged(f"not the bytes of capture {capture.id}", capture.response)
    request = read_record(folders, capture.request, limit=0)
    status_line, headers = http_head(response.http_head)
    request_line, request_headers = http_head(request.http_head)
    hidden = [seen.headers.get("tidewaiter-hidden", "") for seen in (request, response)]
    return Captured(
        url=response.headers.get("warc-target-uri", ""),
        status_line=status_line, headers=headers, body=response.body, request_line=request_line,
        request_headers=request_headers, hidden=tuple(name for names in hidden for name in names.split(", ") if name),
    )  # fmt: skip


def unpack_file(folders: Places, capture: Capture, take: Callable[[bytes], object]) -> None:
    """Feed `take` the bytes of a file that was handed over. Only after this has returned are they proven: what takes
    them may not look into them before. Raises EvidenceDamaged where they are not those on record.
    """
    reading = RecordReading(pass_on=take)
    here = [folder for folder in folders if isinstance(folder, Path) and (folder / capture.response.file).exists()]
    if here:
        with open_file(here, capture.response.file) as file:
            length, sha256 = unpack(file, capture.response.offset, reading.feed)
    else:  # from a shared store it comes as a whole, packed
        length, sha256 = unpack(BytesIO(_packed(folders, capture.response)), 0, reading.feed)
    seen = reading.end()
    stated = (capture.response.length, capture.response.sha256, capture.payload_sha256)
    if (length, sha256, seen.payload_sha256) != stated or seen.faults:
        raise _damaged(f"not the bytes of capture {capture.id}", capture.response)


def http_head(head: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    """First line and headers, decoded as latin-1, which keeps every byte."""
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    return first, tuple((name, value.strip(" \t")) for name, _, value in pairs)


def _unpack_proven(places: Places, member: Member, take: Callable[[bytes], None]) -> None:
    """Nothing of a member is unpacked, still less parsed, before its bytes are proven to be the ones on record."""
    packed = _packed(places, member)
    if hashlib.sha256(packed).hexdigest() != member.sha256:
        raise _damaged("the member's SHA-256 is not the one on record", member)
    length, _ = unpack(BytesIO(packed), 0, take)
    if length != member.length:
        raise _damaged("more than one gzip member", member)


def _packed(places: Places, member: Member) -> bytes:
    folders = [place for place in places if isinstance(place, Path)]
    far = [place for place in places if not isinstance(place, Path)]
    if far and not any((folder / member.file).exists() for folder in folders) and FILE_NAME.fullmatch(member.file):
        for place in far:
            with suppress(FileNotFoundError):
                return place.read(member.file, member.offset, member.length)
    with open_file(folders, member.file) as file:
        file.seek(member.offset)
        return file.read(member.length)


def _damaged(what: str, member: Member) -> EvidenceDamaged:
    return EvidenceDamaged(what, where=f"{member.file} at {member.offset}", todo="run verify; look for a backup")
