"""Run by Alembic: upgrade over the connection that database.py hands over."""

from __future__ import annotations

from alembic import context

from assistant.web.memory.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
# The transaction is the caller's: all versions or none, also when the process is killed on the way.
context.run_migrations()
