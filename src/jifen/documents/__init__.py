"""Papers: uploaded documents, content-addressed, sniffed, limited, cleaned of hidden data, outside the web root.

Never decides who may read: the room that owns a paper does. Its answer arrives as a value (`Decision`, `Place`).
"""
