"""Which vendors may be one: who names the same key, wallet or contact, or says the same. Nobody is merged by it.

near = neighbourhood(rows, (source, handle), depth=2)
"""

from pipelines.links.graph import Aside, Link, Neighbourhood, Seller
from pipelines.links.reach import neighbourhood

__all__ = ["Aside", "Link", "Neighbourhood", "Seller", "neighbourhood"]
