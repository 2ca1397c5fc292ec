"""The site's own addresses of the scope matrix, and what office B has on it: a page, a picture, a document."""

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from cms.models import GuidanceIndexPage, GuidancePage, PageTarget
from staff.access import ReachCode, Role, grant
from staff.models import User
from tests.architecture.matrix_model import MANAGE, SEE_AND_OWNER, SIGNED_IN, Expected
from tests.conftest import Cast
from tests.factories import UserFactory

SECRET = "loi-rieng-cua-b"
# A page meant for B alone: B's people, and who sees or keeps the content of B, may know of it.
READS = frozenset({"owner", "right unit", "auditor", "editor"}) | MANAGE
ELSEWHERE = "bien-tap-a"

SITE: dict[str, Expected] = {
    "cms:home": Expected(SIGNED_IN, sees=SEE_AND_OWNER | READS),
    "cms:news": Expected(SIGNED_IN, sees=frozenset()),
    "cms:guidance": Expected(SIGNED_IN, sees=READS),
    "cms:guidance_confirm": Expected(
        frozenset({"editor"}), sees=frozenset(), arguments={"pk": "@site:page"}, method="post"
    ),
    "cms:picture": Expected(READS, sees=READS, arguments={"name": "@site:picture"}),
}


def make_site(cast: Cast) -> None:
    """Guidance for B alone with a picture and a document of B's officer; an editor who keeps A and nothing else."""
    # Wagtail remembers the sizes of a picture by its id, and ids come again in the next test.
    cache.clear()
    image = Image.objects.create(title=SECRET, file=get_test_image_file(), uploaded_by_user=cast.bao)
    file = ContentFile(b"%PDF-1.4 loi-rieng-cua-b", name="b.pdf")
    document = Document.objects.create(title=SECRET, file=file, uploaded_by_user=cast.bao)
    page = GuidancePage(
        title=SECRET,
        summary=SECRET,
        body=[
            (
                "text",
                f'<p>{SECRET}</p><embed embedtype="image" id="{image.pk}" format="left" alt="{SECRET}"/>',
            ),
            ("file", {"document": document, "title": ""}),
        ],
        content_owner=SECRET,
        review_due="2099-01-01",
        owner=cast.loan,
    )
    page.targets.set([PageTarget(unit=cast.b)])
    GuidanceIndexPage.objects.get().add_child(instance=page)
    page.save_revision(user=cast.loan).publish(user=cast.loan, skip_permission_checks=True)
    editor = UserFactory(username=ELSEWHERE)
    names = [role.value for role in (Role.OFFICER, Role.EDITOR, Role.APPROVER)]
    editor.groups.set(Group.objects.filter(name__in=names))
    grant(editor, ReachCode.MANAGE_CONTENT, cast.a)


def editor_elsewhere() -> User:
    """Edits and approves pages of A; no persona of the other addresses."""
    return User.objects.get(username=ELSEWHERE)


def site_pk(reference: str) -> str:
    """The value behind `@site:…`."""
    if reference == "@site:picture":
        return Image.objects.get(title=SECRET).get_rendition("width-100").file.name.removeprefix("images/")
    return str(GuidancePage.objects.get(title=SECRET).pk)


def wagtail_arguments(address: str) -> dict[str, str]:
    """B's page, picture and document under the names Wagtail's addresses give their ids."""
    page = GuidancePage.objects.get(title=SECRET)
    image, document = Image.objects.get(title=SECRET).pk, Document.objects.get(title=SECRET).pk
    found: dict[str, object] = {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "destination_id"), page.pk),
        **dict.fromkeys(("revision_id", "revision_id_a", "revision_id_b"), page.latest_revision_id),
        "image_id": image,
        **dict.fromkeys(("document_id", "doc_id"), document),
        "content_type_app_name": "cms",
        "content_type_model_name": "guidancepage",
    }
    kinds = {"wagtailadmin_api:pages": page.pk, "wagtailimages": image, "wagtailadmin_api:images": image}
    kinds |= {"wagtaildocs": document, "wagtailadmin_api:documents": document}
    for kind, pk in kinds.items():
        if address.startswith(kind):
            found["pk"] = pk
    return {name: str(value) for name, value in found.items()}
