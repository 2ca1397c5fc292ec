"""The base of every command: UTF-8 out, and a wrong option is one sentence on stderr and exit 1."""

import re
import sys
from typing import Any, Final

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What the parser of the standard library says, and what people read.
_SLIPS: Final[tuple[tuple[str, Promise], ...]] = (
    (r"arguments are required: (.+)", gettext_lazy("%(what)s is missing; --help shows how to write it.")),
    (
        r"unrecognized arguments: (.+)",
        gettext_lazy("%(what)s: there is no such option; --help shows those there are."),
    ),
    (r"argument ([^:]+): expected", gettext_lazy("%(what)s needs a value after it.")),
)


class PlainCommand(BaseCommand):
    """A command whose every refusal is a sentence in Vietnamese and exit 1."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser that raises what it refuses, for `run_from_argv` to say."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.called_from_command_line = False
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """As Django does, but for what is wrong with the options themselves."""
        for stream in (self.stdout, self.stderr):
            speak_utf8(stream)
        try:
            super().run_from_argv(argv)
        except CommandError as refused:
            with translation.override("vi"):
                self.stderr.write(_slip(str(refused)), lambda text: text)
            sys.exit(1)


def speak_utf8(stream: Any) -> None:
    """Write UTF-8 whatever the locale of the terminal says."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8")


def no_database(error: Exception) -> str:
    """What to do when the database answers with an error, most often because it is not there yet."""
    return _("the database refused (%(reason)s); has “manage.py install” been run?") % {"reason": error}


def _slip(said: str) -> str:
    for pattern, sentence in _SLIPS:
        if found := re.search(pattern, said):
            return str(sentence) % {"what": found[1]}
    return _("The options were not understood; --help shows those there are.")
