"""Companies kept by a key that only their owner has."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "6"
down_revision = "5"


def upgrade() -> None:
    """Nobody has kept one yet."""
    op.create_table(
        "companies",
        sql.Column("id", sql.String, primary_key=True),
        sql.Column("body", sql.String, nullable=False),
        sql.Column("created_at", sql.String, nullable=False),
    )
