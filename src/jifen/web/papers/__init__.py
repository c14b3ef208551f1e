"""Papers at the door: keeping the one of a form, whose papers are seen, their download."""
