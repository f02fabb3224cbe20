"""How things are drawn: pages' templates, words, characters; no service."""
