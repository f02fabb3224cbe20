"""Readers: each walks the expression of a rule for one purpose, and knows no kind of amount."""
