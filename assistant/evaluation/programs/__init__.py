"""Programs under evaluation: this one, another version in its own folder, recorded answers."""
