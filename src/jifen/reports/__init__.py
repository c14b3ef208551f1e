"""Every form, card, notice and list as a sheet of plain cells, and the explanation of a figure in sentences.

Never writes domain data.
"""
