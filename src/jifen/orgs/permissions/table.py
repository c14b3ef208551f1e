"""The table of rights (domain §4.3): act → roles with their reach. A test prints it and tries every cell."""

from __future__ import annotations

from jifen.common.permissions import Reach, Rule
from jifen.orgs.states.acts import Act
from jifen.orgs.states.roles import Role

Roles = dict[str, Reach]
_OWN, _BELOW, _TREE, _ALL = Reach.OWN, Reach.BELOW, Reach.TREE, Reach.ALL
_R = Role

_OFFICERS: Roles = {_R.SECRETARY: _OWN, _R.DEPUTY_SECRETARY: _OWN, _R.ORGANIZATION_COMMISSIONER: _OWN}
_DESK: Roles = {**_OFFICERS, _R.RECORDER: _OWN}
_COMMITTEE: Roles = {
    **_DESK,
    _R.PUBLICITY_COMMISSIONER: _OWN,
    _R.DISCIPLINE_COMMISSIONER: _OWN,
    _R.COMMITTEE_MEMBER: _OWN,
}
_SUPERIOR: Roles = {_R.ORGANIZER: _TREE, _R.COUNTY_ORGANIZER: _TREE}
_ONLOOKERS: Roles = {
    _R.SUPERVISING_LEADER: _OWN,
    _R.SECTION_HEAD: _OWN,
    _R.LIAISON_LEADER: _OWN,
    _R.MEMBER: _OWN,
}
_GROUP: Roles = {_R.GROUP_LEADER: _OWN, _R.DEPUTY_GROUP_LEADER: _OWN}
_POINTS_GROUP: Roles = {
    _R.POINTS_GROUP_HEAD: _OWN,
    _R.POINTS_GROUP_DEPUTY: _OWN,
    _R.POINTS_GROUP_MEMBER: _OWN,
}

_WHO_DESK = "本支部书记、组织委员、记录员，或上级党委组织员"
_WHO_SUPERIOR = "上级党委组织员或县委组织部"
_WHO_OFFICERS = "本支部书记、组织委员，或上级党委组织员"
_WHO_ACCOUNTS = "本支部书记、上级党委组织员，或系统管理员"


def _rule(act: Act, roles: Roles, who: str, *, own: bool = False) -> Rule:
    return Rule(act, roles, who, own)


_STANDING = (
    Act.ACCEPT_ACTIVIST,
    Act.LIST_TARGET,
    Act.CANCEL_ACTIVIST,
    Act.ADMIT,
    Act.EXTEND_PROBATION,
    Act.CONVERT,
    Act.CANCEL_PROBATION,
    Act.SUSPEND,
    Act.RESTORE,
    Act.LEAVE,
    Act.EXPEL,
    Act.RECORD_DEATH,
    Act.CORRECT_STANDING,
)
_FACTS_OF_PEOPLE = (
    Act.ENTER_PERSON,
    Act.EDIT_PERSON,
    Act.ASSIGN_GROUP,
    Act.RECORD_CIRCUMSTANCE,
    Act.END_CIRCUMSTANCE,
    Act.RECORD_BOND,
    Act.END_BOND,
    Act.FORM_HOUSEHOLD,
    Act.CHANGE_HOUSEHOLD,
    Act.SEND_TRANSFER,
    Act.ACCEPT_TRANSFER,
    Act.RETURN_TRANSFER,
    Act.CANCEL_TRANSFER,
    Act.IMPORT_ROSTER,
    Act.RECHECK_ROSTER,
    Act.APPLY_ROSTER,
    Act.DISCARD_ROSTER,
    Act.UNDO_ROSTER,
    Act.EXPORT_ROSTER,
    *_STANDING,
)
_SEEN_BY_ALL: Roles = {
    **_COMMITTEE,
    **_SUPERIOR,
    **_ONLOOKERS,
    **_GROUP,
    **_POINTS_GROUP,
    _R.PARTY_OFFICE: _TREE,
    _R.ADMIN: _ALL,
    _R.AUDITOR: _ALL,
}
_SEEN_PEOPLE: Roles = {**_COMMITTEE, **_SUPERIOR, **_GROUP, **_POINTS_GROUP, _R.PARTY_OFFICE: _TREE}

