"""The shared store: one place, a folder or a bucket, that keeps the finished evidence of all machines of a team.

```
warc/RUN-00001.warc.gz               files of runs that are over, of all stations
ledger/STATION/PART-START-END.jsonl  the bytes START to END of a station's ledger file number PART
seals/STATION/seal-....json          a station's seals
torn/STATION/ledger-torn-....part    what a crash left of a ledger's line
```
A station is one workspace on one machine, with a ledger and a key of its own. Nothing here is ever replaced.
"""

from tidewaiter.store.evidence.shared.everywhere import verify_everywhere
from tidewaiter.store.evidence.shared.location import Location
from tidewaiter.store.evidence.shared.record import Record, station_of
from tidewaiter.store.evidence.shared.shelf import SharedWarc
from tidewaiter.store.evidence.shared.store import SharedStore

__all__ = ["Location", "Record", "SharedStore", "SharedWarc", "station_of", "verify_everywhere"]
