"""Pages: parse, one call to a room, redirect or render. Decides nothing."""
