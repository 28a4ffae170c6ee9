"""What to ask next, of which mirror, and what an answer or a failure means for the page."""

from crawler.frontier.fingerprint import Fingerprint
from crawler.frontier.manners import Manners
from crawler.frontier.mirrors import Mirrors
from crawler.frontier.scheduler import Frontier
from crawler.frontier.work import Halt, Work

__all__ = ["Fingerprint", "Frontier", "Halt", "Manners", "Mirrors", "Work"]
