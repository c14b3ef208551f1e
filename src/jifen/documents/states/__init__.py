"""What this room does, what kinds of papers it keeps, how large they may be, why one is refused."""
