"""Later messages as edits of the conversation so far, which is then read again from the start."""
