"""Pages of organisations and people."""
