"""Scores of the extraction on annotated texts: read a gold file, score it, compare two scores."""

from nlp.evaluate.gold import GoldText, read_gold
from nlp.evaluate.report import changes
from nlp.evaluate.score import Evaluation, evaluate

__all__ = ["Evaluation", "GoldText", "changes", "evaluate", "read_gold"]
