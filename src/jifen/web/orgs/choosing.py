"""Choosing people in a form: a plain list for a branch, a search first where there are too many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from jifen.orgs import queries
from jifen.orgs.models import Organization
from jifen.orgs.states.people import Standing
from jifen.orgs.states.roles import OFFICE_OF, Role
from jifen.web.forms import BasisFields
from jifen.web.requests import Request

MOST = 200
Choices = list[tuple[str, str]]
BLANK = ("", "（请选择）")


@dataclass(frozen=True, slots=True)
class People:
    """Who may be chosen; `search` says that the list was too long and is narrowed by words."""

    choices: Choices
    search: bool
    words: str


def people_for(
    request: Request, organization: Organization, *standings: Standing, himself: bool = False
) -> People:
    """Return the people to choose from, of these standings or of any: all of a branch, of a larger tree those whom the
    words of `q` find. `himself`: the actor may be chosen too."""
    words = request.GET.get("q", "").strip()
    rows = queries.list_eligible_for(request.actor, organization)
    if standings:
        rows = rows.filter(standing__in=standings)
    if request.actor.person_id and not himself:
        # Nobody enters an office or sends a letter for himself.
        rows = rows.exclude(pk=request.actor.person_id)
    search = len(rows.order_by().values_list("pk", flat=True)[: MOST + 1]) > MOST
    if search:
        rows = rows.filter(Q(name__icontains=words) | Q(pinyin__icontains=words.lower()))
    found = list(rows[:MOST]) if words or not search else []
    several = len({person.branch_id for person in found}) > 1
    choices = [
        (str(person.pk), f"{person}（{person.branch}）" if several else str(person)) for person in found
    ]
    return People(choices, search, words)


class PersonField(forms.ChoiceField):
    """One person of a list that the view fills in."""

    default_error_messages: ClassVar = {"invalid_choice": "选的同志不在名单里，请重新选择。"}


class HoldersForm(BasisFields):
    """Several offices at once, the first of them required: a list for one holder, ticks for many."""

    def __init__(self, roles: Sequence[Role], choices: Choices, *args: Any, **options: Any) -> None:
        """Take the offices and the people to choose from."""
        self.roles = roles
        super().__init__(*args, **options)
        for role in roles:
            self.fields[role.value.lower()] = _field(role, choices, required=role is roles[0])
        for role in roles:
            widget = self.fields[role.value.lower()].widget
            many = isinstance(widget, forms.CheckboxSelectMultiple)
            widget.attrs["class"] = "choices" if many else "form-select"
        firsts = [*(self.field_order or ()), *(role.value.lower() for role in roles)]
        self.order_fields(firsts)

    def holders(self) -> dict[Role, list[str]]:
        """Return who was chosen for which office."""
        chosen = {role: self.cleaned_data[role.value.lower()] for role in self.roles}
        return {role: ids if isinstance(ids, list) else [ids] for role, ids in chosen.items() if ids}


def _field(role: Role, choices: Choices, *, required: bool) -> forms.Field:
    if OFFICE_OF[role].limit == 1:
        blank = BLANK if required else ("", "（不设）")
        return PersonField(label=role.label, choices=[blank, *choices], required=required)
    return forms.MultipleChoiceField(
        label=role.label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )
