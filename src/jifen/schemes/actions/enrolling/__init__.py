"""Acts on the list of a points year: made, corrected, ended."""

from jifen.schemes.actions.enrolling.changing import change_enrolment, end_enrolment
from jifen.schemes.actions.enrolling.making import enrol_year

__all__ = ["change_enrolment", "end_enrolment", "enrol_year"]
