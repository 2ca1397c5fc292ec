"""`manage.py install`: migrations and reference data; safe to run again."""

from typing import Any

from django.core.management import call_command
from django.utils.translation import gettext as _

from staff.management.plain import PlainCommand, speak_utf8
from staff.registries import installers


class Command(PlainCommand):
    """Prepare a database, new or old."""

    help = "Migrations and reference data; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then let every app fill its reference tables."""
        speak_utf8(self.stdout)
        call_command("migrate", verbosity=0, interactive=False)
        for installer in installers:
            installer()
        self.stdout.write(_("The database is ready."))
