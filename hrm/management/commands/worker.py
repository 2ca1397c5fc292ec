"""`manage.py worker`: makes documents in the background; run one beside the web server, or several."""

import os
import threading
import time
from argparse import ArgumentParser
from typing import Any, Final

from django_tasks_db.management.commands import db_worker

_SECONDS: Final = 2.0


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
        """Watch the parent, then work."""
        if options.pop("with_parent"):
            threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
        return super().execute(*args, **options)


def _end_with(parent: int) -> None:
    """What is being made then shows as cut off and can be asked for again."""
    while os.getppid() == parent:
        time.sleep(_SECONDS)
    os._exit(0)
