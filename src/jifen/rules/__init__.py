"""The law book: the scheme language, its reader with line-numbered errors, lint, conditions and compiled tables.

Never knows a framework, a clock, a database, or a path it was not given.
"""
