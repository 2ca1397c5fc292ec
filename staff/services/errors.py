"""Why a service refuses: a sentence for a person, in their language."""


class DomainError(Exception):
    """A rule of the field forbids the change; `str()` is the message to show. Nothing was written.

    `field` names the fact at fault, where there is one, so that a form or a workbook can point at it.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
