"""Why a file as a whole is refused."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm.kernel.workbook.problems import Problem


class Refusal(StrEnum):
    """The reasons, for programs; people get the sentence in `WorkbookError`."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_LARGE_UNPACKED = "too_large_unpacked"
    TOO_MANY_CELLS = "too_many_cells"
    ENCRYPTED = "encrypted"
    NOT_A_WORKBOOK = "not_a_workbook"
    WRONG_EXTENSION = "wrong_extension"
    CORRUPTED = "corrupted"
    NOT_UTF8 = "not_utf8"


_SENTENCES: Final[dict[Refusal, Promise]] = {
    Refusal.UNREADABLE: _("the file cannot be opened; check the path and the permission to read"),
    Refusal.EMPTY: _("the file is empty; expected a workbook with a table"),
    Refusal.TOO_LARGE: _("the file is larger than %(limit)s MB; split it into several files"),
    Refusal.TOO_LARGE_UNPACKED: _(
        "the file unpacks to more than %(limit)s MB; copy the table alone into a new workbook and try again"
    ),
    Refusal.TOO_MANY_CELLS: _(
        "the sheets span more than %(limit)s cells; delete stray content far to the right or below the table"
    ),
    Refusal.ENCRYPTED: _(
        "the file is encrypted with a password; save a copy without the password and try again"
    ),
    Refusal.NOT_A_WORKBOOK: _("the file is not a workbook; expected .xlsx, .xls, .ods or .csv (UTF-8)"),
    Refusal.WRONG_EXTENSION: _(
        "the name ends in %(extension)s but the content is of another kind; "
        "open it in the spreadsheet program and save it again as .xlsx"
    ),
    Refusal.CORRUPTED: _(
        "the file is damaged and cannot be read; "
        "open it in the spreadsheet program and save it again as .xlsx"
    ),
    Refusal.NOT_UTF8: _("the text is not encoded in UTF-8; choose “CSV UTF-8” when saving, or save as .xlsx"),
}


class WorkbookError(Exception):
    """A file that is refused unread; its text is the sentence for the person who sent it."""

    def __init__(self, file: str, reason: Refusal, **details: object) -> None:
        message = str(_SENTENCES[reason]) % details
        self.problem = Problem("error", file, "", "", "", message)
        super().__init__(self.problem.sentence())
        self.file = file
        self.reason = reason


class RefusedError(Exception):
    """Raised inside the reader, where the name of the file is not at hand."""

    def __init__(self, reason: Refusal, **details: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details
