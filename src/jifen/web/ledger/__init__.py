"""Pages of the account book."""
