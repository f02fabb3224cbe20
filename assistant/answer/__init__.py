"""From evidence to a verified answer and its renderings."""
