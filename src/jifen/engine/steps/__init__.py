"""The thirteen steps of LANGUAGE §4, one module each; every step adds columns to the batch."""
