"""The status as Prometheus text, to standard output or at a loopback port. Labels are sources, fields and states alone:
no collected text leaves by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address

from prometheus_client import CollectorRegistry, generate_latest, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from tidewaiter.desk.status import STATES, Lag, Status
from tidewaiter.model.errors import StoreFailed, TidewaiterError, WrongUse


class _Gauges(Collector):
    def __init__(self, ask: Callable[[], Status | TidewaiterError]) -> None:
        self._ask = ask

    def collect(self) -> Iterable[GaugeMetricFamily]:
        found = self._ask()
        sound = isinstance(found, Status)
        yield _plain("up", "Whether the status could be read (1), or not (0).", float(sound))
        if isinstance(found, Status):
            yield from _of(found)


def text_of(status: Status) -> str:
    """All gauges, in the text format of Prometheus."""
    return generate_latest(_registry(lambda: status)).decode()


@contextmanager
def served(address: str, ask: Callable[[], Status | TidewaiterError]) -> Iterator[int]:
    """Answer at `127.0.0.1:9464` until the end; the port. Raises WrongUse for an address that is not this machine's own
    loopback, StoreFailed where the port is taken."""
    host, port = loopback(address)
    try:
        server, thread = start_http_server(port, addr=host, registry=_registry(ask))
    except OSError as fault:
        raise StoreFailed(
            f"figures cannot be served: {fault.strerror}", where=address, todo="choose another port"
        ) from fault
    try:
        yield int(server.server_port)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def loopback(address: str) -> tuple[str, int]:
    """Host and port. Raises WrongUse for any other than a loopback address, which needs no name to be looked up."""
    host, _, port = address.rpartition(":")
    bare = host.strip("[]")
    try:
        mine = ip_address(bare).is_loopback
    except ValueError:
        mine = False
    if not mine or not port.isascii() or not port.isdecimal() or int(port) > 65_535:
        raise WrongUse(
            f"figures are served at a loopback address alone, not at {address!r}",
            todo="write 127.0.0.1:9464; let a collector of this machine carry them on",
        )
    return bare, int(port)


def _registry(ask: Callable[[], Status | TidewaiterError]) -> CollectorRegistry:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Gauges(ask))
    return registry


def _of(one: Status) -> Iterator[GaugeMetricFamily]:
    counts = GaugeMetricFamily("tidewaiter_sources", "Sources by state.", labels=["state"])
    for state in STATES:
        counts.add_metric([state], one.counts[state])
    yield counts
    states = GaugeMetricFamily("tidewaiter_source_state", "1 for the state a source is in.", labels=["source", "state"])
    for source in one.sources:
        states.add_metric([source.source, source.state], 1)
    yield states
    yield from _rates(one)
    yield from _lag("index", "records that wait for the index", one.index)
    yield from _lag("alerts", "alerts that lie in no delivery yet", one.alerts)
    yield from _lag("deliveries", "deliveries that have not arrived", one.deliveries)
    yield _plain("queue_runs", "Runs that wait for a worker.", one.queue)
    yield _plain("scheduler_held", "Whether a process holds the schedule.", bool(one.scheduler))
    yield _plain("disk_free_bytes", "Free bytes of the workspace's disk.", one.space.free)
    yield _plain("evidence_bytes", "Bytes of the evidence folder.", one.space.evidence)
    yield _plain("workspace_bytes", "Bytes of the whole workspace.", one.space.workspace)
    if one.space.database is not None:
        yield _plain("database_bytes", "Bytes of the database file.", one.space.database)
    yield _plain("ledger_entries", "The sequence of the ledger's head.", one.proof.seq)
    yield _plain("ledger_unsealed_entries", "Entries that no seal covers yet.", one.proof.behind)
    yield _plain("troubles", "Things that need a person.", len(one.troubles))


def _rates(one: Status) -> Iterator[GaugeMetricFamily]:
    labels = ["source", "field"]
    now = GaugeMetricFamily(
        "tidewaiter_field_filled_ratio", "Pages that state a field, in the last run.", labels=labels
    )
    usual = GaugeMetricFamily("tidewaiter_field_usual_ratio", "The same in earlier healthy runs.", labels=labels)
    odd = GaugeMetricFamily("tidewaiter_field_unusual", "1 where a field was read out of the usual.", labels=labels)
    for rate in one.rates:
        named = [rate.source, rate.field]
        now.add_metric(named, rate.now)
        odd.add_metric(named, float(bool(rate.unusual)))
        if rate.usual is not None:
            usual.add_metric(named, rate.usual)
    yield from (now, usual, odd)


def _lag(name: str, what: str, lag: Lag) -> Iterator[GaugeMetricFamily]:
    yield _plain(f"{name}_waiting", f"Number of {what}.", lag.waiting)
    yield _plain(f"{name}_oldest_seconds", f"Age of the oldest of {what}.", lag.oldest)
    yield _plain(f"{name}_failed", f"Of {what}: tried and not taken.", lag.failed)


def _plain(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"tidewaiter_{name}", says, value=float(value))
