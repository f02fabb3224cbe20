"""What keeps the service running and says how: logs, metrics, traces, the process, calls out."""
