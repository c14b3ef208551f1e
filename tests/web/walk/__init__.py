"""A walk over every page as somebody, and the eyes that look at every answer on the way."""
