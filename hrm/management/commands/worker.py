"""`manage.py worker`: makes documents in the background and publishes pages on time; run one or several."""

import logging
import os
import threading
import time
from argparse import ArgumentParser
from typing import Any, Final

from django.core.management import call_command
from django.db import connections
from django_tasks_db.management.commands import db_worker

log = logging.getLogger(__name__)

_SECONDS: Final = 2.0
# How often pages are looked at whose hour has come, and news that has run out.
_PUBLISH_EVERY: Final = 60.0


class Command(db_worker.Command):
    """The worker of the database queue, on the queue of this product.

    The first Ctrl+C (or SIGTERM) lets it finish what it makes, the second ends it at once.
    """

    help = "Make documents in the background."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """As the package's own command, and whether to end with the process that started it."""
        super().add_arguments(parser)
        parser.add_argument("--with-parent", action="store_true", help="end when the parent process ends")
        parser.set_defaults(backend_name="background", reload=False)

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Watch the parent and the clock, then work."""
        if options.pop("with_parent"):
            threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
        if not options.get("batch"):
            threading.Thread(target=_publish_again_and_again, daemon=True).start()
        return super().execute(*args, **options)


def _end_with(parent: int) -> None:
    """What is being made then shows as cut off and can be asked for again."""
    while os.getppid() == parent:
        time.sleep(_SECONDS)
    os._exit(0)


def publish_due() -> bool:
    """Publish pages whose hour has come and take those offline that have run out; whether it went well."""
    try:
        call_command("publish_scheduled", verbosity=0)
    except Exception:
        # One page that cannot be published must not end the worker; it is tried again.
        log.exception("publishing scheduled pages failed")
        return False
    return True


def _publish_again_and_again() -> None:
    while True:
        publish_due()
        connections.close_all()
        time.sleep(_PUBLISH_EVERY)
