"""What a node is started with: settings, Java's options, certificates, keystore."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.elastic_servers.archive import as_user, java, user
from tests.elastic_servers.commands import Failed, ran

LOG = """\
status = error
appender.c.type = Console
appender.c.name = c
appender.c.layout.type = PatternLayout
appender.c.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
rootLogger.level = info
rootLogger.appenderRef.c.ref = c
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A cluster as asked for. `more` are further lines of elasticsearch.yml; `owner` is whom it must not outlive."""

    nodes: int = 1
    secured: bool = False
    heap: str = "512m"
    more: Sequence[str] = ()
    owner: int = 0
    limit: float = 900.0  # seconds for fetching: 912 MB at 1 MB/s


@dataclass(frozen=True, slots=True)
class Ports:
    http: int
    transport: int


def configure(folder: Path, node: int, ports: Sequence[Ports], wanted: Wanted) -> None:
    place = folder / f"node{node}"
    for name in ("config", "data", "logs", "scratch"):
        (place / name).mkdir(parents=True)
    own = ports[node - 1]
    lines = [
        f"cluster.name: {folder.name}", f"node.name: node{node}", "network.host: 127.0.0.1",
        f"http.port: {own.http}", f"transport.port: {own.transport}",
        f"path.data: {place}/data", f"path.logs: {place}/logs",
        f"xpack.security.enabled: {str(wanted.secured).lower()}",
        "cluster.routing.allocation.disk.threshold_enabled: false",  # a nearly full disk of the tester is not our matter
        *wanted.more,
    ]  # fmt: skip
    if len(ports) == 1:
        lines.append("discovery.type: single-node")
    else:
        lines.append(f"discovery.seed_hosts: {json.dumps([f'127.0.0.1:{one.transport}' for one in ports])}")
        lines.append(f"cluster.initial_master_nodes: {json.dumps([f'node{n + 1}' for n in range(len(ports))])}")
    if wanted.secured:
        _certificates(folder, place / "config")
        ssl = "xpack.security.http.ssl"
        lines += [f"{ssl}.enabled: true", f"{ssl}.key: node.key", f"{ssl}.certificate: node.pem"]
        lines.append(f"{ssl}.certificate_authorities: [ ca.pem ]")
    (place / "config" / "elasticsearch.yml").write_text("\n".join(lines) + "\n")
    # Without the folder of its own, a server below the system's temporary folder refuses to start (entitlements).
    jvm = [f"-Xms{wanted.heap}", f"-Xmx{wanted.heap}", "-XX:+UseSerialGC", "-Djava.io.tmpdir=${ES_TMPDIR}"]
    (place / "config" / "jvm.options").write_text("\n".join(jvm) + "\n")
    (place / "config" / "log4j2.properties").write_text(LOG)


def _certificates(folder: Path, config: Path) -> None:
    """A CA, and a certificate of the node for localhost and 127.0.0.1."""

    def openssl(*words: str) -> None:
        done = ran(["openssl", *words], what=f"openssl {words[0]}", cwd=config)
        if done.status:
            raise Failed(f"openssl {words[0]}: {done.said[-400:]}")

    (config / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    openssl("req", "-x509", *new, "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=test CA")
    openssl("req", *new, "-keyout", "node.key", "-out", "node.csr", "-subj", "/CN=localhost")
    openssl("x509", "-req", "-in", "node.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-out", "node.pem", "-days", "30", "-extfile", "names")  # fmt: skip
    shutil.copy(config / "ca.pem", folder / "ca.pem")


def give(folder: Path) -> None:
    """Let the user that the server runs as have its folders."""
    if (name := user()) is None:
        return
    for place in folder.glob("node*"):
        for path in [place, *place.rglob("*")]:
            shutil.chown(path, name)
    settings = folder / "node1" / "config" / "elasticsearch.yml"
    if ran([*as_user(), "test", "-r", str(settings)], what=f"looking into {folder} as {name}").status:
        raise Failed(f"the user {name} cannot look into {folder}; set XDG_CACHE_HOME to a folder that all may enter")


def launcher(folder: Path, node: int, home: Path, *words: str) -> tuple[list[str], dict[str, str]]:
    """The server's own launcher as its start script calls it; that script is not in the archive."""
    place = folder / f"node{node}"
    command = [
        *as_user(), f"{java()}/bin/java", "-Xms4m", "-Xmx64m", "-XX:+UseSerialGC", *words,
        f"-Des.path.home={home}", f"-Des.path.conf={place}/config", "-Des.distribution.type=tar",
        "-cp", f"{home}/lib/*:{home}/lib/cli-launcher/*", "org.elasticsearch.launcher.CliToolLauncher",
    ]  # fmt: skip
    return command, os.environ | {"ES_JAVA_HOME": str(java()), "ES_TMPDIR": f"{place}/scratch"}


def keystore(folder: Path, home: Path, password: str) -> None:
    """The password of `elastic`, before the first start."""
    tool = ("-Dcli.name=keystore", "-Dcli.script=./bin/elasticsearch-keystore", "-Dcli.libs=lib/tools/keystore-cli")
    command, environment = launcher(folder, 1, home, *tool)
    for words, given in ((["create"], ""), (["add", "-x", "bootstrap.password"], password)):
        done = ran([*command, *words], what="the keystore", given=given, cwd=home, environment=environment)
        if done.status:
            raise Failed(f"the keystore: {done.said[-600:]}")
