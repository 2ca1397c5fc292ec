"""Why a service refuses: a sentence for a person, in their language."""


class DomainError(Exception):
    """A rule of the field forbids the change; `str()` is the message to show. Nothing was written."""
