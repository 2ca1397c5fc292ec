"""Files of the site that a browser fetches by themselves."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy

from cms.selectors.files import may_open_file

CACHE_SECONDS = 60 * 60 * 24


def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture in one of its sizes, for readers of a page it stands on; nothing else under the media folder."""
    renditions = get_image_model().get_rendition_model().objects.select_related("image")
    rendition = get_object_or_404(renditions, file=f"images/{name}")
    if not may_open_file(request.user, rendition.image, permission_policy):
        raise Http404
    response = FileResponse(rendition.file.open("rb"))
    response["Cache-Control"] = f"private, max-age={CACHE_SECONDS}"
    return response
