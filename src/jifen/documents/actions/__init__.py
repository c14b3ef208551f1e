"""Verbs that write. `keeping` stores, clears and checks; `cleaning` makes an upload fit to be kept.

Nothing is imported here: the program that opens hostile files (`python -m jifen.documents.actions.cleaning`) starts
below this package, without Django.
"""
