"""The words the extractor knows: data files, read strictly."""

from nlp.lexicon.read import Term, load, read_terms, version

__all__ = ["Term", "load", "read_terms", "version"]
