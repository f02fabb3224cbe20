"""Question sets, judging and reports."""
