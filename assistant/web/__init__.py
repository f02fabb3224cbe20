"""The HTTP server: API, pages, events, stored conversations."""
