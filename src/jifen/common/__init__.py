"""Values every floor shares: who acts and on what ground, answers with reasons, labelled enums, the plain sheet.

Holds no noun of a single room, and never becomes a drawer for what has no home. All is pure but `common.orm`, which
gives the tables of every room their base fields and is barred to the pure rooms.
"""
