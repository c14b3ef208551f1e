"""Forms about people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from jifen.common.basis import BasisKind, Decider
from jifen.orgs.models import Person
from jifen.orgs.states.acts import Act
from jifen.orgs.states.codes import EDUCATIONS, ETHNICITIES
from jifen.orgs.states.people import (
    BOND_NEEDS,
    BondKind,
    CircumstanceKind,
    LeavingKind,
    Measure,
    Sex,
    Standing,
)
from jifen.orgs.states.purposes import Purpose, SealedPart
from jifen.orgs.states.standing import NEEDS, NOTHING_MORE
from jifen.web.forms import BasisFields, CodeChoiceField, DayField, Form

SEALED = ("id_no", "phone", "landline", "address", "health_note")
ROSTER_ORDER = (
    Standing.FORMAL,
    Standing.PROBATIONARY,
    Standing.DEVELOPMENT_TARGET,
    Standing.ACTIVIST,
    Standing.APPLICANT,
)


def _codes(table: Any) -> list[tuple[str, str]]:
    return [("", "（未填）"), *table.items()]


class PersonFields(Form):
    """What is known of a person."""

    name = forms.CharField(label="姓名", max_length=60)
    mark = forms.CharField(
        label="同名区分", max_length=20, required=False, help_text="本支部有同名的才填，例如“大”“东头”"
    )
    sex = CodeChoiceField(Sex, label="性别", required=False)
    ethnicity = forms.ChoiceField(label="民族", choices=_codes(ETHNICITIES), required=False)
    birth_on = DayField(label="出生日期", required=False)
    id_no = forms.CharField(
        label="公民身份号码",
        max_length=40,
        required=False,
        help_text="填了身份号码的，出生日期和性别可以不填",
    )
    phone = forms.CharField(label="手机", max_length=40, required=False)
    landline = forms.CharField(label="固定电话", max_length=40, required=False)
    address = forms.CharField(label="家庭住址", max_length=120, required=False)
    native_place = forms.CharField(label="籍贯", max_length=60, required=False)
    education = forms.ChoiceField(label="学历", choices=_codes(EDUCATIONS), required=False)
    degree = forms.CharField(label="学位", max_length=40, required=False)
    work_started_on = DayField(label="参加工作日期", required=False)
    work_post = forms.CharField(label="工作岗位", max_length=60, required=False)
    employer = forms.CharField(label="工作单位", max_length=120, required=False)
    member_no = forms.CharField(label="党员编号", max_length=40, required=False)
    joined_on = DayField(
        label="加入党组织日期", required=False, help_text="支部党员大会通过接收为预备党员的日期"
    )
    converted_on = DayField(label="转为正式党员日期", required=False)
    health_note = forms.CharField(label="健康情况", max_length=120, required=False)
    remark = forms.CharField(label="备注", max_length=200, required=False)


class EnterForm(PersonFields):
    """A new person."""

    standing = CodeChoiceField(Standing, ROSTER_ORDER, label="人员类别")
    on = DayField(label="到本支部的日期", help_text="转来的写接收日期，一直在本支部的写加入或者确定的日期")
    field_order = ("name", "mark", "standing", "on", "id_no", "sex", "ethnicity", "birth_on")

    def clean(self) -> dict[str, Any]:
        """Leave out what was not filled in."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class EditForm(PersonFields):
    """What is to be changed of a person; only what differs from what the form showed is saved."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    clear = forms.MultipleChoiceField(
        label="清除", required=False, widget=forms.CheckboxSelectMultiple, help_text="勾选的内容会删掉"
    )

    def __init__(self, data: Any, *, person: Person) -> None:
        """Show what stands there; sealed fields stay closed."""
        self.person = person
        plain = [name for name in PersonFields.base_fields if name not in SEALED]
        known = {name: getattr(person, name) for name in plain}
        super().__init__(data, initial={**known, "version": person.version})
        for name in plain:
            self.fields[name].show_hidden_initial = True
        filled = [name for name in SEALED if getattr(person, name)]
        for name in SEALED:
            now = f"现在是{getattr(person, name)}，不改就空着" if name in filled else "现在没有登记"
            self.fields[name].help_text = now
        self.fields["clear"].choices = [(name, self.fields[name].label) for name in filled]  # type: ignore[attr-defined]
        if not filled:
            del self.fields["clear"]

    def clean(self) -> dict[str, Any]:
        """Refuse a field that is filled in and cleared."""
        for name in self.cleaned_data.get("clear", ()):
            if self.cleaned_data.get(name):
                self.add_error(name, "又填了新的，又勾了清除；请只选一样。")
        return self.cleaned_data

    def changes(self) -> dict[str, Any]:
        """Return the fields that differ, with what is to stand there."""
        names = [name for name in self.changed_data if name in PersonFields.base_fields]
        return {
            **{name: self.cleaned_data[name] for name in names},
            **dict.fromkeys(self.cleaned_data.get("clear", ()), ""),
        }

    def go_on_from(self, person: Person) -> None:
        """Show what another has saved meanwhile, keep what was typed here, and save on top of the new version."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        mine = set(self.changed_data)
        for name in PersonFields.base_fields:
            if name in SEALED:
                continue
            now = self.fields[name].prepare_value(getattr(person, name))
            text = "" if now is None else str(now)
            if name in mine and typed.get(f"initial-{name}", "") != text:
                shown = dict(getattr(self.fields[name], "choices", ())).get(text, text)
                self[name].help_text = f"别的同志刚才改成了：{shown or '（空）'}"
            elif name not in mine:
                typed[name] = text
            typed[f"initial-{name}"] = text
        typed["version"] = str(person.version)
        self.data = typed


