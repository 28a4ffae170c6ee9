"""The words the extractor knows: data files, read strictly, and a workspace's own laid over them."""

from nlp.lexicon.laid import Lexicon, of_folder, shipped
from nlp.lexicon.read import Term, read_terms, version

__all__ = ["Lexicon", "Term", "of_folder", "read_terms", "shipped", "version"]
