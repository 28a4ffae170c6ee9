"""From a reading to a record in the index: check, extract, derive, record, leads, index."""
