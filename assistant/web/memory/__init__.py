"""What the service keeps: the database, the log, backups."""
