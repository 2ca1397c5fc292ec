"""`manage.py demo`: prepare the demonstration if it is not there yet, then serve it."""

import os
import socket
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import transaction
from django.utils.translation import gettext as _

from hrm import demo
from staff.management.plain import speak_utf8
from staff.services.errors import DomainError


class Command(BaseCommand):
    """One command from a clone to a browser; run again it starts at once and keeps the data."""

    help = "Prepare and serve the demonstration agency."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen; or only prepare."""
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--prepare-only", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Install, load once, print the sign-ins, serve."""
        speak_utf8(self.stdout)
        if not options["prepare_only"]:
            _require_free(options["port"])
        call_command("install", verbosity=0, stdout=self.stderr)
        if not demo.is_loaded():
            self._load()
        demo.settle_at(options["port"])
        self._greet(options["port"])
        if not options["prepare_only"]:
            self._serve(options["port"])

    def _load(self) -> None:
        try:
            with transaction.atomic():
                demo.load(self.stdout.write)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from None

    def _greet(self, port: int) -> None:
        self.stdout.write("\n" + _("Address: %(url)s") % {"url": f"http://127.0.0.1:{port}/"})
        self.stdout.write(_("Password of every account: %(password)s") % {"password": demo.PASSWORD})
        for role, _number, username in demo.people():
            self.stdout.write(f"  {username:<12} {role.label}")
        self.stdout.write(f"  {demo.ADMINISTRATOR:<12} " + _("System administrator"))
        self.stdout.write(_("Stop with Ctrl+C; the data stay in %(folder)s.") % {"folder": "var/"} + "\n")
        self.stdout.flush()

    def _serve(self, port: int) -> None:
        environment = {"BASE_URL": f"http://127.0.0.1:{port}", **os.environ}
        environment["DJANGO_SETTINGS_MODULE"] = "hrm.settings.demo"
        # The worker of the background follows this process, which the web server takes over: it ends with it.
        worker = [sys.executable, "manage.py", "worker", "--with-parent", "--verbosity", "0"]
        subprocess.Popen(worker, env=environment, cwd=settings.BASE_DIR)  # noqa: S603  our own interpreter, no shell
        command = [sys.executable, "-m", "gunicorn", "hrm.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        command += ["--workers", "2", "--threads", "4", "--log-level", "warning", "--timeout", "120"]
        os.execve(sys.executable, command, environment)  # noqa: S606  our own interpreter, no shell


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            raise CommandError(
                _("Port %(port)s is taken or not allowed; choose another: PORT=9000 make demo")
                % {"port": port}
            ) from None
