"""What receipts need: an answer's messages and salt, the log, the roots of its days."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Answers from before have no place in the log."""
    for name in ("turns", "salt"):
        op.add_column("answers", sql.Column(name, sql.String, nullable=False, server_default=""))
    op.add_column("answers", sql.Column("entry", sql.Integer, nullable=False, server_default="0"))
    op.create_table(
        "log",
        sql.Column("seq", sql.Integer, primary_key=True, autoincrement=True),
        sql.Column("day", sql.String, nullable=False),
        sql.Column("commitment", sql.String, nullable=False),
    )
    op.create_index("log_of_day", "log", ["day", "seq"])
    op.create_table(
        "roots",
        sql.Column("day", sql.String, primary_key=True),
        sql.Column("size", sql.Integer, nullable=False),
        sql.Column("tree", sql.String, nullable=False),
        sql.Column("before", sql.String, nullable=False),
        sql.Column("root", sql.String, nullable=False),
        sql.Column("signature", sql.String, nullable=False),
    )
