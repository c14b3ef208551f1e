"""Spreadsheets in and out: xlsx and csv to rows with a full list of faults; rows to xlsx and csv.

Never knows what a row means.
"""
