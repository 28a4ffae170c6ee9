"""Who acts, with which role, and what a role may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    VIEWER = "viewer"
    ANALYST = "analyst"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Act(StrEnum):
    READ = "read"  # search, show, list
    JUDGE = "judge"  # leads, tags, notes
    COLLECT = "collect"  # crawl, import, reread
    ASK_AUTHORITY = "ask-authority"
    APPROVE = "approve"  # authorities, candidates; open quarantined captures
    SET_UP = "set-up"  # persons, settings


_LADDER: Mapping[Act, Role] = {
    Act.READ: Role.VIEWER,
    Act.JUDGE: Role.ANALYST,
    Act.COLLECT: Role.ANALYST,
    Act.ASK_AUTHORITY: Role.ANALYST,
    Act.APPROVE: Role.SUPERVISOR,
    Act.SET_UP: Role.ADMIN,
}
_RANK = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: Role


def may(person: Person, act: Act) -> bool:
    """Whether the person's role reaches the act; each role may what the roles before it may."""
    return _RANK[person.role] >= _RANK[_LADDER[act]]
