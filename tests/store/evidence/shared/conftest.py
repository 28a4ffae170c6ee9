"""The same store as a folder and as a bucket of a real S3 server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.s3_server import BUCKET, prefix, s3_server
from tidewaiter.store.evidence.shared import Location, SharedStore

__all__ = ["prefix", "s3_server"]


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> SharedStore:
    if request.param == "folder":
        return SharedStore(Location.parse("shared", home=tmp_path))
    server, part = request.getfixturevalue("s3_server"), request.getfixturevalue("prefix")
    place = Location.parse(f"s3://{BUCKET}/{part}", home=tmp_path, endpoint=server.endpoint)
    return SharedStore(place, server.environment)
