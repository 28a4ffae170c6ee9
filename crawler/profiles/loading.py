"""From the text of a YAML file to a `Profile`, or to an error that names file, line and column of each fault."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from crawler.profiles.marks import Marks, Plain, Steps, read_yaml
from crawler.profiles.schema import FieldRule, Follow, KeyRule, PageRule, Profile, StatementRule
from tidewaiter.model.errors import ProfileError
from tidewaiter.model.ids import digest
from tidewaiter.model.sighting import BARRIERS, FIELDS

_SCHEMA: TypeAdapter[Profile] = TypeAdapter(Profile)
_LAST_CLEANERS = frozenset({"number", "count", "flag", "price"})
Fault = tuple[Steps, str]


def load(text: str, name: str) -> Profile:
    """The profile that `text` writes. `name` is the file's, for messages. Raises `ProfileError`."""
    plain, marks = read_yaml(text, name)
    if ("digest",) in marks.keys:
        raise _error([(marks.where(("digest",), key=True), "unknown key 'digest'")])
    try:
        profile = _SCHEMA.validate_python(plain | {"digest": _digest(plain)})
    except ValidationError as fault:
        raise _error([_said(found, marks) for found in fault.errors(include_url=False)]) from fault
    faults = list(_meaning(profile))
    if faults:
        raise _error([(marks.where(steps, key=True), what) for steps, what in faults])
    return profile


def _digest(plain: dict[str, Plain]) -> str:
    return digest("profile", json.dumps(plain, sort_keys=True, ensure_ascii=True))


def _said(found: ErrorDetails, marks: Marks) -> tuple[str, str]:
    steps: Steps = tuple(found["loc"])
    kind, what = found["type"], found["msg"].removeprefix("Value error, ")
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return marks.where(steps, key=True), f"unknown key {steps[-1]!r}"
    if kind in ("missing", "missing_argument"):
        return marks.where(steps[:-1]), f"the key {steps[-1]!r} is missing"
    path = ".".join(str(step) for step in steps)
    return marks.where(steps), f"{path}: {what}"


def _error(faults: list[tuple[str, str]]) -> ProfileError:
    (where, what), *more = sorted(faults, key=lambda fault: [int(part) for part in fault[0].rsplit(":", 2)[1:]])
    todo = "see docs/sources.md"
    if more:
        todo = "and: " + "; ".join(f"{place}: {said}" for place, said in more[:20])
    return ProfileError(what, where=where, todo=todo)


def _meaning(profile: Profile) -> Iterator[Fault]:
    """What each value alone may say but the whole may not."""
    for n, rule in enumerate(profile.pages):
        yield from _page_faults(rule, ("pages", n))
    yield from _follow_faults(profile.follow, ("follow",))
    for n, alias in enumerate(profile.aliases):
        groups = [int(number) for number in re.findall(r"\\(\d+)", alias.key)]
        if max(groups, default=0) > alias.pattern.groups or re.search(r"\\(?!\d)", alias.key):
            yield ("aliases", n, "key"), f"names a group that its pattern lacks: {alias.key!r}"
    named = {f"{kind}.{name}" for kind, names in FIELDS.items() for name in names}
    for wanted in profile.expects.filled:
        if wanted not in named:
            yield ("expect", "filled", wanted), f"{wanted!r} is no kind.field, as in listing.price"


def _page_faults(rule: PageRule, steps: Steps) -> Iterator[Fault]:
    when: Any = rule.when
    if when.by_address_alone and not when.url:
        yield (*steps, "when"), "says nothing; a page is known by url, css, xpath, absent, title or text"
    if rule.page in BARRIERS and rule.statements:
        yield (*steps, "statements"), f"a {rule.page} page holds no content, so it can state nothing"
    if rule.refresh and rule.page != "queue":
        yield (*steps, "refresh"), "only a queue page has a waiting time"
    if rule.refresh:
        yield from _field_faults(rule.refresh, (*steps, "refresh"), rows=False)
    for n, statement in enumerate(rule.statements):
        yield from _statement_faults(statement, (*steps, "statements", n))
    yield from _follow_faults(rule.follow, (*steps, "follow"))


def _follow_faults(rules: tuple[Follow, ...], steps: Steps) -> Iterator[Fault]:
    for n, rule in enumerate(rules):
        if not rule.css and not rule.xpath:
            yield (*steps, n), "a follow rule selects links by css or xpath"


def _statement_faults(rule: StatementRule, steps: Steps) -> Iterator[Fault]:
    key_faults = list(_key_faults(rule.key, (*steps, "key")))
    yield from key_faults
    if rule.each and rule.key.of == "page" and not key_faults:
        yield (*steps, "each"), "each block needs a key of its own: {link: ...}, {number: ...} or part"
    for name, field_rule in rule.fields.items():
        here = (*steps, "fields", name)
        if name not in FIELDS[rule.kind]:
            yield here, f"a {rule.kind} has no field {name!r}; it has {', '.join(FIELDS[rule.kind])}"
        yield from _field_faults(field_rule, here, rows=bool(rule.rows))
    for n, name in enumerate(rule.required):
        if name not in rule.fields:
            yield (*steps, "required", n), f"requires {name!r}, which no rule of this statement reads"


def _key_faults(rule: KeyRule, steps: Steps) -> Iterator[Fault]:
    named = rule.of == "page" and not rule.link and not rule.number
    said = rule.of == "part" and not rule.number
    if not (named or said or (rule.of == "found" and (rule.link or rule.number))):
        yield steps, "a key is one of: page, part, {link: ...}, {number: ...}, {of: part, link: ...}"


def _field_faults(rule: FieldRule, steps: Steps, *, rows: bool) -> Iterator[Fault]:
    if not (rule.css or rule.xpath or rule.row or rule.pattern):
        yield steps, "says nothing; a field is found by css, xpath, row or pattern"
    if rule.row and not rows:
        yield (*steps, "row"), "names a row, but the statement has no rows"
    for n, step in enumerate(rule.clean or ()):
        if step.name in _LAST_CLEANERS and n + 1 < len(rule.clean or ()):
            yield (*steps, "clean", n), f"nothing can follow the cleaner {step.name!r}"
