"""Pages of the account book: what stands in it, reversing, sealing, closing, checking, taking out."""
