"""Conversations that a person of the department is asked to go on with."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Nobody has asked yet."""
    op.create_table(
        "handovers",
        sql.Column("seq", sql.Integer, primary_key=True, autoincrement=True),
        sql.Column("conversation_id", sql.String, nullable=False),
        sql.Column("note", sql.String, nullable=False),
        sql.Column("reach", sql.String, nullable=False),
        sql.Column("created_at", sql.String, nullable=False),
        sql.Column("closed_at", sql.String, nullable=False),
        sql.Column("closed_by", sql.String, nullable=False),
    )
    op.create_index("handover_of_conversation", "handovers", ["conversation_id"], unique=True)
