"""What must survive: evidence, database, journal, spool."""
