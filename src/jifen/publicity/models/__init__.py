"""Tables of this room. No verbs."""

from jifen.publicity.models.notices import NoticeLine, PublicNotice
from jifen.publicity.models.objections import Objection

__all__ = ["NoticeLine", "Objection", "PublicNotice"]
