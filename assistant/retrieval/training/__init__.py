"""Training our own encoder; nothing that answers a question imports this."""
