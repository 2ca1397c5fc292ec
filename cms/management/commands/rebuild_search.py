"""Make the texts of search anew."""

from typing import Any

from django.core.management import CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from cms.services.search import rebuild_search
from staff.management.plain import PlainCommand, no_database


class Command(PlainCommand):
    """`manage.py rebuild_search`: after rows were put in past the program, or a file was changed on disk."""

    help = "Make the texts of search anew from pages, attached documents and directives."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line with how many there are."""
        try:
            counted = rebuild_search()
        except DatabaseError as error:
            raise CommandError(no_database(error)) from None
        self.stdout.write(_("Texts for search: %(total)d") % {"total": sum(counted.values())})
