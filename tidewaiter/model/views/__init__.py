"""Views over time: pure functions from listings and vendors as they stand to counts, prices and corridors."""

from tidewaiter.model.views.corridor import Cell, Corridor, corridor
from tidewaiter.model.views.listed import Listed, Price
from tidewaiter.model.views.periods import Period

__all__ = ["Cell", "Corridor", "Listed", "Period", "Price", "corridor"]
