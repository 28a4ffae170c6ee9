"""The database: what is recorded, folded, judged and planned. SQLite by default, PostgreSQL by address.

`Database.open` is the way in; each module beside it says what can be read or written on its connections.
"""

from tidewaiter.store.database.connect import Database, sqlite_address
from tidewaiter.store.database.folding import Columns, Derive, Seen

__all__ = ["Columns", "Database", "Derive", "Seen", "sqlite_address"]
