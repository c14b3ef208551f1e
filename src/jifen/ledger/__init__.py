"""The account book: entries, reversals, chain, seals, closes, and the snapshots of what was reckoned from them.

Never edits, never deletes, never knows why a cycle exists: whoever posts has decided before, and brings the basis.
"""
