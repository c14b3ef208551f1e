"""What is due, derived from states and stored nowhere."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jifen.web.home.blocks import count_urgent, list_blocks
from jifen.web.requests import Request


@login_required
@require_safe
def show(request: Request) -> HttpResponse:
    """Show what the current office has to do."""
    today = timezone.localdate(request.at)
    blocks = list(list_blocks(request.actor, today))
    context = {"blocks": blocks, "today": today, "urgent": count_urgent(blocks, today)}
    return render(request, "home/show.html", context)
