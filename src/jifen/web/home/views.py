"""What is due, derived from states and stored nowhere."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Show what the current office has to do."""
    return render(request, "home/show.html")
