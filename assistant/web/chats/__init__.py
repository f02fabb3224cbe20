"""Adapters between the service and the chat platforms of organisations."""
