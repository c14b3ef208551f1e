"""The law book of an organisation: its 办法 as adopted, version by version, and who takes part in which year.

Never computes a score, never looks up what is carried over from last year (that is passed in), and never changes a
text that was adopted.
"""
