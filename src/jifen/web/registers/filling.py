"""One page for the whole branch: typed by keyboard or pasted from Excel, faults at their cells, nothing lost."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jifen.common.refusals import Blocked, Invalid, NotNow
from jifen.registers import actions, queries
from jifen.registers.models import Occasion
from jifen.registers.permissions import may
from jifen.registers.states.acts import Act
from jifen.registers.states.occasions import OCCASION, LineState
from jifen.web.forms import Form
from jifen.web.registers.pasted import paste_into, read_into
from jifen.web.registers.typed import Cells, columns_of, read_filled, rows_of
from jifen.web.requests import Request
from jifen.web.uploads import SheetField

MOST_PASTED = 100_000


class FileForm(Form):
    """A file with the same columns."""

    file = SheetField(
        label="或者上传文件", required=False, help_text="Excel（.xlsx）或 CSV 文件，第一行是标题"
    )


@login_required
@require_http_methods(["GET", "POST"])
def fill(request: Request, occasion_id: UUID) -> HttpResponse:
    """Show everybody with the cells of the register; save them all, or put what was pasted into them."""
    actor = request.actor
    occasion = queries.get_occasion_for(actor, occasion_id)
    may(actor, Act.FILL_OCCASION, occasion.place).require()
    OCCASION.find(Act.FILL_OCCASION, occasion.state)
    people = queries.list_people_of(occasion)
    lines = {
        str(line.person_id): line
        for line in queries.list_lines(occasion)
        if line.state is not LineState.STRUCK
    }
    rows = rows_of(occasion, people, lines, {key: str(value) for key, value in request.POST.items()})
    remarks = queries.list_remarks(people, occasion.on)
    for row in rows:
        row.remark = remarks.get(row.person.pk, "")
    said: list[str] = []
    pasted, version = "", occasion.version
    if request.method == "POST":
        version = _version_of(request)
        if "paste" in request.POST:
            pasted = request.POST.get("pasted", "")[:MOST_PASTED]
            said = _take_in(request, occasion, rows, pasted)
            read_filled(occasion, rows, rest=False)
        elif _save(request, occasion_id, version, rows, said):
            waiting = len(people) - len([row for row in rows if not row.is_empty])
            messages.success(request, f"已保存；还有{waiting}人没有填。" if waiting else "已保存，都填好了。")
            return redirect("occasion", occasion.pk)
    context = {
        "occasion": occasion,
        "form": occasion.form,
        "columns": columns_of(occasion.form),
        "rows": rows,
        "said": said,
        "wrong": sum(len(row.faults) for row in rows),
        "pasted": pasted,
        "file_form": FileForm(),
        "checked": "paste" in request.POST and not said,
        "version": version,
        "reason": request.POST.get("reason", ""),
        "entered": bool(lines),
    }
    return render(request, "registers/fill.html", context)


def _take_in(request: Request, occasion: Occasion, rows: list[Cells], pasted: str) -> list[str]:
    """Put the file or the pasted table into the cells; return what could not be placed."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return [str(said) for told in form.errors.values() for said in told]
    file = form.cleaned_data["file"]
    if bool(file) is bool(pasted.strip()):
        return ["请把表格粘贴到框里，或者选一个文件，两样选一样。"]
    return read_into(occasion, rows, file.read()) if file else paste_into(occasion, rows, pasted)


def _save(request: Request, occasion_id: UUID, version: int, rows: list[Cells], said: list[str]) -> bool:
    """Save what the cells say; what is refused is written beside them. Return whether it was saved."""
    occasion = queries.get_occasion_for(request.actor, occasion_id)
    filled = read_filled(occasion, rows, rest="rest" in request.POST)
    if any(row.faults for row in rows):
        return False
    if not filled:
        said.append("还没有填哪一位的情况。")
        return False
    try:
        actions.fill_occasion(
            actor=request.actor,
            at=request.at,
            occasion_id=occasion_id,
            version=version,
            filled=filled,
            reason=request.POST.get("reason", ""),
        )
    except Invalid as refusal:
        by_key = {str(row.person.pk): row for row in rows}
        for name, told in refusal.fields.items():
            cell, _, key = name.partition("-")
            if key in by_key:
                by_key[key].faults[cell] = told
            else:
                said.append(told)
        return False
    except (Blocked, NotNow) as refusal:
        said.extend(refusal.reasons)
        return False
    return True


def _version_of(request: Request) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
