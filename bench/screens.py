"""The personnel screens as whole requests, each against the raw SQL of the same rows, with its queries counted."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from staff.models import Officer, User

HOMES = """
SELECT o.full_name, o.number, o.birth_date, u.name, t.name, r.name FROM staff_posting p
JOIN staff_officer o ON o.id = p.officer_id JOIN staff_unit u ON u.id = p.unit_id
LEFT JOIN staff_post t ON t.id = p.post_id
LEFT JOIN staff_rankholding h ON h.officer_id = o.id AND h.start <= %(at)s
    AND (h."end" IS NULL OR h."end" > %(at)s)
LEFT JOIN staff_rank r ON r.id = h.rank_id
WHERE p.kind = 'primary' AND p.start <= %(at)s AND (p."end" IS NULL OR p."end" > %(at)s)
ORDER BY o.name_key LIMIT 50
"""
RECORD = tuple(
    f"SELECT * FROM staff_{table} WHERE officer_id = %(officer)s"
    for table in ("posting", "rankholding", "salarystep", "qualification", "leadershipterm", "assetduty")
)
BOARD = (
    """
SELECT u.code, q.seats, COUNT(p.id) FROM staff_unit u
LEFT JOIN staff_unitquota q ON q.unit_id = u.id AND q.start <= %(at)s AND (q."end" IS NULL OR q."end" > %(at)s)
LEFT JOIN staff_posting p ON p.unit_id = u.id AND p.kind = 'primary' AND p.engagement = 'civil_servant'
    AND p.start <= %(at)s AND (p."end" IS NULL OR p."end" > %(at)s)
GROUP BY u.code, q.seats
""",
    """
SELECT p.unit_id, o.birth_date, o.sex, o.service_end FROM staff_posting p
JOIN staff_officer o ON o.id = p.officer_id
WHERE p.kind = 'primary' AND p.start <= %(at)s AND (p."end" IS NULL OR p."end" > %(at)s)
""",
)
_OPEN = """ JOIN staff_officer o ON o.id = x.officer_id WHERE x.start <= %(at)s
    AND (x."end" IS NULL OR x."end" > %(at)s)"""
DUE = (
    f'SELECT x.officer_id, x.start, x."end", o.birth_date, o.sex FROM staff_leadershipterm x{_OPEN}',
    f"SELECT x.officer_id, x.start, x.position_id, o.birth_date, o.sex FROM staff_rotationduty x{_OPEN}",
    f"SELECT x.officer_id, x.start, x.step FROM staff_salarystep x{_OPEN}",
    f"SELECT x.officer_id, x.start, x.rank_id FROM staff_rankholding x{_OPEN}",
    "SELECT officer_id, due FROM staff_assetduty WHERE handed_in IS NULL",
    BOARD[1],
)


def run(at: date, seconds: Callable[..., float], report: Callable[..., None]) -> None:
    """A line for each screen: time of the request, of its raw SQL, and how many queries it took."""
    client = Client()
    client.force_login(User.objects.create_superuser("bench"))
    one = Officer.objects.order_by("pk")[1]
    day = f"{at:%d/%m/%Y}"
    screens = (
        ("officer list", f"/nhan-su/can-bo/?at={day}", (HOMES,)),
        ("officer page", f"/nhan-su/can-bo/{one.number}/?at={day}", RECORD),
        ("gap board", f"/nhan-su/bien-che/?at={day}", BOARD),
        ("due-date centre", f"/nhan-su/den-han/?at={day}", DUE),
    )
    for name, address, statements in screens:
        queries = _queries(client, address)
        ours = seconds(lambda address=address: _get(client, address))
        plain = seconds(lambda statements=statements: _fetch(statements, at, one.pk))
        report(f"{name} ({queries} queries)", ours, plain, "raw SQL")


def _get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")


def _queries(client: Client, address: str) -> int:
    _get(client, address)
    with CaptureQueriesContext(connection) as captured:
        _get(client, address)
    return len(captured)


def _fetch(statements: tuple[str, ...], at: date, officer: int) -> list[Any]:
    """All rows of all statements."""
    found: list[Any] = []
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, {"at": at, "officer": officer})
            found += cursor.fetchall()
    return found
