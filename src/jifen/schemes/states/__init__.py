"""Acts, states, sources and other codes of this room; pure."""
