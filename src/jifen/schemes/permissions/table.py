"""The table of rights (domain §4.3): act → roles with their reach.

A branch drafts and enters what its assembly decided; a superior does so for its own and for all below it. The recorder
is the typist of both: the paper says who decided.
"""

from __future__ import annotations

from jifen.common.permissions import Reach, Rule
from jifen.orgs.states.roles import Role
from jifen.schemes.states.acts import Act

Roles = dict[str, Reach]
_OWN, _TREE, _ALL = Reach.OWN, Reach.TREE, Reach.ALL
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
_OFFICE: Roles = {**_SUPERIOR, _R.PARTY_OFFICE: _TREE}
_GROUP: Roles = {_R.GROUP_LEADER: _OWN, _R.DEPUTY_GROUP_LEADER: _OWN}
_POINTS_GROUP: Roles = {
    _R.POINTS_GROUP_HEAD: _OWN,
    _R.POINTS_GROUP_DEPUTY: _OWN,
    _R.POINTS_GROUP_MEMBER: _OWN,
}
_SEEN_BY_ALL: Roles = {
    **_COMMITTEE,
    **_OFFICE,
    **_GROUP,
    **_POINTS_GROUP,
    _R.SUPERVISING_LEADER: _OWN,
    _R.SECTION_HEAD: _OWN,
    _R.LIAISON_LEADER: _OWN,
    _R.MEMBER: _OWN,
    _R.ADMIN: _ALL,
    _R.AUDITOR: _ALL,
}

_WHO_DRAFTS = "本组织的委员、记录员，或上级党委组织员"
_WHO_DESK = "本支部书记、组织委员、记录员，或上级党委组织员"
_WHO_OFFICERS = "本支部书记、组织委员，或上级党委组织员"
_WHO_SUPERIOR = "上级党委组织员、党建办或县委组织部"
_WHO_HIMSELF = "党员本人，本支部书记、组织委员、记录员、党小组长，或上级党委组织员"

_WHO_SIGNS = "上级党委组织员、党建办"
_WHO_COUNTY = "县委组织部"

_DRAFTING = (
    Act.START_SCHEME,
    Act.START_VERSION,
    Act.SAVE_DRAFT,
    Act.CHANGE_VALUES,
    Act.VALIDATE_VERSION,
    Act.WITHDRAW_VERSION,
)
_ENTERING = (
    Act.ADOPT_VERSION,
    Act.PUT_IN_FORCE,
    Act.SUPERSEDE_VERSION,
    Act.ENROL_YEAR,
    Act.CHANGE_ENROLMENT,
    Act.END_ENROLMENT,
    Act.FILL_EXEMPTION_FORM,
    Act.GIVE_BRANCH_OPINION,
    Act.END_EXEMPTION,
    Act.RENEW_EXEMPTION,
)
_OWN_PLAN = (Act.DRAFT_PLAN, Act.SAVE_PLAN, Act.OFFER_PLANS, Act.CHANGE_PLAN, Act.WITHDRAW_PLAN)
_PLANS_OF_ALL = (
    Act.LAY_OUT_PLANS,
    Act.IMPORT_PROMISES,
    Act.RETURN_PLAN,
    Act.ACCEPT_PLANS,
    Act.SHOW_PLANS,
)
_SEE_PLANS: Roles = {
    **_COMMITTEE,
    **_OFFICE,
    **_GROUP,
    **_POINTS_GROUP,
    _R.SUPERVISING_LEADER: _OWN,
}
_WISHING = (Act.EXPRESS_WISH, Act.WITHDRAW_WISH)
_READING = (Act.VIEW_EXEMPTIONS, Act.READ_EXEMPTION_FORM)
_COUNTY: Roles = {_R.COUNTY_ORGANIZER: _TREE}

_ROWS: tuple[Rule, ...] = (
    Rule(Act.VIEW_SCHEMES, _SEEN_BY_ALL, "本组织的党员、任职的同志，或上级党委"),
    *(Rule(act, {**_COMMITTEE, **_OFFICE}, _WHO_DRAFTS) for act in _DRAFTING),
    *(Rule(act, {**_DESK, **_SUPERIOR}, _WHO_DESK) for act in _ENTERING),
    Rule(Act.APPROVE_VERSION, _OFFICE, _WHO_SUPERIOR),
    Rule(
        Act.VIEW_ENROLMENTS,
        {**_COMMITTEE, **_OFFICE, **_POINTS_GROUP},
        "本支部委员、记录员、积分工作小组，或上级党委",
    ),
    Rule(
        Act.VIEW_PLANS,
        _SEE_PLANS,
        "党员本人，本支部委员、记录员、党小组长、分管领导、积分工作小组，或上级党委",
        own=True,
    ),
    *(Rule(act, {**_DESK, **_GROUP, **_SUPERIOR}, _WHO_HIMSELF, own=True) for act in _OWN_PLAN),
    *(Rule(act, {**_DESK, **_SUPERIOR}, _WHO_DESK) for act in _PLANS_OF_ALL),
    *(
        Rule(act, {**_COMMITTEE, **_OFFICE}, "本人、本支部委员、记录员，或上级党委", own=True)
        for act in _READING
    ),
    *(Rule(act, {**_DESK, **_SUPERIOR}, f"本人，或{_WHO_DESK}", own=True) for act in _WISHING),
    Rule(Act.GIVE_COMMITTEE_OPINION, _OFFICE, _WHO_SIGNS),
    Rule(Act.APPROVE_EXEMPTION, _COUNTY, _WHO_COUNTY),
    Rule(Act.REFUSE_EXEMPTION, _COUNTY, _WHO_COUNTY),
    Rule(Act.CHOOSE_RECORDER, {**_OFFICERS, **_SUPERIOR}, _WHO_OFFICERS),
    Rule(Act.IMPORT_HOLIDAYS, {_R.ORGANIZER: _ALL, _R.COUNTY_ORGANIZER: _ALL}, "党委组织员或县委组织部"),
)
RULES: dict[Act, Rule] = {Act(rule.act): rule for rule in _ROWS}
