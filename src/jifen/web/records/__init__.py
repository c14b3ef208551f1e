"""Pages of the memory: who did what, and taking old records out."""
