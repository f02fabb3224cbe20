"""The tables as the newest version has them; migrations/ makes them, nothing else does."""

from __future__ import annotations

import sqlalchemy as sql

REVISIONS = ("1", "2", "3", "4", "5", "6")
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
    sql.Column("turns", sql.String, nullable=False, server_default=""),
    sql.Column("salt", sql.String, nullable=False, server_default=""),
    sql.Column("entry", sql.Integer, nullable=False, server_default="0"),
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
LOG = sql.Table(
    "log",
    METADATA,
    sql.Column("seq", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("day", sql.String, nullable=False),
    sql.Column("commitment", sql.String, nullable=False),
    sql.Index("log_of_day", "day", "seq"),
    sql.Index("log_of_commitment", "commitment"),
)
ROOTS = sql.Table(
    "roots",
    METADATA,
    sql.Column("day", sql.String, primary_key=True),
    sql.Column("size", sql.Integer, nullable=False),
    sql.Column("tree", sql.String, nullable=False),
    sql.Column("before", sql.String, nullable=False),
    sql.Column("root", sql.String, nullable=False),
    sql.Column("signature", sql.String, nullable=False),
)
KEYS = sql.Table(
    "keys",
    METADATA,
    sql.Column("id", sql.String, primary_key=True),
    sql.Column("name", sql.String, nullable=False),
    sql.Column("digest", sql.String, nullable=False),
    sql.Column("scopes", sql.String, nullable=False),
    sql.Column("per_day", sql.Integer, nullable=False),
    sql.Column("created_at", sql.String, nullable=False),
)
USES = sql.Table(
    "uses",
    METADATA,
    sql.Column("key_id", sql.String, primary_key=True),
    sql.Column("day", sql.String, primary_key=True),
    sql.Column("n", sql.Integer, nullable=False),
)
HANDOVERS = sql.Table(
    "handovers",
    METADATA,
    sql.Column("seq", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("conversation_id", sql.String, nullable=False),
    sql.Column("note", sql.String, nullable=False),
    sql.Column("reach", sql.String, nullable=False),
    sql.Column("created_at", sql.String, nullable=False),
    sql.Column("closed_at", sql.String, nullable=False),
    sql.Column("closed_by", sql.String, nullable=False),
    sql.Index("handover_of_conversation", "conversation_id", unique=True),
)
COMPANIES = sql.Table(
    "companies",
    METADATA,
    sql.Column("id", sql.String, primary_key=True),
    sql.Column("body", sql.String, nullable=False),
    sql.Column("created_at", sql.String, nullable=False),
)
