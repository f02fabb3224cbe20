"""API keys, of which only hashes are kept, their uses on a day; the log by commitment."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Nobody has a key yet."""
    op.create_table(
        "keys",
        sql.Column("id", sql.String, primary_key=True),
        sql.Column("name", sql.String, nullable=False),
        sql.Column("digest", sql.String, nullable=False),
        sql.Column("scopes", sql.String, nullable=False),
        sql.Column("per_day", sql.Integer, nullable=False),
        sql.Column("created_at", sql.String, nullable=False),
    )
    op.create_table(
        "uses",
        sql.Column("key_id", sql.String, primary_key=True),
        sql.Column("day", sql.String, primary_key=True),
        sql.Column("n", sql.Integer, nullable=False),
    )
    op.create_index("log_of_commitment", "log", ["commitment"])
