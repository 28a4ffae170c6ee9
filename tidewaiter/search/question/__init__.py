"""What is asked: words as a tree, filters, ranges, order, how many."""

from tidewaiter.search.question.asked import Histogram, Question, Sort
from tidewaiter.search.question.echoing import echo
from tidewaiter.search.question.parse import parse, understand
from tidewaiter.search.question.tree import Range

__all__ = ["Histogram", "Question", "Range", "Sort", "echo", "parse", "understand"]
