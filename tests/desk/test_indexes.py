"""The index is the one that the settings name; its key is read safely, and nothing falls back to another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.conftest import Command
from tidewaiter.desk.indexes import KEY_FILE, KEY_VARIABLE, opened_index, server_of
from tidewaiter.model.errors import WrongUse
from tidewaiter.search import EmbeddedIndex
from tidewaiter.search.elastic import ElasticIndex
from tidewaiter.store.workspace import Workspace, find

URLS = "https://a.example:9200, https://b.example:9200"
NOBODY = "http://127.0.0.1:9"  # the discard port: nobody listens
Set = Callable[..., Workspace]


@pytest.fixture
def settings(home: Path) -> Set:
    """The workspace with these settings of its search."""

    def made(**search: object) -> Workspace:
        lines = [
            f"{name} = {value}" if isinstance(value, int) else f'{name} = "{value}"' for name, value in search.items()
        ]
        (home / "tidewaiter.toml").write_text("\n".join(["[search]", *lines]), encoding="utf-8")
        return find(home, {}, home)

    return made


def test_the_embedded_index_lies_in_the_workspace(settings: Set) -> None:
    where = settings()
    index = opened_index(where, {})
    assert isinstance(index, EmbeddedIndex)
    assert index.count() == 0
    assert (where.home / "index" / "current").is_symlink()
    index.close()


def test_an_address_means_elasticsearch_and_nothing_is_asked_of_it_yet(settings: Set) -> None:
    where = settings(index=URLS, name="customs", shards=2, replicas=1, ca="ca.pem")
    (where.home / "ca.pem").write_text("no certificate is read here")
    server = server_of(where, {})
    assert server.urls == ("https://a.example:9200", "https://b.example:9200")
    assert (server.name, server.shards, server.replicas, server.ca) == ("customs", 2, 1, where.home / "ca.pem")
    assert (server.key, server.fingerprint) == ("", "")
    plain = opened_index(settings(index=NOBODY), {})
    assert isinstance(plain, ElasticIndex)
    plain.close()


def test_the_embedded_index_has_no_server(settings: Set) -> None:
    with pytest.raises(WrongUse, match="uses the embedded index") as told:
        server_of(settings(), {})
    assert "[search]" in told.value.todo


def test_the_key_comes_from_the_environment_before_the_file(settings: Set) -> None:
    where = settings(index=URLS)
    kept = where.secrets / KEY_FILE
    kept.write_text(" from-file \n")
    kept.chmod(0o600)
    assert server_of(where, {}).key == "from-file"
    assert server_of(where, {KEY_VARIABLE: "from-environment"}).key == "from-environment"
    assert "from-file" not in repr(server_of(where, {}))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_key_that_others_can_read_is_refused(settings: Set, mode: int) -> None:
    where = settings(index=URLS)
    kept = where.secrets / KEY_FILE
    kept.write_text("secret-key")
    kept.chmod(mode)
    with pytest.raises(WrongUse, match="others can read") as told:
        server_of(where, {})
    assert "chmod 600" in told.value.todo
    assert "secret-key" not in str(told.value)


@pytest.mark.parametrize("bad", ["folder", "letters"])
def test_a_key_that_cannot_be_read_is_said(settings: Set, bad: str) -> None:
    where = settings(index=URLS)
    kept = where.secrets / KEY_FILE
    if bad == "folder":
        kept.mkdir(mode=0o700)
    else:
        kept.write_bytes("ключ".encode())
        kept.chmod(0o600)
    with pytest.raises(WrongUse, match="cannot be read"):
        server_of(where, {})


@pytest.mark.parametrize(
    ("search", "says"),
    [
        ({"index": "http://search.example:9200"}, "TLS"), ({"index": "https://me:pass@search.example:9200"}, "password"),
        ({"index": "ftp://search.example"}, "index"), ({"index": URLS, "name": "Bad Name"}, "name"), ({"index": URLS, "shards": 0}, "shards"),
        ({"index": URLS, "nosuch": "x"}, "nosuch"), ({"index": URLS, "fingerprint": "abc"}, "SHA-256"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_meant_are_refused(settings: Set, search: dict[str, object], says: str) -> None:
    with pytest.raises(WrongUse, match=says):
        server_of(settings(**search), {})


@pytest.mark.parametrize("words", [["search", "mdma"], ["index", "status"], ["index", "check"], ["index", "rebuild"]])
def test_a_server_that_is_down_is_said_and_no_other_index_answers(
    settings: Set, command: Command, words: list[str]
) -> None:
    where = settings(index=NOBODY)
    said = command(*words, "--home", str(where.home))
    assert (said.status, "Elasticsearch" in said.err, said.out) == (1, True, "")
    assert list((where.home / "index").iterdir()) == []
