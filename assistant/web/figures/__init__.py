"""What the calculator shows: matters, fields, sums."""
