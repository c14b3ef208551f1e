"""`jifen ledger`: look after account books at the keyboard of the server."""
