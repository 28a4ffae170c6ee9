"""Who may sign in at the web desk: accounts, invitations, sessions, refused tries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _moment(name: str, *, empty: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=empty)


def upgrade() -> None:
    op.create_table(
        "account",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("person", "password")),
        sa.Column("code_secret", sa.LargeBinary(), nullable=True),
        sa.Column("code_step", _NUMBER, nullable=False),
        _moment("changed_at"),
        sa.PrimaryKeyConstraint("person", name="pk_account"),
        sa.ForeignKeyConstraint(["person"], ["person.name"], name="fk_account_person_person"),
    )
    op.create_table(
        "invitation",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("token", "person", "role", "made_by")),
        _moment("made_at"),
        _moment("ends_at"),
        sa.PrimaryKeyConstraint("token", name="pk_invitation"),
    )
    op.create_index("ix_invitation_person", "invitation", ["person"])
    op.create_table(
        "web_session",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("token", "person")),
        *(_moment(name) for name in ("made_at", "seen_at", "ends_at")),
        _moment("since", empty=True),
        sa.PrimaryKeyConstraint("token", name="pk_web_session"),
        sa.ForeignKeyConstraint(["person"], ["person.name"], name="fk_web_session_person_person"),
    )
    op.create_index("ix_web_session_person", "web_session", ["person"])
    op.create_table(
        "refused_sign_in",
        sa.Column("tried", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        _moment("last_at"),
        sa.PrimaryKeyConstraint("tried", name="pk_refused_sign_in"),
    )
    op.create_index("ix_refused_sign_in_last_at", "refused_sign_in", ["last_at"])


def downgrade() -> None:
    for name in ("refused_sign_in", "web_session", "invitation", "account"):
        op.drop_table(name)
