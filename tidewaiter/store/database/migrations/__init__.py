"""The versions of the database. Batch mode copies whole tables on SQLite: take a copy before a big step."""
