"""Rows of a workbook → members and facts of the engine, with every fault a scheme can tell, all at once.

Owns which sheets and columns a scheme is fed with, and what the words in them mean. Never scores.
"""

from __future__ import annotations

from jifen.engine.intake.book import Intake, SeveralPeriods, take_in
from jifen.engine.intake.fitting import fit_facts
from jifen.engine.intake.notes import Notes, Trouble
from jifen.engine.intake.register import Register
from jifen.engine.intake.roster import Roster
from jifen.engine.intake.sheets import CHANGES, FACTS, FINDINGS, MEMBERS, Sheets

__all__ = [
    "CHANGES",
    "FACTS",
    "FINDINGS",
    "MEMBERS",
    "Intake",
    "Notes",
    "Register",
    "Roster",
    "SeveralPeriods",
    "Sheets",
    "Trouble",
    "fit_facts",
    "take_in",
]
