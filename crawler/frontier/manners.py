"""How a source is asked: the profile's politeness, the order's changes to it, and the limits of this product."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import ConfigDict, TypeAdapter, ValidationError

from crawler.profiles import Politeness
from crawler.readers.bounded import LONGEST
from tidewaiter.model.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Patience:
    """What no profile needs to say. Seconds, unless named otherwise."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    timeout: float = 120.0  # for a whole answer; a slow onion needs 20 s for its first byte
    largest: int = 16 << 20  # bytes of an answer, packed and unpacked
    backoff: float = 5.0  # after the first failure of a page; doubles with each
    slow_backoff: float = 60.0  # where tor says that the onion is not published
    longest_backoff: float = 600.0
    rest_after: int = 3  # failures in a row, of one mirror
    rest: float = 300.0  # of that mirror; doubles with each rest
    most_rests: int = 3  # of all mirrors in a row, then the run ends
    queue_wait: float = 20.0  # where a queue page does not say
    queue_rounds: int = 30  # queue pages of one page, then it has failed
    queue_rows: int = 3  # pages in a row that meet a queue: then it stands before the whole source
    reading: float = LONGEST  # of CPU, for one page
    reading_killed: float = 15.0  # of CPU: then native code holds the reader, and the process is ended for it
    walls_in_row: int = 10  # login or CAPTCHA pages without content between them, then a person is asked


@dataclass(frozen=True, slots=True)
class Manners:
    politeness: Politeness
    patience: Patience
    attempts: int

    def awake(self, at: datetime) -> bool:
        """Whether the source is asked at this hour (UTC)."""
        spans = self.politeness.active_hours
        return not spans or any(span.holds(at.time()) for span in spans)

    def pause(self, failures: int, *, slow: bool, chance: float) -> float:
        """Seconds until a page that failed is asked again; `chance` in [0, 1) spreads them by a half either way."""
        first = self.patience.slow_backoff if slow else self.patience.backoff
        return min(first * 2.0**failures, self.patience.longest_backoff) * (0.5 + chance)

    def queue_wait(self, said: int | None) -> float:
        """Seconds until a queue page's own refresh, within reason."""
        return min(max(float(said if said is not None else self.patience.queue_wait), 0.5), 600.0)


def manners(politeness: Politeness, changes: Mapping[str, object], *, attempt_limit: int = 0) -> Manners:
    """The profile's politeness with the order's changes. Raises WrongUse for an unknown change."""
    polite_names = {f.name for f in dataclasses.fields(Politeness)}
    polite = {name: value for name, value in changes.items() if name in polite_names}
    patient = {name: value for name, value in changes.items() if name not in polite_names}
    try:
        # The spans of active hours are values already; only what changes is checked anew.
        checked = TypeAdapter(Politeness).validate_python(polite)
        politeness = dataclasses.replace(politeness, **{name: getattr(checked, name) for name in polite})
        patience = TypeAdapter(Patience).validate_python(patient)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        name = ".".join(str(step) for step in first["loc"])
        raise WrongUse(f"the order's politeness: {name}: {first['msg']}") from fault
    return Manners(politeness, patience, attempt_limit or politeness.retries + 1)
