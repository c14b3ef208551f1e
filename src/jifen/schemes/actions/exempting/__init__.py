"""Acts on exemptions: asked for, said a word to, decided, ended, renewed, read."""

from jifen.schemes.actions.exempting.asking import express_wish, fill_exemption_form
from jifen.schemes.actions.exempting.deciding import give_opinion
from jifen.schemes.actions.exempting.ending import end_exemption, renew_exemption, withdraw_wish
from jifen.schemes.actions.exempting.reading import read_exemption_form

__all__ = [
    "end_exemption",
    "express_wish",
    "fill_exemption_form",
    "give_opinion",
    "read_exemption_form",
    "renew_exemption",
    "withdraw_wish",
]
