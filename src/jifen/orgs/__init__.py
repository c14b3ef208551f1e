"""Who: the tree of Party organisations, people with their dated history, offices and ties, transfers, accounts.

Never scores anything, and does not know schemes: whether a recorder is chosen as an 办法 asks is checked above, which
then calls down.
"""
