"""Takes a file from the network without storing more of it than we would read."""

from typing import Any, Final

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from hrm.kernel.workbook.limits import MAX_FILE_BYTES

# Room for the other fields and the boundaries of the request.
_MARGIN: Final = 64 * 1024


class LengthHandler(FileUploadHandler):
    """Lets the bytes of an overlong request run past: nothing of it reaches memory or disk."""

    def __init__(self, request: HttpRequest, most: int = MAX_FILE_BYTES) -> None:
        super().__init__(request)
        self.too_long = int(request.META.get("CONTENT_LENGTH") or 0) > most + _MARGIN

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Skip every file of a request that is too long."""
        super().new_file(*args, **kwargs)
        if self.too_long:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the bytes on to the handlers that keep them."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one have the file."""
        return
