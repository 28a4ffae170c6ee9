"""What an exported file says of one message, whatever programme wrote it; and how it becomes a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tidewaiter.model.keys import chat_key
from tidewaiter.model.sighting import FieldValue, Kind, Statement


@dataclass(frozen=True, slots=True)
class Chat:
    """A channel, group or conversation. `number` is the platform's own and never changes, as its name may.

    A `private` one may be named after a person, and numbered by their account.
    """

    number: str
    name: str = ""
    kind: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of an export.

    `number` is the message's own inside its chat, `place` where it stands in the file. `date` and `edited` are ISO
    8601 in UTC; without an offset where neither the file nor the operator states a zone. `media` tells of each
    attachment what the file says of it; the attachments themselves are never read. `state` is what a forensic tool
    says of the message ("deleted"), with `certainty`, its own word for how sure it is.
    """

    chat: Chat
    number: str
    place: str
    date: str = ""
    edited: str = ""
    author: str = field(default="", repr=False)
    author_id: str = field(default="", repr=False)
    signature: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    forwarded_from: str = field(default="", repr=False)
    forwarded_id: str = ""
    reply_to: str = ""
    via: str = ""
    media: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    state: str = ""
    certainty: str = ""

    def statement(self) -> Statement:
        """The post: only what the file states."""
        return Statement(Kind.POST, chat_key(self.chat.number, self.number), dict(self._stated()), self.place)

    def _stated(self) -> Iterator[tuple[str, FieldValue]]:
        every: tuple[tuple[str, FieldValue], ...] = (
            ("author", self.author),
            ("author_id", self.author_id),
            ("signature", self.signature),
            ("text", self.text),
            ("date", self.date),
            ("edited", self.edited),
            ("channel", self.chat.name),
            ("private", self.chat.private),
            ("forwarded_from", self.forwarded_from),
            ("forwarded_id", self.forwarded_id),
            ("reply_to", self.reply_to),
            ("via", self.via),
            ("media", self.media),
            ("links", self.links),
            ("state", self.state),
            ("certainty", self.certainty),
        )
        return (one for one in every if one[1])


@dataclass(frozen=True, slots=True)
class Aside:
    """Something of the file that became no post: counted by its reason, and told with the place of the first."""

    reason: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """The file cannot be read past this place; what came before it was read. Always the last that an importer says."""

    reason: str
    place: str = ""

    @classmethod
    def by(cls, fault: Exception, what: str, place: str) -> Broken:
        """`what` it is, and the parser's own words in one line."""
        return cls(f"{what}: {' '.join(str(fault).split())[:120]}", place)


Found = Message | Aside | Broken
