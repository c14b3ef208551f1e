"""People: lists, one person, what happens to him, and his own file."""
