"""What an expert of the other side would run: `verify` and its report."""

from tidewaiter.store.evidence.proof.report import Fault, Report
from tidewaiter.store.evidence.proof.verify import verify

__all__ = ["Fault", "Report", "verify"]
