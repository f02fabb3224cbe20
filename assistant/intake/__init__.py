"""Taking in new policies: read a file, describe it, propose its rules, prove them, confirm them."""
