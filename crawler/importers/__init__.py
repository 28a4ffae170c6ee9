"""Exported files of channels and chats: what they say, message by message. Pure; nothing is opened but the file."""

from __future__ import annotations

from crawler.importers.message import Aside, Broken, Message
from crawler.importers.opening import opened
from crawler.importers.reading import Wishes, read_export

__all__ = ["Aside", "Broken", "Message", "Wishes", "opened", "read_export"]
