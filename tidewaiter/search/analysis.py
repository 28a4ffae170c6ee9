"""The one analysis of text, for index, questions and highlights.

One token is a letter of a script that writes without spaces, or a run of other letters, digits and marks; then lower
case, then ASCII folding. So a word of such a script is a phrase of letters, found inside running text: 필로폰 in
필로폰팝니다.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

ANALYSIS_VERSION = 1

_ALONE = "".join(
    rf"\p{{{script}}}" for script in ("Han", "Hiragana", "Katakana", "Hangul", "Thai", "Lao", "Khmer", "Myanmar")
)
_RUN = rf"[\p{{L}}\p{{N}}\p{{M}}&&[^{_ALONE}]]"
# The caps bound a token at 259 letters: a longer one makes some indexes refuse the record and others drop it silently.
WORD = rf"[{_ALONE}]|{_RUN}{{1,64}}(?:['’.]{_RUN}{{1,64}}){{0,3}}"

ANALYZER_NAME = f"tidewaiter-{ANALYSIS_VERSION}"
# Letters as code points, with their combining marks: what counts as CJK for fuzzy words and joined highlights.
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands, in code points of the prepared text."""

    text: str
    start: int
    end: int


def prepare(text: str) -> str:
    """Text as both sides see it: NFC, no lone surrogate, İ as I (the only letter that lower-cases to two)."""
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", sound).replace("İ", "I")


@cache
def analyzer() -> TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.regex(WORD)).filter(Filter.lowercase()).filter(Filter.ascii_fold()).build()


def tokens(text: str) -> list[Token]:
    """The tokens of a prepared text, with offsets."""
    return [
        Token(found.text, found.char_offset_from, found.char_offset_to)
        for found in analyzer().pre_tokenize(text).tokens
    ]


def words(text: str) -> list[str]:
    """The tokens' texts alone."""
    return list(analyzer().analyze(prepare(text)))


def spaceless(token: str) -> bool:
    """Whether a token is one letter of a script without spaces."""
    return bool(_SPACELESS.match(token))
