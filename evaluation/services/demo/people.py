"""Accounts for those whom the visitors of the demonstration do not sign in as: nobody can use them."""

from django.contrib.auth.models import Group

from staff.access import Role
from staff.models import Officer, User


def account(officer: Officer) -> User:
    """The account that acts for an officer, made where there is none."""
    # Asked anew: several forms hold the same person in rows of their own.
    known = User.objects.filter(officer=officer.pk).first()
    if known is not None:
        return known
    *family, given = officer.full_name.split()
    user = User.objects.create_user(officer.number.lower(), first_name=given, last_name=" ".join(family))
    user.groups.add(Group.objects.get(name=Role.OFFICER.value))
    officer.user = user
    officer.save()
    return user
