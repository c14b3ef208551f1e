"""Forms of the pages: the house's fields, and how a room's refusal comes back to the field it concerns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

from jifen.common.basis import Basis, BasisKind
from jifen.common.labelled import LabelledEnum
from jifen.common.refusals import Blocked, Invalid, NotNow
from jifen.web.uploads import PaperField

Done = TypeVar("Done")


class Form(forms.Form):
    """A form in the house's look: every field has the classes of the stylesheet."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Dress the fields."""
        super().__init__(*args, **options)
        self.label_suffix = ""
        for field in self.fields.values():
            widget = field.widget
            if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
                widget.attrs.setdefault("class", "checks")
            elif isinstance(widget, forms.CheckboxInput):
                widget.attrs.setdefault("class", "form-check-input")
            elif isinstance(widget, forms.Select):
                widget.attrs.setdefault("class", "form-select")
            else:
                widget.attrs.setdefault("class", "form-control")


class DayField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **options: Any) -> None:
        """Use the browser's calendar."""
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(
            **{
                "widget": widget,
                "error_messages": {"invalid": "请填写日期，例如 2026-03-05。"},
                **options,
            }
        )


class CodeChoiceField(forms.ChoiceField):
    """One member of a labelled enum; its Chinese label is shown."""

    def __init__(
        self, kind: type[LabelledEnum], members: Any = None, *, blank: str = "", **options: Any
    ) -> None:
        """Take the enum, and the members to choose from where not all fit; `blank` words an empty choice."""
        self.kind = kind
        choices = [(member.value, member.label) for member in (members or kind)]
        super().__init__(choices=[("", blank), *choices] if blank else choices, **options)

    def clean(self, value: Any) -> Any:
        """Return the member."""
        code = super().clean(value)
        return self.kind(code) if code else ""


class BasisFields(Form):
    """The fields of a paper an act rests on; the paper itself may go along (`papers.keeping.attempt_with_paper`)."""

    basis_kind = CodeChoiceField(BasisKind, label="依据")
    basis_label = forms.CharField(
        label="依据名称", max_length=120, help_text="例如：支部党员大会、关于任职的通知"
    )
    basis_on = DayField(label="依据日期", required=False)
    basis_document_no = forms.CharField(label="文号", max_length=60, required=False)
    basis_file = PaperField(
        label="依据的照片或扫描件",
        required=False,
        help_text="JPG、PNG 图片或 PDF；照片里的拍摄地点会自动去掉",
    )

    reference = ""
    """The id under which the file of this form was kept (`attempt_with_paper` sets it)."""

    def basis(self) -> Basis:
        """Return the paper; raise `RuntimeError` where its file was given but not kept."""
        data = self.cleaned_data
        if data.get("basis_file") and not self.reference:
            raise RuntimeError("a file was given: use attempt_with_paper, which keeps it")
        return Basis(
            data["basis_kind"],
            data["basis_label"],
            data["basis_on"],
            data["basis_document_no"],
            self.reference,
        )


class DatedBasisFields(BasisFields):
    """A paper whose day counts: the decision is as old as it."""

    basis_on = DayField(label="依据日期")


class OptionalBasisFields(BasisFields):
    """A paper that may be left out altogether; begun, it must be named."""

    basis_kind = CodeChoiceField(BasisKind, label="依据", blank="（没有）", required=False)
    basis_label = forms.CharField(
        label="依据名称", max_length=120, required=False, help_text="例如：关于更名的批复"
    )

    def clean(self) -> dict[str, Any]:
        """Ask for kind and name where anything of the paper is given."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if any(data.get(name) for name in BasisFields.base_fields):
            for name, said in (("basis_kind", "请选择依据是什么。"), ("basis_label", "请写明依据的名称。")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, said)
        return data

    def basis_if_given(self) -> Basis | None:
        """Return the paper, or None where nothing was given."""
        return self.basis() if self.cleaned_data.get("basis_label") else None


def attempt(form: forms.Form, act: Callable[[], Done]) -> Done | None:
    """Do an act for a valid form; what the room refuses is placed at its fields, and None is returned."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Invalid as refusal:
        for name, said in refusal.fields.items():
            form.add_error(name if name in form.fields else None, said)
    except (Blocked, NotNow) as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
    return None
