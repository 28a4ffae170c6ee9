"""Which column of a table says what: written by a person, or proposed from the head of the table and its first rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from crawler.profiles.marks import read_yaml
from tidewaiter.model.errors import WrongUse

Column = Annotated[str, Field(min_length=1, max_length=200)]
Role = Literal["time", "text", "sender", "sender_id", "chat", "number", "reply_to", "edited", "media"]


@cache
def known_names() -> Mapping[Role, frozenset[str]]:
    plain = yaml.safe_load(files("crawler.importers").joinpath("columns.yaml").read_text(encoding="utf-8"))
    return {role: frozenset(str(plain[role]).split()) for role in get_args(Role)}


class ColumnMap(BaseModel):
    """The columns of a table by what they say. `time_form` is a form of strptime, for times that are not ISO 8601."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[Role, Column]
    time_form: Annotated[str, Field(max_length=100)] = ""
    zone: Annotated[str, Field(max_length=60)] = ""
    sheet: Annotated[str, Field(max_length=200)] = ""


def load_mapping(text: str, name: str) -> ColumnMap:
    """Raises WrongUse with the place of the first fault."""
    plain, marks = read_yaml(text, name)
    try:
        found = ColumnMap.model_validate(plain)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        raise WrongUse(f"a mapping that cannot be meant: {first['msg']}", where=marks.where(tuple(first["loc"])),
                       todo="see docs/channels.md") from fault  # fmt: skip
    if "text" not in found.columns:
        raise WrongUse("the mapping names no column for the text", where=name, todo="columns: {text: NAME OF COLUMN}")
    return found


def propose(head: Sequence[str]) -> ColumnMap:
    """The mapping that the names of the columns suggest. Raises WrongUse where none is known for the text."""
    columns: dict[Role, str] = {}
    for role, names in known_names().items():
        found = next((name for name in head if _plain(name) in names and name not in columns.values()), None)
        if found:
            columns[role] = found
    if "text" not in columns:
        shown = ", ".join(name[:40] for name in head[:30]) or "none"
        raise WrongUse(
            "no column is known to hold what was said", todo=f"write a mapping file; the columns are: {shown}"
        )
    return ColumnMap(columns=columns)


def write(mapping: ColumnMap) -> str:
    """As the file that a person corrects."""
    plain = {name: value for name, value in mapping.model_dump().items() if value}
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False)


def _plain(name: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKC", name).casefold() if one.isalnum() or _joins(one))


def _joins(letter: str) -> bool:
    """Vowel signs of Thai and the like belong to their word."""
    return unicodedata.category(letter).startswith("M")