_SEEN_MEASURES: Roles = {**_COMMITTEE, **_SUPERIOR, _R.PARTY_OFFICE: _TREE}

_ROWS: tuple[Rule, ...] = (
    _rule(Act.VIEW_ORGANIZATION, _SEEN_BY_ALL, "本组织的党员、任职的同志，或上级党委"),
    _rule(Act.FOUND_ORGANIZATION, _SUPERIOR, _WHO_SUPERIOR),
    _rule(Act.FOUND_GROUP, {**_OFFICERS, **_SUPERIOR}, _WHO_OFFICERS),
    _rule(Act.EDIT_ORGANIZATION, {**_DESK, **_SUPERIOR}, _WHO_DESK),
    _rule(Act.MOVE_ORGANIZATION, {_R.ORGANIZER: _BELOW, _R.COUNTY_ORGANIZER: _BELOW}, _WHO_SUPERIOR),
    _rule(Act.MERGE_ORGANIZATION, {_R.ORGANIZER: _BELOW, _R.COUNTY_ORGANIZER: _BELOW}, _WHO_SUPERIOR),
    _rule(Act.DISSOLVE_ORGANIZATION, {_R.ORGANIZER: _BELOW, _R.COUNTY_ORGANIZER: _BELOW}, _WHO_SUPERIOR),
    _rule(Act.DISSOLVE_GROUP, {**_OFFICERS, **_SUPERIOR}, _WHO_OFFICERS),
    _rule(Act.VIEW_PEOPLE, _SEEN_PEOPLE, "本支部委员、记录员、党小组组长，或上级党委"),
    _rule(Act.VIEW_PERSON, _SEEN_PEOPLE, "本人、本支部委员、记录员、党小组组长，或上级党委", own=True),
    _rule(Act.VIEW_DISCIPLINE, _SEEN_MEASURES, "本人、本支部委员、记录员，或上级党委", own=True),
    _rule(Act.VIEW_FILE, {**_DESK, **_SUPERIOR}, f"本人、{_WHO_DESK}", own=True),
    _rule(Act.REVEAL, {**_DESK, _R.ORGANIZER: _TREE}, f"本人、{_WHO_DESK}", own=True),
    _rule(Act.RECORD_DISCIPLINE, {**_OFFICERS, _R.ORGANIZER: _TREE}, _WHO_OFFICERS),
    _rule(Act.MERGE_PEOPLE, {_R.ORGANIZER: _TREE, _R.COUNTY_ORGANIZER: _TREE}, _WHO_SUPERIOR),
    _rule(Act.UNDO_MERGE, {_R.ORGANIZER: _TREE, _R.COUNTY_ORGANIZER: _TREE}, _WHO_SUPERIOR),
    *(
        _rule(act, {**_DESK, **_SUPERIOR}, _WHO_DESK)
        for act in (Act.APPOINT, Act.END_APPOINTMENT, Act.RENEW_COMMITTEE, Act.NAME_POINTS_GROUP)
    ),
    *(_rule(act, {**_DESK, **_SUPERIOR}, _WHO_DESK) for act in _FACTS_OF_PEOPLE),
    *(
        _rule(act, {_R.SECRETARY: _OWN, **_SUPERIOR, _R.ADMIN: _ALL}, _WHO_ACCOUNTS)
        for act in (
            Act.VIEW_ACCOUNTS,
            Act.OPEN_ACCOUNT,
            Act.CLOSE_ACCOUNT,
            Act.REOPEN_ACCOUNT,
            Act.ISSUE_SLIP,
            Act.RESET_SECOND_FACTOR,
        )
    ),
)
RULES: dict[Act, Rule] = {Act(rule.act): rule for rule in _ROWS}
"""Acts without a row (signing in, changing hat and password) are one's own and ask for no right."""
