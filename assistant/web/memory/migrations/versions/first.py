"""The database as the first release made it; found without a version, it is taken as this one."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make what is not there yet."""
    if sql.inspect(op.get_bind()).has_table("answers"):
        return
    op.create_table(
        "answers",
        sql.Column("seq", sql.Integer, primary_key=True, autoincrement=True),
        sql.Column("id", sql.String, nullable=False, index=True),
        sql.Column("conversation_id", sql.String, nullable=False),
        sql.Column("question", sql.String, nullable=False),
        sql.Column("created_at", sql.String, nullable=False, index=True),
        sql.Column("body", sql.String, nullable=False),
    )
    op.create_index("answers_of_conversation", "answers", ["conversation_id", "seq"])
    op.create_table(
        "feedback",
        sql.Column("seq", sql.Integer, primary_key=True, autoincrement=True),
        sql.Column("answer_id", sql.String, nullable=False, index=True),
        sql.Column("rating", sql.String, nullable=False),
        sql.Column("comment", sql.String, nullable=False),
        sql.Column("created_at", sql.String, nullable=False),
    )
