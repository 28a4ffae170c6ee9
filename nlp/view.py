"""The extraction as a spaCy pipeline: the same steps as components, the Doc as a view of the text.

Importing this module registers tokenizer and factories, which `spacy.load` of a saved pipeline needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, registry

from nlp.lexicon import version
from nlp.scripts import script
from nlp.sheet import THRESHOLD, Sheet, begin
from nlp.steps import STEPS
from tidewaiter.model.mention import Mention

KEY = "mentions"  # the name of the span group, and of the plain records in user_data
_SHEET = "tidewaiter.sheet"
_SURROGATE = re.compile("[\ud800-\udfff]")  # spaCy keeps its strings in UTF-8, which has none; the length stays
_RUN = re.compile(r"\s+|[^\W_]+|\W|_")


class CutTokenizer:
    """Cuts where a script, digits or a lexicon hit begins or ends, so mentions fall on token borders: 아이스|를."""

    def __init__(self, vocab: Any, language: str | None = None) -> None:
        self.vocab = vocab
        self.language = language

    def __call__(self, text: str) -> Doc:
        sheet = begin(text, self.language)
        cuts = {0, len(text)} | {at for hit in sheet.hits for at in (hit.start, hit.end)}
        for match in _RUN.finditer(text):
            cuts.add(match.start())
            cuts.update(_changes(text, match.start(), match.end()))
        doc = _doc(self.vocab, _SURROGATE.sub("\ufffd", text), sorted(cuts))
        doc.user_data[_SHEET] = sheet
        return doc

    def to_bytes(self, **_: object) -> bytes:
        return b""

    def from_bytes(self, raw: bytes, **_: object) -> CutTokenizer:
        return self

    def to_disk(self, path: Path, **_: object) -> None:
        """Nothing to keep: the lexicons are of the package, and the pipeline's meta names their version."""

    def from_disk(self, path: Path, **_: object) -> CutTokenizer:
        return self


def _changes(text: str, start: int, end: int) -> set[int]:
    return {at for at in range(start + 1, end) if script[text[at]] != script[text[at - 1]]}


def _doc(vocab: Any, text: str, cuts: list[int]) -> Doc:
    """Single spaces become the trailing space of the token before them, as spaCy wants it."""
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if piece == " " and words and not spaces[-1]:
            spaces[-1] = True
        elif piece:
            words.append(piece)
            spaces.append(False)
    return Doc(vocab, words=words, spaces=spaces)


@registry.tokenizers("tidewaiter.cut.v1")  # type: ignore[untyped-decorator]
def make_tokenizer(language: str | None = None) -> Callable[[Language], CutTokenizer]:
    return lambda pipeline: CutTokenizer(pipeline.vocab, language)


class StepComponent:
    """One step of extraction as a pipeline component."""

    def __init__(self, step: Callable[[Sheet], None], threshold: float) -> None:
        self.step, self.threshold = step, threshold

    def __call__(self, doc: Doc) -> Doc:
        sheet: Sheet = doc.user_data[_SHEET]
        sheet.threshold = self.threshold
        self.step(sheet)
        return doc


def _register(name: str, step: Callable[[Sheet], None]) -> None:
    def make(nlp: Language, name: str, threshold: float) -> StepComponent:
        return StepComponent(step, threshold)

    Language.factory(f"tidewaiter_{name}", default_config={"threshold": THRESHOLD}, func=make)


@Language.component("tidewaiter_spans")
def spans(doc: Doc) -> Doc:
    """Mentions as `doc.spans["mentions"]`, asserted ones without overlap as `doc.ents`, plain records in user_data."""
    sheet: Sheet = doc.user_data.pop(_SHEET)
    doc = _cut_at(doc, sheet.mentions)
    group = [_span(doc, mention) for mention in sheet.mentions]
    doc.spans[KEY] = group
    doc.user_data[KEY] = sheet.mentions
    doc.set_ents(
        filter_spans(
            [span for span, mention in zip(group, sheet.mentions, strict=True) if mention.status == "asserted"]
        )
    )
    return doc


def _cut_at(doc: Doc, mentions: list[Mention]) -> Doc:
    """Tokens are cut again where a mention begins or ends inside one (a handle's trailing dot)."""
    text = doc.text
    borders = {at for token in doc for at in (token.idx, token.idx + len(token))}
    wanted = {at for mention in mentions for at in (mention.start, mention.end)}
    if wanted <= borders | {len(text)}:
        return doc
    again = _doc(doc.vocab, text, sorted(borders | wanted | {len(text)} | _spaces(text)))
    again.user_data = doc.user_data
    return again


def _spaces(text: str) -> set[int]:
    return {at for match in re.finditer(" ", text) for at in match.span()}


def _span(doc: Doc, mention: Mention) -> Span:
    span = doc.char_span(mention.start, mention.end, label=str(mention.kind))
    if span is None:
        raise ValueError(f"mention {mention.raw!r} at {mention.start} does not fall on token borders")
    return span


for _name, _step in STEPS.items():
    _register(_name, _step)


def build(*, language: str | None = None, threshold: float = THRESHOLD) -> Language:
    """A new pipeline. `to_disk` saves its configuration and meta; `meta["lexicon"]` names the lexicons' version."""
    pipeline = spacy.blank(
        "xx", config={"nlp": {"tokenizer": {"@tokenizers": "tidewaiter.cut.v1", "language": language}}}
    )
    for name in STEPS:
        pipeline.add_pipe(f"tidewaiter_{name}", config={"threshold": threshold})
    pipeline.add_pipe("tidewaiter_spans")
    pipeline.meta["name"] = "tidewaiter"
    pipeline.meta["lexicon"] = version()
    return pipeline
