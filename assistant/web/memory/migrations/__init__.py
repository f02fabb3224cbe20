"""Versions of the database, one file each (Alembic), read in the order of its links."""
