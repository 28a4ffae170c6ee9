"""What is asked: words as a tree, facet filters, dates and prices, order, how many."""

from tidewaiter.search.question.asked import Question, Sort
from tidewaiter.search.question.parse import parse
from tidewaiter.search.question.tree import Both, Node, echo

__all__ = ["Both", "Node", "Question", "Sort", "echo", "parse"]
