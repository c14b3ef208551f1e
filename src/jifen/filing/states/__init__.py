"""Acts and states of this room, and the sheet as plain values. Pure."""
