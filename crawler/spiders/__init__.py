"""The one spider, made particular by the profile."""

from crawler.spiders.progress import Progress
from crawler.spiders.source import SourceSpider

__all__ = ["Progress", "SourceSpider"]
