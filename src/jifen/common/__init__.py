"""Values every floor shares: enums whose members carry a label, and the sheet of plain cells.

Never holds a domain noun, and never becomes a drawer for what has no home.
"""
