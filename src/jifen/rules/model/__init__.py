"""The typed model of a scheme file: what can be said. Meaning is compiled and run elsewhere.

Owns the words of the language as frozen types. Never reads a file, evaluates a condition or computes points.
"""
