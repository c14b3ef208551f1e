"""Forms of plans: what one says, line by line and month by month; what many are decided by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from django import forms

from jifen.common.refusals import Invalid
from jifen.meetings.queries import Resolution
from jifen.orgs.models import Organization
from jifen.rules.points import PointsError, parse_hundredths
from jifen.schemes.models import TaskPlan
from jifen.schemes.queries import list_leaders
from jifen.schemes.states.allotments import say_month, say_points
from jifen.schemes.states.promises import LONGEST, MOST, Promise, TaskKind
from jifen.web.forms import CodeChoiceField, DatedBasisFields, DayField, Form
from jifen.web.orgs.choosing import PersonField

Done = TypeVar("Done")
SPARE, LEAST = 2, 5
"""Empty lines below those that are written, and how many lines a form has at least."""


class LayOutForm(Form):
    """The 分管领导 of all, where they have the same."""

    year = forms.CharField(max_length=10, widget=forms.HiddenInput)
    supervisor = PersonField(
        label="分管领导",
        required=False,
        help_text="大家都一样的在这里选；不一样的先不选，在各人的计划里写",
    )


class MonthField(forms.CharField):
    """What one month is worth, typed in points; empty is None."""

    def __init__(self, month: date) -> None:
        """Name the month."""
        attrs = {"class": "form-control short", "inputmode": "decimal"}
        super().__init__(
            label=say_month(month), max_length=10, required=False, widget=forms.TextInput(attrs=attrs)
        )

    def clean(self, value: Any) -> int | None:
        """Return hundredths."""
        text = super().clean(value).strip()
        try:
            return parse_hundredths(text) if text else None
        except PointsError as fault:
            raise forms.ValidationError(f"{fault}。") from fault


class PlanForm(Form):
    """What a plan says: 分管领导, its lines, what each month is worth. Empty lines do not count."""

    supervisor = PersonField(label="分管领导", required=False, help_text="月底签注完成情况的同志")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, plan: TaskPlan, months: tuple[date, ...], *args: Any, more: int = 0, **options: Any
    ) -> None:
        """Take the plan, its months, and how many further lines are wanted."""
        self.months = months
        lines = list(plan.lines.all())
        given = max((int(key[8:]) for key in (args[0] or {}) if _numbered(key)), default=0) if args else 0
        wanted = max(len(lines) + SPARE, LEAST, given) + more
        self.count = min(max(wanted, len(lines)), MOST)
        known: dict[str, Any] = {"seen": plan.version, "supervisor": str(plan.supervisor_id or "")}
        for number, line in enumerate(lines, start=1):
            known |= {f"promise_{number}": line.text, f"done_{number}": line.done}
            known |= {f"kind_{number}": line.kind.value, f"due_{number}": _code(line.month)}
        allotted = {row.month: say_points(row.allotted) for row in plan.months.all()}
        known |= {f"month_{place}": allotted.get(month, "") for place, month in enumerate(months, start=1)}
        super().__init__(*args, initial=known, **options)
        for number in range(1, self.count + 1):
            self._add_line(number)
        for place, month in enumerate(months, start=1):
            self.fields[f"month_{place}"] = MonthField(month)

    def _add_line(self, number: int) -> None:
        due = [("", "全年"), *((_code(month), say_month(month)) for month in self.months)]
        area = {"rows": 2, "class": "form-control"}
        self.fields[f"kind_{number}"] = CodeChoiceField(TaskKind, label=f"第 {number} 项类别", required=False)
        self.fields[f"promise_{number}"] = forms.CharField(
            label=f"第 {number} 项目标任务",
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea(attrs=area),
        )
        self.fields[f"done_{number}"] = forms.CharField(
            label=f"第 {number} 项怎样算完成",
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea(attrs=area),
        )
        self.fields[f"due_{number}"] = forms.ChoiceField(
            label=f"第 {number} 项完成月份", choices=due, required=False
        )
        for name in (f"kind_{number}", f"due_{number}"):
            self.fields[name].widget.attrs["class"] = "form-select"
        self.fields[f"kind_{number}"].initial = TaskKind.PROMISE.value

    def lines(self) -> Iterator[dict[str, Any]]:
        """Yield the fields of each line for the page."""
        for number in range(1, self.count + 1):
            names = ("kind", "promise", "done", "due")
            yield {"number": number, **{name: self[f"{name}_{number}"] for name in names}}

    def month_fields(self) -> Iterator[Any]:
        """Yield the field of each month for the page."""
        return (self[f"month_{place}"] for place in range(1, len(self.months) + 1))

    def written(self) -> list[int]:
        """Return the numbers of the lines that are not empty."""
        data = self.cleaned_data
        return [
            number
            for number in range(1, self.count + 1)
            if data.get(f"promise_{number}") or data.get(f"done_{number}")
        ]

    def promises(self) -> list[Promise]:
        """Return the lines that are not empty."""
        data = self.cleaned_data
        return [
            Promise(
                data[f"promise_{number}"],
                data[f"done_{number}"],
                data[f"kind_{number}"] or TaskKind.PROMISE,
                date.fromisoformat(data[f"due_{number}"]) if data[f"due_{number}"] else None,
            )
            for number in self.written()
        ]

    def allotted(self) -> dict[date, int]:
        """Return what each month is worth, in hundredths; months left empty are left out."""
        found = {
            month: self.cleaned_data[f"month_{place}"] for place, month in enumerate(self.months, start=1)
        }
        return {month: points for month, points in found.items() if points is not None}

    def at_its_lines(self, act: Callable[[], Done]) -> Done:
        """Do an act; a fault of the nth written line is placed at the line of the page it was written on."""
        try:
            return act()
        except Invalid as invalid:
            written = self.written()
            raise Invalid(
                **{_place(name, written): said for name, said in invalid.fields.items()}
            ) from invalid


class ChangeForm(Form):
    """From which month on a plan changes, and why."""

    from_on = forms.ChoiceField(label="从哪个月起")
    reason = forms.CharField(
        label="为什么变更", max_length=200, help_text="例如：岗位调整、上级增加了任务、原任务取消"
    )

    def clean_from_on(self) -> date:
        """Return the first day of the month."""
        return date.fromisoformat(self.cleaned_data["from_on"])


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(label="原因", max_length=200)


class PlansField(forms.MultipleChoiceField):
    """Some of the plans that wait for an act."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {  # noqa: RUF012 -- as the framework declares it
        "required": "请至少勾选一份。",
        "invalid_choice": "选的计划刚才有同志办理过，请刷新页面看看。",
    }


