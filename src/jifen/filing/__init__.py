"""What a branch sends up: frozen sheets of a period, received, acknowledged (备案) or returned by the superior.

Never changes points: a returned sheet is mended in the room that decided it, and comes again as a new version.
"""
