"""Acts on people."""

from jifen.orgs.actions.people.bonds import end_bond, record_bond
from jifen.orgs.actions.people.circumstances import end_circumstance, record_circumstance
from jifen.orgs.actions.people.discipline import record_discipline
from jifen.orgs.actions.people.editing import edit_person
from jifen.orgs.actions.people.entering import enter_person
from jifen.orgs.actions.people.households import change_household_head, form_household, move_to_household
from jifen.orgs.actions.people.merging import merge_people, undo_merge
from jifen.orgs.actions.people.reading import reveal
from jifen.orgs.actions.people.standing import correct_standing, move_standing

__all__ = [
    "change_household_head",
    "correct_standing",
    "edit_person",
    "end_bond",
    "end_circumstance",
    "enter_person",
    "form_household",
    "merge_people",
    "move_standing",
    "move_to_household",
    "record_bond",
    "record_circumstance",
    "record_discipline",
    "reveal",
    "undo_merge",
]
