"""Each closed setting, shown shut and then opened: what it keeps in is seen coming out."""

import pytest

from tests.crawler.guard.conftest import ONION
from tests.crawler.tor.crawling import crawl

GATE = "crawler.guard.gate.Gate"
STOCK_FTP = "scrapy.core.downloader.handlers.ftp.FTPDownloadHandler"
STOCK_FILE = "scrapy.core.downloader.handlers.file.FileDownloadHandler"
STOCK_HTTP = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"
STOCK_RESOLVER = "scrapy.resolver.CachingThreadedResolver"
MIDDLEWARES = "scrapy.downloadermiddlewares"
CLEARNET, FTP = "http://clearnet.test/x", "ftp://clearnet.test/x"
PROXY = {"http_proxy": "http://user:secret@127.0.0.1:8118"}


@pytest.fixture
def run(relay, site, whole, tmp_path):
    """A crawl with all settings closed but for the changes: the crawl, and the heads the site saw."""
    secret = tmp_path / "secret.txt"
    secret.write_text("local file")

    def go(*, handlers=None, middlewares=None, seal=True, **more):
        settings = whole(relay.path) | {"RETRY_ENABLED": False} | more
        settings["DOWNLOAD_HANDLERS"] = settings["DOWNLOAD_HANDLERS"] | (handlers or {})
        # The gate would hide what the setting alone does.
        settings["DOWNLOADER_MIDDLEWARES"] = settings["DOWNLOADER_MIDDLEWARES"] | {GATE: None} | (middlewares or {})
        then = [{"name": "next", "url": f"http://{ONION}/p/2"}]
        asks = [{"name": "page", "url": f"http://{ONION}/cookie-domain", "then": then}]
        asks += [
            {"name": name, "url": url} for name, url in [("file", secret.as_uri()), ("web", CLEARNET), ("ftp", FTP)]
        ]
        # A site's own credentials, as a spider might carry them.
        spider = {"http_user": "user", "http_pass": "secret", "http_auth_domain": None}
        job = {"settings": settings, "requests": asks, "seal": seal, "lock": [str(relay.path)], "spider": spider}
        return crawl(tmp_path, job, env=PROXY), site.heads

    return go


def test_all_closed_gives_nothing_away(run):
    done, heads = run()
    assert done.refused == []
    assert done.results["page"]["status"] == 200
    assert done.results["file"]["exception"] == done.results["ftp"]["exception"] == "NotSupported"
    assert done.results["web"]["reason"] == "refused-by-tor"
    for head in heads.values():
        assert not {"authorization", "proxy-authorization", "referer", "via", "x-forwarded-for"} & set(head)
        assert "scrapy" not in str(head).lower()


def test_without_the_seal_a_cookie_fetches_the_suffix_list(run):
    done, _ = run(seal=False)
    assert any("publicsuffix.org" in told for told in done.refused)


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("TELNETCONSOLE_ENABLED", "scrapy.extensions.telnet.TelnetConsole"),
        ("REMOTE_CONTROL_ENABLED", "scrapy.extensions.remote_control.RemoteControl"),
    ],
)
def test_as_shipped_scrapy_listens(run, name, extension):
    done, _ = run(**{name: True, "EXTENSIONS": {extension: 0}})
    assert any(told.startswith("socket.bind") for told in done.refused)


def test_as_shipped_a_file_link_is_read_from_disk(run):
    done, _ = run(handlers={"file": STOCK_FILE})
    assert done.results["file"]["text"] == "local file"


@pytest.mark.parametrize(
    ("opened", "asks"),
    [((), False), (("DNS_RESOLVER",), True), (("DNS_RESOLVER", "TWISTED_DNS_RESOLVER"), True)],
    ids=["closed", "old name open", "both open"],
)
def test_the_resolver_keeps_another_handler_from_asking(run, opened, asks):
    done, _ = run(handlers={"http": STOCK_HTTP}, **dict.fromkeys(opened, STOCK_RESOLVER))
    assert done.results["web"]["exception"] == "CannotResolveHostError"
    assert any("clearnet.test" in told for told in done.refused) is asks


def test_as_shipped_an_ftp_link_asks_the_resolver(run):
    done, _ = run(handlers={"ftp": STOCK_FTP}, DNS_RESOLVER=STOCK_RESOLVER, TWISTED_DNS_RESOLVER=STOCK_RESOLVER)
    assert any("clearnet.test" in told for told in done.refused)


def test_as_shipped_a_proxys_password_goes_to_the_site(run):
    _, heads = run(middlewares={f"{MIDDLEWARES}.httpproxy.HttpProxyMiddleware": 750}, HTTPPROXY_ENABLED=True)
    assert heads["/p/2"]["proxy-authorization"].startswith("Basic ")


def test_as_shipped_credentials_go_to_any_site(run):
    _, heads = run(middlewares={f"{MIDDLEWARES}.httpauth.HttpAuthMiddleware": 300})
    assert heads["/p/2"]["authorization"].startswith("Basic ")


def test_as_shipped_the_site_is_told_where_one_came_from(run):
    _, heads = run(REFERER_ENABLED=True)
    assert heads["/p/2"]["referer"] == f"http://{ONION}/cookie-domain"


def test_as_shipped_the_crawl_announces_itself(run):
    from scrapy.settings.default_settings import USER_AGENT

    _, heads = run(USER_AGENT=USER_AGENT)
    assert "Scrapy" in heads["/p/2"]["user-agent"]
