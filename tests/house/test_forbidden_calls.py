"""Calls through which text becomes code: nowhere, but where they are listed with a reason (trust W4)."""

import re
from collections.abc import Mapping

import pytest

from tests.house.tree import list_files, name, read_text

FORBIDDEN: dict[str, str] = {
    "text taken for markup": r"\bmark_safe\b|\bSafeString\b|\|\s*safe(seq)?\b|\bautoescape\s+off\b|\bhtml_join\b",
    "text taken for SQL": r"\.raw\(|\.extra\(|\bRawSQL\b|\bcursor\.execute\(\s*f[\"']",
    "text taken for code": r"(?<![\w.])(?:eval|exec)\(|\bpickle\b|\bmarshal\b|\bshelve\b|yaml\.load\(|\b__import__\(",
    "text taken for a command": r"os\.system\(|shell=True|\bos\.popen\(",
    "a form taken for a filter": r"(?:filter|exclude|get|create|update)\(\s*\*\*\s*(?:request|form)\b",
    "identity from the request": r"(?:GET|POST)(?:\.get\(|\[)[\"'](?:user|as_user|actor|user_id|login_as)[\"']",
    "a day of London, not of Beijing": r"(?:\bat|_at)\.date\(\)",
}
ALLOWED: dict[tuple[str, str], str] = {}
"""(file, what) → why it may stand there."""


def list_sources() -> dict[str, str]:
    """Return the text of every file of the program by its name."""
    files = [path for path in list_files() if path.suffix in (".py", ".html", ".txt", ".js")]
    return {name(path): read_text(path) for path in files if name(path).startswith("src/jifen/")}


def list_forbidden(sources: Mapping[str, str]) -> list[str]:
    """Name file, line and kind of every forbidden call that is not allowed there."""
    found = []
    for path, text in sources.items():
        for kind, pattern in FORBIDDEN.items():
            if (path, kind) not in ALLOWED:
                lines = (text[: hit.start()].count("\n") + 1 for hit in re.finditer(pattern, text))
                found += [f"{path}:{line}: {kind}" for line in lines]
    return found


def test_no_text_becomes_code() -> None:
    assert list_forbidden(list_sources()) == []


def test_every_exception_is_still_needed() -> None:
    sources = list_sources()

    assert [key for key in ALLOWED if not re.search(FORBIDDEN[key[1]], sources.get(key[0], ""))] == []


PLANTED = {
    "a.py": "from django.utils.safestring import mark_safe\n",
    "a.html": "{{ person.name|safe }}",
    "b.html": "{% autoescape off %}",
    "b.py": "Person.objects.raw('SELECT 1')",
    "c.py": "rows.extra(where=[words])",
    "d.py": "x = eval(words)",
    "e.py": "import pickle",
    "f.py": "subprocess.run(words, shell=True)",
    "g.py": "Person.objects.filter(**request.GET.dict())",
    "h.py": "who = request.POST['user']",
    "j.py": "on = at.date()",
    "i.py": 'cursor.execute(f"SELECT {words}")',
}


@pytest.mark.canary("文字不当代码", "把填写的内容当网页代码、数据库语句、程序、命令、筛选条件、身份")
@pytest.mark.parametrize("path", PLANTED)
def test_call_that_turns_text_into_code_is_named(path: str) -> None:
    assert len(list_forbidden({path: PLANTED[path]})) == 1
