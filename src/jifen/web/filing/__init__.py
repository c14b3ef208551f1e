"""Pages of what is filed with the superior."""
