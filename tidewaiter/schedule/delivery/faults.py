"""What can go wrong on the way: the world's faults, which are tried again."""

from __future__ import annotations

from tidewaiter.model.errors import TidewaiterError


class DeliveryFailed(TidewaiterError):
    """The letter did not arrive this time."""