class DecidedFields(BasisFields):
    """The paper an act rests on, and who decided where another typed it in (代录)."""

    decided_by = forms.CharField(
        label="由谁决定",
        max_length=120,
        required=False,
        help_text="照纸质材料补录的，写作出决定的会议或者组织，例如“红旗镇党委”",
    )

    def decider(self) -> Decider | None:
        """Return who decided."""
        label = self.cleaned_data.get("decided_by", "").strip()
        return Decider(label, basis=self.basis()) if label else None


class AskingForm(DecidedFields):
    """A form that may have to be confirmed: the tick is shown only after the room has asked."""

    reason = forms.CharField(
        label="说明", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    confirmed = forms.BooleanField(
        label="情况属实，仍要办理", required=False, help_text="勾选以后，请在“说明”里写明原因（不少于四个字）"
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Remember whether the room has asked before."""
        super().__init__(*args, **options)
        self.asked = bool(self.data.get("confirmed"))

    def visible_fields(self) -> list[Any]:
        """Leave out the tick as long as nothing was asked."""
        return [field for field in super().visible_fields() if self.asked or field.name != "confirmed"]


class MoveForm(AskingForm):
    """A move of a standing."""

    on = DayField(label="日期", help_text="作出决定的日期")
    until = DayField(label="预备期延长到")
    leaving = CodeChoiceField(LeavingKind, label="怎样离开", blank="（请选择）")
    seen = forms.BooleanField(label="上面列出的后果已经看清")
    field_order = (
        "on", "until", "leaving", "basis_kind", "basis_label", "basis_on", "basis_document_no", "basis_file",
        "decided_by", "reason", "confirmed", "seen",
    )  # fmt: skip

    def __init__(self, data: Any, *, act: Act, grave: bool) -> None:
        """Ask for what the act needs; `grave`: something ends with it."""
        need = NEEDS.get(act, NOTHING_MORE)
        first = BasisKind.REPLY if need.superior else BasisKind.MEETING
        super().__init__(data, initial={"basis_kind": first})
        for name, asked in (("until", need.until), ("leaving", need.leaving), ("seen", grave)):
            if not asked:
                del self.fields[name]
        if need.superior:
            self.fields["basis_label"].help_text = "上级批复或者文件的名称，例如“关于……的批复”"
            self.fields["basis_document_no"].help_text = "上级批复或者文件的文号，例如“红旗委〔2026〕3号”"
        if need.matter:
            self.fields["reason"].label, self.fields["reason"].required = "事由", True
        if act is Act.RECORD_DEATH:
            self.fields["on"].help_text = "去世的日期"


class CorrectForm(DecidedFields):
    """A correction of a move."""

    target = CodeChoiceField(Standing, label="正确的类别")
    on = DayField(label="正确的日期")
    reason = forms.CharField(
        label="错在哪里、为什么更正", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("target", "on", "reason")


class CircumstanceForm(DecidedFields):
    """What holds of a person for a time."""

    kind = CodeChoiceField(CircumstanceKind, label="情况")
    from_on = DayField(label="从哪天起")
    where = forms.CharField(
        label="外出去向", max_length=120, required=False, help_text="流动党员、出国（境）的要填"
    )
    certificate_no = forms.CharField(label="流动党员活动证编号", max_length=40, required=False)
    field_order = ("kind", "from_on", "where", "certificate_no")


class EndForm(Form):
    """The last day of something."""

    to_on = DayField(label="到哪天为止", help_text="最后一天")


class DisciplineForm(DecidedFields):
    """A disciplinary measure."""

    measure = CodeChoiceField(
        Measure,
        [measure for measure in Measure if measure is not Measure.EXPULSION],
        label="处分",
        blank="（请选择）",
        help_text="开除党籍在“人员类别变动”里办理",
    )
    approved_on = DayField(
        label="批准日期",
        help_text="影响期由系统从这一天算起：警告一年，严重警告一年半，撤销党内职务两年",
    )
    months = forms.ChoiceField(
        label="留党察看多久",
        choices=[("", "（不是留党察看）"), ("12", "一年"), ("24", "两年")],
        required=False,
    )
    matter = forms.CharField(label="事由", max_length=120, help_text="和处分决定上的一致")
    field_order = ("measure", "months", "approved_on", "matter")

    def __init__(self, data: Any) -> None:
        """Begin with the paper that is usual."""
        super().__init__(data, initial={"basis_kind": BasisKind.DOCUMENT, "basis_label": "处分决定"})
        self.fields["basis_label"].help_text = "和文件上的名称一致"
        self.fields["basis_document_no"].required = True
        self.fields["basis_document_no"].help_text = "批准处分的文件的文号，没有文号的不能登记"

    def clean_months(self) -> int:
        """Return a number; none said is none."""
        return int(self.cleaned_data["months"] or 0)


class PickField(forms.ChoiceField):
    """One of some people, by id; the mark tells those of the same name apart."""

    def offer(self, people: Iterable[Any], *, blank: str = "（请选择）") -> None:
        """Set who can be chosen."""
        self.choices = [("", blank), *((str(row.pk), str(row)) for row in people)]


class BondForm(DecidedFields):
    """Somebody who stands by a person."""

    kind = CodeChoiceField(BondKind, label="做什么", blank="（请选择）")
    other = PickField(label="哪位同志", help_text="列出本支部的正式党员")
    from_on = DayField(label="从哪天起")
    field_order = ("kind", "other", "from_on")

    def offer(self, standing: Standing, people: Iterable[Any]) -> None:
        """Set what somebody of a standing can be given, and who can be chosen."""
        kinds = [kind for kind, (_, whom) in BOND_NEEDS.items() if standing in whom]
        self.fields["kind"].choices = [("", "（请选择）"), *((kind.value, kind.label) for kind in kinds)]  # type: ignore[attr-defined]
        if not kinds:
            self.fields["kind"].help_text = f"“{standing.label}”的同志不指定联系人"
        self.fields["other"].offer(people)  # type: ignore[attr-defined]


class HouseholdForm(Form):
    """A new household."""

    number = forms.CharField(label="户号", max_length=30, help_text="例如“一组12号”")
    head = PickField(label="户主")
    members = forms.MultipleChoiceField(
        label="家里还有谁", required=False, widget=forms.CheckboxSelectMultiple
    )
    on = DayField(label="从哪天起")


class HeadForm(Form):
    """Another head of a household."""

    head = PickField(label="新户主")


class MoveHouseholdForm(Form):
    """Into another household, or out of all."""

    household = PickField(label="编入哪一户", required=False)
    on = DayField(label="从哪天起")


class RevealForm(Form):
    """Why sealed fields are opened."""

    parts = forms.MultipleChoiceField(
        label="看哪几项",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择要看哪几项。"},
    )
    purpose = CodeChoiceField(Purpose, label="用途")
    words = forms.CharField(
        label="为什么要看",
        max_length=100,
        help_text="不少于四个字；谁、什么时候、为什么看，本人都能看到",
    )

    def __init__(self, data: Any, *, person: Person, own: bool) -> None:
        """Offer what is entered at all; one's own fields need no reason."""
        super().__init__(data)
        filled = [part for part in SealedPart if getattr(person, part.value.lower())]
        self.fields["parts"].choices = [(part.value, part.label) for part in filled]  # type: ignore[attr-defined]
        purposes = [purpose for purpose in Purpose if (purpose is Purpose.OWN) == own]
        self.fields["purpose"].choices = [(purpose.value, purpose.label) for purpose in purposes]  # type: ignore[attr-defined]
        if own:
            del self.fields["words"]


class MergeForm(Form):
    """Why two rows are one person."""

    reason = forms.CharField(label="怎样确认是同一个人", max_length=100)
    confirmed = forms.BooleanField(label="不同的地方已经核实，确是同一个人", required=False)


class UndoForm(Form):
    """Why something is taken back."""

    reason = forms.CharField(label="为什么撤销", max_length=100)
