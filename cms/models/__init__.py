"""Pages of the internal site."""

from cms.models.guidance import GuidanceIndexPage, GuidancePage
from cms.models.home import HomePage
from cms.models.news import Byline, NewsAttachment, NewsIndexPage, NewsPage

__all__ = [
    "Byline",
    "GuidanceIndexPage",
    "GuidancePage",
    "HomePage",
    "NewsAttachment",
    "NewsIndexPage",
    "NewsPage",
]
