"""An exported file as it is opened: itself, or the one member of an archive that holds the messages.

An archive is never unpacked to disk: the member is read as a stream, and bounded by what the archive may hold.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, cast

from crawler.importers.whatsapp import heads_like
from tidewaiter.model.errors import WrongUse

MOST_MEMBERS = 200_000  # of an archive; a telephone's report with its pictures has some ten thousand
MOST_RATIO = 250  # by which a member may be packed; text of messages reaches 20, blank XML 100
MOST_BYTES = 64 << 30  # of a member when unpacked
HEAD = 65_536  # bytes by which a kind is told
_ENCRYPTED = 0x1
_TELEGRAM_KEYS = re.compile(rb'"(?:about|personal_information|chats|messages)"\s*:')
_DISCORD_KEYS = re.compile(rb'"guild"\s*:\s*\{')
_WHATSAPP_NAME = re.compile(r"(?:whatsapp.*|_chat)\.txt", re.IGNORECASE)
_CHAT_NAME = re.compile(r"WhatsApp Chat (?:with|-) (?P<name>.+?)(?:\.(?:txt|zip))?", re.IGNORECASE)


class Kind(StrEnum):
    """The kinds of file that can be imported."""

    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"
    DISCORD = "discord"
    UFDR = "ufdr"
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Export:
    """What is to be read. `open` gives its bytes from their beginning, as often as asked; `member` is its name in the
    archive, "" for a plain file; `chat` the name of the chat where the file's own name tells it."""

    path: Path
    kind: Kind
    open: Callable[[], IO[bytes]]
    member: str = ""
    chat: str = ""


def opened(path: Path, kind: Kind | None = None) -> Export:
    """The export in this file, of the kind that it is seen to be or is said to be. Raises WrongUse."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as fault:
        raise WrongUse(f"the file does not open: {fault}", where=str(path)) from fault
    if not head:
        raise WrongUse("the file is empty", where=str(path))
    if head.startswith(b"PK"):
        return _of_archive(path, kind)
    found = kind or _told_by(head)
    if found is None:
        raise WrongUse("the file is of no kind that is known", where=str(path),
                       todo=f"say which: --as {' | '.join(Kind)}; or name its columns: --mapping FILE")  # fmt: skip
    return Export(path, found, lambda: path.open("rb"), chat=chat_name(path.name))


def _of_archive(path: Path, kind: Kind | None) -> Export:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise WrongUse(f"an archive that is damaged or cut: {fault}", where=str(path),
                       todo="get it again, or import the file from inside it") from fault  # fmt: skip
    if len(members) > MOST_MEMBERS:
        raise WrongUse(f"an archive of {len(members)} files, {MOST_MEMBERS} at most", where=str(path))
    names = {PurePosixPath(one.filename).name.lower() for one in members}
    if kind is Kind.XLSX or (kind is None and "workbook.xml" in names):
        for one in members:
            _checked(one, path)
        return Export(path, Kind.XLSX, lambda: path.open("rb"))
    for member in members:
        if (found := _member_kind(member.filename, kind)) is None:
            continue
        _checked(member, path)
        export = Export(path, found, partial(_Member, path, member), member=member.filename, chat=chat_name(path.name))
        with export.open() as stream:
            told = kind or _told_by(stream.read(HEAD))
        if told is not None:
            return replace(export, kind=told)
    raise WrongUse("the archive holds no file of messages that is known", where=str(path),
                   todo=f"import the file from inside it, with --as {' | '.join(Kind)}")  # fmt: skip


def _member_kind(name: str, kind: Kind | None) -> Kind | None:
    """What a member's name says that it is; a name that leads out of the archive is never a member's."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts:
        return None
    plain = path.name.lower()
    found = (
        Kind.TELEGRAM if plain in {"result.json", "messages.json"}
        else Kind.UFDR if plain == "report.xml"
        else Kind.WHATSAPP if _WHATSAPP_NAME.fullmatch(plain)
        else Kind.DISCORD if plain.endswith(".json")
        else Kind.CSV if plain.endswith((".csv", ".tsv"))
        else None
    )  # fmt: skip
    return found if kind is None or found is kind else None


def _checked(member: zipfile.ZipInfo, path: Path) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise WrongUse("the archive is protected by a password", where=str(path),
                       todo="unpack it with the password, and import the file from inside it")  # fmt: skip
    if member.file_size > MOST_BYTES or member.file_size > MOST_RATIO * max(member.compress_size, 4096):
        raise WrongUse(f"an archive that unpacks to {member.file_size:,} bytes from {member.compress_size:,}",
                       where=f"{path}: {member.filename[:200]}",
                       todo="no programme packs messages so; leave it closed")  # fmt: skip


class _Member(io.BufferedReader):
    """One member as a stream that cannot give more than its archive states."""

    def __init__(self, path: Path, member: zipfile.ZipInfo) -> None:
        self._archive = zipfile.ZipFile(path)
        super().__init__(cast(io.RawIOBase, self._archive.open(member)))

    def close(self) -> None:
        super().close()
        self._archive.close()


def _told_by(head: bytes) -> Kind | None:
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if plain.startswith(b"{"):
        return Kind.DISCORD if _DISCORD_KEYS.search(plain) else Kind.TELEGRAM if _TELEGRAM_KEYS.search(plain) else None
    if plain.startswith(b"<"):
        return Kind.UFDR if re.search(rb"<(?:\w+:)?project\b", plain) else None
    text = plain.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    lines = text.splitlines()
    if not lines:
        return None
    if heads_like(islice(lines, 100)):
        return Kind.WHATSAPP
    return Kind.CSV if any(lines[0].count(mark) >= 1 for mark in ",;\t|") and len(lines) > 1 else None


def chat_name(name: str) -> str:
    found = _CHAT_NAME.fullmatch(name)
    return found["name"].strip() if found else ""
