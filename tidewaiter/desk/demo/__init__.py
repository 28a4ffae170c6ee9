"""The demo: everything on this machine, invented, and held against its truth."""
