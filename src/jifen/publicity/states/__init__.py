"""Acts, states and limits of this room; no database."""
