"""An upload made fit to be kept: told by its content, opened in a process of its own, written anew or refused.

Below here nothing knows Django, a database or a path: bytes in, bytes out.
"""
