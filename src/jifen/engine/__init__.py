"""The arithmetic: facts and compiled scheme tables to scores, grades, flags and trace.

Never defines meaning a second time: what a word means stands in `rules`, how much it gives is computed here.
"""
