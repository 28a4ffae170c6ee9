"""Evidence: what was received, byte for byte (WARC), what was done (ledger), and proof of both (seal, verify).

The rest by its module: `intake.Intake` (captures into the ledger), `keys`, `facts`, `reading.read_member`, `hiding`.
"""

from tidewaiter.store.evidence.exchange import Exchange
from tidewaiter.store.evidence.ledger import Ledger
from tidewaiter.store.evidence.proof import verify
from tidewaiter.store.evidence.reading import read_capture
from tidewaiter.store.evidence.seals import seal
from tidewaiter.store.evidence.warc_files import WarcFiles

__all__ = ["Exchange", "Ledger", "WarcFiles", "read_capture", "seal", "verify"]
