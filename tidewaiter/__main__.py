"""`python -m tidewaiter`."""

from tidewaiter.desk.cli import main

main()
