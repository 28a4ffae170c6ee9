"""Text to mentions; knows nothing of crawling or storing.

`VERSION` names the rules and lexicons that made a mention; it changes with any byte of a lexicon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.extract import extract, extract_many, names, read_place

if TYPE_CHECKING:
    from spacy.language import Language

    VERSION: str

__all__ = ["VERSION", "extract", "extract_many", "names", "pipeline", "read_place"]


def pipeline(*, language: str | None = None, threshold: float = 0.5) -> Language:
    """A spaCy `Language` whose `doc.spans["mentions"]` holds the mentions.

    Imports spaCy (about 2 s and 100 MB), so only where it is asked for.
    """
    from nlp.view import build

    return build(language=language, threshold=threshold)


def __getattr__(name: str) -> str:
    if name == "VERSION":
        from nlp.lexicon.read import version

        return version()
    raise AttributeError(name)
