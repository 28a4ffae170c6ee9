"""Where the store is, as settings say it; credentials come from the environment alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidewaiter.model.errors import WrongUse
from tidewaiter.store.evidence.shared import Location, SharedStore

HOME = Path("/srv/harbour")
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "canary"}


@pytest.mark.parametrize(
    ("store", "endpoint", "told"),
    [
        ("shared", "", "/srv/harbour/shared"),
        ("/mnt/evidence", "", "/mnt/evidence"),
        ("file:///mnt/evidence", "", "/mnt/evidence"),
        ("s3://bucket", "", "s3://bucket"),
        ("s3://bucket/a/b/", "https://s3.example:9000/", "s3://bucket/a/b at https://s3.example:9000"),
        ("s3://bucket", "http://127.0.0.1:9000", "s3://bucket at http://127.0.0.1:9000"),
    ],
)
def test_a_store_is_a_folder_or_a_bucket(store: str, endpoint: str, told: str) -> None:
    assert str(Location.parse(store, home=HOME, endpoint=endpoint)) == told


@pytest.mark.parametrize(
    ("store", "endpoint", "why"),
    [
        ("s3://key:canary@bucket/x", "", "a name or password"),
        ("s3://canary@bucket", "", "a name or password"),
        ("s3://", "", "no store of a kind"),
        ("gs://bucket", "", "no store of a kind"),
        ("https://s3.example/bucket", "", "no store of a kind"),
        ("s3://bucket?x=1", "", "no store of a kind"),
        ("s3://bucket", "http://s3.example:9000", "without TLS"),
        ("s3://bucket", "http://10.0.0.5:9000", "without TLS"),
        ("s3://bucket", "ftp://s3.example", "not an address"),
        ("s3://bucket", "https://key:canary@s3.example", "a name or password"),
    ],
    ids=range(10),
)
def test_what_cannot_be_meant_is_refused_without_repeating_a_secret(store: str, endpoint: str, why: str) -> None:
    with pytest.raises(WrongUse, match=why) as said:
        Location.parse(store, home=HOME, endpoint=endpoint)
    assert "canary" not in str(said.value)


@pytest.mark.parametrize("lacking", list(CREDENTIALS))
def test_credentials_that_the_environment_lacks_are_asked_for_nowhere_else(lacking: str) -> None:
    place = Location.parse("s3://bucket", home=HOME)
    with pytest.raises(WrongUse, match="not in the environment") as said:
        SharedStore(place, {name: value for name, value in CREDENTIALS.items() if name != lacking})
    assert "canary" not in str(said.value)
    assert "canary" not in repr(place)
