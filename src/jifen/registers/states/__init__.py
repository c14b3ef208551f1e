"""Acts, kinds and states of this room. Pure."""
