"""How the 办法 of a branch finds its recorder (AMB-40)."""

from __future__ import annotations

from datetime import date

from jifen.orgs.models import Organization
from jifen.rules.model.cycle import Recorder
from jifen.schemes.queries.texts import bound_of
from jifen.schemes.queries.versions import find_version

RECORDER_WORDS = {"elected": "党员大会选举", "committee_member": "由委员担任", "appointed": "支部指定"}
"""How a recorder is found, in words."""


def get_recorder_rule(branch: Organization, on: date) -> Recorder:
    """Return the rule that holds on a day; where a 办法 says nothing, the branch names one."""
    version = find_version(branch, on)
    cycle = bound_of(version).scheme.cycle if version else None
    return (cycle and cycle.recorder) or Recorder(rule="appointed")
