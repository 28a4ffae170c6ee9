"""Everything that runs by itself, killed at random: scheduler, workers, crawls, PostgreSQL and Redis."""
