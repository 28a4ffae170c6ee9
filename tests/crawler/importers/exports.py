"""Exported files as their programmes write them, made of invented messages."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from crawler.importers import Aside, Broken, Message, Wishes, opened, read_export


def telegram_chat(messages: Sequence[Mapping[str, Any]], *, number: int = 1591537674, name: str = "Harbour goods",
                  kind: str = "public_channel") -> dict[str, Any]:  # fmt: skip
    return {"name": name, "type": kind, "id": number, "messages": list(messages)}


def said(number: int, text: Any = "menu", **more: Any) -> dict[str, Any]:
    """A message as tdesktop writes it since 2021-12."""
    return {
        "id": number, "type": "message", "date": "2026-09-01T12:00:00", "date_unixtime": "1788231600",
        "from": "Harbour goods", "from_id": "channel1591537674", "text": text, "text_entities": [],
    } | more  # fmt: skip


def written(folder: Path, value: Any, name: str = "result.json") -> Path:
    file = folder / name
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def zipped(folder: Path, members: Mapping[str, bytes], name: str = "export.zip") -> Path:
    file = folder / name
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return file


def messages_of(file: Path, **wishes: Any) -> list[Message]:
    return [one for one in everything(file, **wishes) if isinstance(one, Message)]


def asides_of(file: Path, **wishes: Any) -> list[str]:
    return [one.reason for one in everything(file, **wishes) if not isinstance(one, Message)]


def everything(file: Path, **wishes: Any) -> list[Message | Aside | Broken]:
    return list(read_export(opened(file), Wishes(**wishes)))


def as_bytes(value: Any) -> bytes:
    held = io.StringIO()
    json.dump(value, held, ensure_ascii=False)
    return held.getvalue().encode()
