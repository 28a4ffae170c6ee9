"""The web desk: the analyst's console in a browser. What it shows was written by the people we watch."""

from tidewaiter.desk.web.app import Desk, application
from tidewaiter.desk.web.serving import Serving

__all__ = ["Desk", "Serving", "application"]
