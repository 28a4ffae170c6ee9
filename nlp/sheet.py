"""The working sheet of one text: what the steps read and add to."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable
from dataclasses import dataclass, field

from nlp.begins import numbers
from nlp.candidates import Hit, automaton
from nlp.grounds import needs
from nlp.language import guess
from nlp.lexicon import Lexicon, shipped
from nlp.shadow import shadow
from tidewaiter.model.mention import Mention, MentionKind, MentionValue, Status

THRESHOLD = 0.5  # docs/extraction.md: at 0.7 recall falls from .80 to .67 with no precision gained


@dataclass(slots=True)
class Sheet:
    """A text under work. `masked` holds the spans of proven identifiers, where no other kind may look."""

    text: str
    language: str | None = None
    source_kind: str | None = None
    threshold: float = THRESHOLD
    shade: str = ""
    hits: list[Hit] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    masked: list[tuple[int, int]] = field(default_factory=list)
    lexicon: Lexicon = field(default_factory=shipped)
    _numbers: list[int] | None = None
    _widest: int | None = None

    def add(
        self, kind: MentionKind, span: tuple[int, int], *, value: MentionValue, rule: str,
        score: float = 0.9, suspected: bool = False, evidence: tuple[str, ...] = (), **more: object,
    ) -> Mention:  # fmt: skip
        start, end = span
        status = Status.SUSPECTED if suspected else Status.ASSERTED
        counted = evidence or (f"{needs(rule)}+",)
        by = f"rule:{rule}@{self.lexicon.version}"
        mention = Mention(kind, start, end, self.text[start:end], value, score, status, by, more, counted)
        self.mentions.append(mention)
        return mention

    def mask(self, start: int, end: int) -> None:
        insort(self.masked, (start, end))

    def is_masked(self, start: int, end: int) -> bool:
        """Whether a proven identifier touches the span."""
        at = bisect_left(self.masked, (end, end))
        return any(low < end and start < high for low, high in self.masked[max(0, at - 2) : at])

    def of(self, kind: MentionKind) -> list[Mention]:
        return [mention for mention in self.mentions if mention.kind is kind]

    @property
    def tongue(self) -> str:
        """The language given with the text or guessed from it; empty where unknown."""
        if self.language is None:
            self.language = guess(self.text) or ""
        return self.language

    @property
    def numbers(self) -> list[int]:
        """Where in the shadow a number may begin."""
        if self._numbers is None:
            self._numbers = numbers(self.shade)
        return self._numbers

    @property
    def widest(self) -> int:
        """The length of the longest stretch without a space: no identifier is longer."""
        if self._widest is None:
            self._widest = max(map(len, self.text.split()), default=0)
        return self._widest

    def hits_of(self, *kinds: str) -> list[Hit]:
        return [hit for hit in self.hits if hit.term.kind in kinds]

    def before(self, at: int, reach: int) -> str:
        """The shadow up to `reach` characters before, cut at the start of the clause."""
        piece = self.shade[max(0, at - reach) : at]
        cut = None
        for cut in CLAUSE_END.finditer(piece):  # noqa: B007
            pass
        return piece[cut.end() :] if cut else piece

    def after(self, at: int, reach: int) -> str:
        piece = self.shade[at : at + reach]
        cut = CLAUSE_END.search(piece)
        return piece[: cut.start()] if cut else piece


CLAUSE_END = re.compile(r"[.!?](?=\s|$)|[\n;。！？；•|]")
Step = Callable[[Sheet], None]


def begin(
    text: str, language: str | None = None, source_kind: str | None = None, *, lexicon: Lexicon | None = None
) -> Sheet:
    shade, lexicon = shadow(text), lexicon or shipped()
    hits = automaton(lexicon).hits(text, shade)
    return Sheet(text, language, source_kind, shade=shade, hits=hits, lexicon=lexicon)
