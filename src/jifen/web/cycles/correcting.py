"""A declaration goes back, comes again corrected, or is taken back before it is registered (domain §8.1)."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from jifen.cycles import actions, queries
from jifen.cycles.states.acts import Act
from jifen.web.cycles.acts import require
from jifen.web.cycles.claim_forms import CorrectForm
from jifen.web.cycles.hearing import act_on
from jifen.web.cycles.hearing_forms import WhyForm
from jifen.web.requests import Request


@login_required
@require_http_methods(["GET", "POST"])
def send_back(request: Request, declaration_id: UUID) -> HttpResponse:
    """Send a declaration back, saying what is missing."""
    row = queries.get_declaration_for(request.actor, declaration_id)
    form = WhyForm(row, "还缺什么、怎样补；例如：请补一个证明人", request.POST or None)
    hint = "退回以后由本人补正再报，或者撤回；没有补正的，这一期完不成登记。"
    said = "已退回，等本人补正。"
    return act_on(request, row, Act.RETURN_DECLARATION, form, actions.return_declaration, hint, said)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: Request, declaration_id: UUID) -> HttpResponse:
    """Hand in again what was sent back, corrected."""
    row = queries.get_declaration_for(request.actor, declaration_id)
    require(request.actor, Act.RESUBMIT_DECLARATION, row)
    form = CorrectForm(queries.tables_in(row.cycle), row, request.POST or None)
    hint = f"退回的原因：{row.returned}。改好以后重新走登记；几分照办法算，不填。"
    said = "已补正，重新申报。"
    return act_on(
        request, row, Act.RESUBMIT_DECLARATION, form, actions.resubmit_declaration, hint, said, told=form.told
    )


@login_required
@require_http_methods(["GET", "POST"])
def take_back(request: Request, declaration_id: UUID) -> HttpResponse:
    """Take a declaration back."""
    row = queries.get_declaration_for(request.actor, declaration_id)
    form = WhyForm(row, "例如：报重了、不是我做的", request.POST or None)
    form.fields["reason"].required = False
    hint = "登记以前可以撤回；撤回的不计分，留着看得到，要报的另报。"
    said = "已撤回。"
    return act_on(request, row, Act.WITHDRAW_DECLARATION, form, actions.withdraw_declaration, hint, said)
