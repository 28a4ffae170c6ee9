"""A download handler of the tests that has a page for everything, and notes what reached it."""

import json
import os
from pathlib import Path

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import HtmlResponse

from tests.crawler.tor.site import HOSTILE, REDIRECTS


class Canned(BaseDownloadHandler):
    """What reached it stands in the file that REACHED names, a JSON line each: url, method, proxy."""

    async def download_request(self, request):
        with Path(os.environ["REACHED"]).open("a") as reached:
            reached.write(json.dumps([request.url, request.method, request.meta.get("proxy")]) + "\n")
        path = "/" + request.url.split("/", 3)[3] if request.url.count("/") > 2 else "/"
        if path in REDIRECTS:
            return HtmlResponse(request.url, status=302, headers={"Location": REDIRECTS[path]})
        return HtmlResponse(request.url, body=HOSTILE.get(path, "<html>a page</html>").encode())
