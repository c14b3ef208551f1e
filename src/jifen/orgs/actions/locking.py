"""Locks taken before rows of people: whoever enters, moves, merges or dissolves waits for the others."""

from __future__ import annotations

from uuid import UUID

from jifen.orgs.models import Organization


def lock_branches(*branch_ids: UUID | str | None) -> None:
    """Hold these branches still until the transaction ends, always in the same order."""
    wanted = [branch_id for branch_id in branch_ids if branch_id]
    list(Organization.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk"))
