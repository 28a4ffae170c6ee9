"""Alerts on their way to their owners: gathered, sent until they arrive, each delivery on the record."""

from tidewaiter.schedule.delivery.places import Places
from tidewaiter.schedule.delivery.sending import Delivered, deliver

__all__ = ["Delivered", "Places", "deliver"]
