"""The help widget for other sites."""
