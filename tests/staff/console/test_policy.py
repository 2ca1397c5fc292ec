"""What Wagtail is told when it asks about permissions: the gate's answers, row by row."""

import pytest
from django.contrib.auth.models import AnonymousUser

from staff.access.policy import ScopedPermissionPolicy
from staff.models import Officer, Unit
from tests.staff.console.conftest import Console

POLICY = ScopedPermissionPolicy(Officer)


def may(console: Console, action: str) -> set[str]:
    bao = console.rows[Officer]
    people = {who: user or AnonymousUser() for who, user in console.people.items()}
    return {who for who, user in people.items() if POLICY.user_has_permission_for_instance(user, action, bao)}


@pytest.mark.parametrize(
    ("action", "who"),
    [
        ("view", {"right unit", "leader without admin", "parent unit", "auditor", "superuser"}),
        ("change", {"right unit", "parent unit", "superuser"}),
        ("delete", {"superuser"}),
    ],
)
def test_one_row(console: Console, action, who) -> None:
    assert may(console, action) == who


def test_the_own_record_alone_opens_no_console(console: Console) -> None:
    anh = console.cast.anh
    assert POLICY.user_has_permission_for_instance(anh, "view", console.cast.officer("anh"))
    assert not POLICY.user_has_permission(anh, "view")


def test_people_who_may_touch_a_row_are_those_whose_reach_covers_it(console: Console) -> None:
    found = POLICY.users_with_any_permission_for_instance(["change"], console.rows[Officer])
    assert {user.username for user in found} == {"rita", "mai", "root"}


def test_rows_of_several_actions_are_joined(console: Console) -> None:
    wanda = console.people["wrong unit"]
    rows = POLICY.instances_user_has_any_permission_for(wanda, ["view", "change"])
    assert {row.number for row in rows} == {"CC-an", "CC-anh"}


def test_a_row_is_asked_about_once(console: Console, django_assert_num_queries) -> None:
    rita, policy = console.people["right unit"], ScopedPermissionPolicy(Unit)
    assert policy.user_has_permission_for_instance(rita, "change", console.cast.b)
    with django_assert_num_queries(0):
        assert policy.user_has_permission_for_instance(rita, "change", console.cast.b)
