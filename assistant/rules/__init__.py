"""Funding rules as data and the exact calculator over them."""
