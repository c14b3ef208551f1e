"""Tables of this room. No verbs."""

from jifen.publicity.models.notices import NoticeLine, PublicNotice

__all__ = ["NoticeLine", "PublicNotice"]
