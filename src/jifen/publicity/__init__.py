"""Public notices (公示): a frozen sheet on show for a window, from the secrecy check to the result.

Never changes points: the room that published decides what follows. Columns are those the 办法 lists, and no others.
"""
