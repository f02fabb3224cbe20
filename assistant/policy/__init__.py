"""Policies and their clauses: read from corpus/, parsed, cut into chunks."""
