"""Files of the site that a browser fetches by themselves."""

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.images import get_image_model

CACHE_SECONDS = 60 * 60 * 24


def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture in one of its sizes, for people who are signed in; nothing else under the media folder."""
    renditions = get_image_model().get_rendition_model()
    rendition = get_object_or_404(renditions, file=f"images/{name}")
    response = FileResponse(rendition.file.open("rb"))
    response["Cache-Control"] = f"private, max-age={CACHE_SECONDS}"
    return response
