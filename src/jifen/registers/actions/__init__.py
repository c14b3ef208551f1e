"""Verbs of this room, one public function per act; nothing is deleted, what was wrong is corrected or struck."""

from jifen.registers.actions.beginning import About, begin_occasion, edit_occasion, strike_occasion
from jifen.registers.actions.filling import fill_occasion, strike_line
from jifen.registers.actions.fitting import Filled
from jifen.registers.actions.reading import read_notes
from jifen.registers.actions.taking import mark_taken, release_lines

__all__ = [
    "About",
    "Filled",
    "begin_occasion",
    "edit_occasion",
    "fill_occasion",
    "mark_taken",
    "read_notes",
    "release_lines",
    "strike_line",
    "strike_occasion",
]
