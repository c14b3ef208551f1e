"""One line for a view: keep the paper of a form, if there is one, and do the act that rests on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from jifen.common.decision import ALLOWED
from jifen.common.refusals import Invalid
from jifen.documents.actions.cleaning.running import clean
from jifen.documents.actions.keeping import keep_document
from jifen.documents.actions.together import together
from jifen.documents.errors import PaperRefused
from jifen.documents.states.documents import Owner
from jifen.web.forms import BasisFields, attempt
from jifen.web.requests import Request
from jifen.web.uploads import PaperField

Done = TypeVar("Done")
_AGAIN = "文件要重新选一次，其他填过的都还在。"


def attempt_with_paper(
    request: Request, form: BasisFields, owner: Owner, act: Callable[[], Done]
) -> Done | None:
    """Do an act for a valid form as `attempt` does; a file chosen for its basis is kept first, for `owner`.

    Inside the act `form.basis()` names the kept paper as its `reference`.
    The view has asked whether the act is allowed, as for showing the form; the act asks again, in the transaction in
    which the file is kept. File and act stand or fall together: whatever refuses, nothing is kept. Refusals come back
    to their fields as with `attempt`, and None is returned.
    """
    form.files = request.FILES
    done = attempt(form, lambda: _act(request, form, owner, act))
    if done is None and request.FILES.get(form.add_prefix("basis_file")) and "basis_file" not in form.errors:
        form.add_error("basis_file", _AGAIN)
    return done


def _act(request: Request, form: BasisFields, owner: Owner, act: Callable[[], Done]) -> Done:
    file = form.cleaned_data.get("basis_file")
    if not file:
        return act()
    field = form.fields["basis_file"]
    assert isinstance(field, PaperField)
    try:
        # Looked into before the transaction: that takes seconds, and writers would wait.
        cleaned = clean(file.read(), field.kinds)
        with together():
            kept = keep_document(
                actor=request.actor,
                at=request.at,
                cleaned=cleaned,
                name=file.name,
                owner=owner,
                allowed=ALLOWED,
            )
            form.reference = str(kept.pk)
            return act()
    except PaperRefused as refusal:
        raise Invalid(basis_file=str(refusal)) from refusal
