"""What an installation holds, as plain data: `python -m tests.upgrade.looking` prints it."""

from __future__ import annotations

import json
from typing import Any

import django


def main() -> None:
    """Print the shape of the tables, how many rows they hold, and what only the right keys and passwords open."""
    django.setup()
    from django.db import connection

    from jifen.orgs.models import Person
    from jifen.orgs.states.people import MEMBERS

    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        shape = {table: shape_of(cursor, table) for table in tables}
        cursor.execute(TRIGGERS[connection.vendor])
        triggers = sorted(name for (name,) in cursor.fetchall())
    li = Person.objects.filter(name="李明").first() or Person()
    found = {
        "shape": shape,
        "triggers": triggers,
        "rows": {table: count(table) for table in tables},
        "phone": str(li.phone),
        "branch": str(li.branch),
        "members": Person.objects.filter(branch_id=li.branch_id, standing__in=MEMBERS).count(),
    }
    print(json.dumps(found, ensure_ascii=False))


TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def shape_of(cursor: Any, table: str) -> list[str]:
    """Return the columns and the constraints of a table, each as one text."""
    from django.db import connection

    columns = connection.introspection.get_table_description(cursor, table)
    constraints = connection.introspection.get_constraints(cursor, table)
    named = [f"{name} {sorted(told['columns'] or ())}" for name, told in constraints.items() if told["columns"]]
    return sorted([f"{one.name} {one.null_ok}" for one in columns]) + sorted(named)


def count(table: str) -> int:
    """Return how many rows a table has."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
