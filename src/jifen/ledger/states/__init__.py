"""Acts, kinds and states of the book, and the arithmetic of its chain."""
