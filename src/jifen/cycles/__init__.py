"""The period: what members declare and the desk proposes, endorsed, registered, looked at, decided, posted, sealed.

Never knows the year (it asks the ledger for the book), never weighs (the ledger does), never decides: a body does, and
the paper of its resolution is kept. What a 办法 says about its procedure is read from the 办法, never written here.
"""
