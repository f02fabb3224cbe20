"""The tables as the newest version has them; migrations/ makes them, nothing else does."""

from __future__ import annotations

import sqlalchemy as sql

REVISIONS = ("1", "2")
"""All versions, oldest first."""

METADATA = sql.MetaData()

ANSWERS = sql.Table(
    "answers",
    METADATA,
    sql.Column("seq", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("id", sql.String, nullable=False, index=True),
    sql.Column("conversation_id", sql.String, nullable=False),
    sql.Column("question", sql.String, nullable=False),
    sql.Column("created_at", sql.String, nullable=False, index=True),
    sql.Column("body", sql.String, nullable=False),
    sql.Column("digest", sql.String, nullable=False, server_default=""),
    sql.Index("answers_of_conversation", "conversation_id", "seq"),
)
FEEDBACK = sql.Table(
    "feedback",
    METADATA,
    sql.Column("seq", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("answer_id", sql.String, nullable=False),
    sql.Column("rating", sql.String, nullable=False),
    sql.Column("comment", sql.String, nullable=False),
    sql.Column("created_at", sql.String, nullable=False),
    sql.Index("feedback_of_answer", "answer_id", unique=True),
)
