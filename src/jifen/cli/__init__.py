"""The `jifen` command: a door. It parses, makes one call, and prints.

Never decides. Doors are the only rooms that read the clock.
"""