class DayForm(Form):
    """Which plans, and on which day: for 提诺 and 亮诺."""

    year = forms.CharField(max_length=10, widget=forms.HiddenInput)
    plans = PlansField(label="计划")
    on = DayField(label="日期")


class AcceptForm(DatedBasisFields):
    """Which plans, and the meeting that accepted them."""

    year = forms.CharField(max_length=10, widget=forms.HiddenInput)
    plans = PlansField(label="计划")
    motion = forms.ChoiceField(label="会上通过的议题", required=False)
    field_order = ("plans", "motion")

    def offer(self, resolutions: list[Resolution]) -> None:
        """Offer the motions that passed; whoever chooses one need not describe the meeting again."""
        choices = [(str(one.motion_id), one.label) for one in resolutions]
        if not choices:
            del self.fields["motion"]
            return
        self.fields["motion"].choices = [("", "（会议没有在这里登记）"), *choices]  # type: ignore[attr-defined]
        self.fields["motion"].widget.attrs["class"] = "form-select"
        self.fields["motion"].help_text = "选了议题，下面的依据不用再填"
        if self.data.get("motion"):
            for name in ("basis_kind", "basis_label", "basis_on"):
                self.fields[name].required = False

    def given(self) -> dict[str, Any]:
        """Return the motion, or the paper."""
        motion = self.cleaned_data.get("motion")
        return {"motion_id": motion} if motion else {"basis": self.basis()}


def leader_choices(branch: Organization, on: date, plan: TaskPlan | None = None) -> list[tuple[str, str]]:
    """Return the people a plan may name as 分管领导, the one it names already among them."""
    people = {str(one.pk): str(one) for one in list_leaders(branch, on)}
    if plan is not None:
        people.pop(str(plan.enrolment.person_id), None)
        if plan.supervisor is not None:
            people.setdefault(str(plan.supervisor.pk), str(plan.supervisor))
    return [("", "（还没有定）"), *people.items()]


def _numbered(key: str) -> bool:
    return key.startswith("promise_") and key[8:].isdecimal() and len(key) < 11


def _place(name: str, written: list[int]) -> str:
    word, _, number = name.rpartition("_")
    if word in ("promise", "done", "due") and number.isdecimal() and int(number) <= len(written):
        return f"{word}_{written[int(number) - 1]}"
    return name


def _code(month: date | None) -> str:
    return month.isoformat() if month else ""
