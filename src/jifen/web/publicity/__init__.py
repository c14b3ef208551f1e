"""Pages of public notices."""
