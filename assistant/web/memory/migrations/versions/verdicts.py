"""One verdict an answer; the hash of what an answer is about beside its id, which is random now."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Of several verdicts the last stays."""
    op.execute(
        "DELETE FROM feedback WHERE seq NOT IN (SELECT max(seq) FROM feedback GROUP BY answer_id)"
    )
    op.drop_index("ix_feedback_answer_id", "feedback")
    op.create_index("feedback_of_answer", "feedback", ["answer_id"], unique=True)
    op.add_column("answers", sql.Column("digest", sql.String, nullable=False, server_default=""))
