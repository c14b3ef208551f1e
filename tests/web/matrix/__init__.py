"""The matrix of rights: every address × verb × office × relation to the object, written by people, tried by requests.

A room's pages have their rows in `rows/<area>.py`; `docs/reference/access.md` is written from the same rows.
"""
