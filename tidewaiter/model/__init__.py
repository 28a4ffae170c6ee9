"""The words of the house as frozen dataclasses, their ids, and the one fold. Standard library only."""
