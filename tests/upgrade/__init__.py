"""Databases of every release, and what must hold after an upgrade."""
