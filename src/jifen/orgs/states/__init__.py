"""Codes, tables of moves and tables of roles: everything that can be known without a database."""
