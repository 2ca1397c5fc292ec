"""Which pictures and documents a person may keep, and which they may open."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.timezone import localdate
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy

from cms.selectors.audience import Asker, keeping, reaching
from hrm.kernel.numbers import row_key
from staff.access import ReachCode, unit_ids_for
from staff.models import Posting, User

_UPLOAD = ("add", "change", "choose")


def keeping_files(user: Asker, model: Any) -> Q:
    """Files of one kind (`Image`, `Document`) a person may find, choose and change in Wagtail's screens.

    Their own; those of people whose home unit lies in the own MANAGE_CONTENT reach today; and those standing on
    pages in the own keeping, whoever brought them: the pages show them anyway.
    """
    if not isinstance(user, User) or not user.is_active:
        return Q(pk__in=[])
    if user.is_superuser:
        return Q()
    reach = unit_ids_for(user, ReachCode.MANAGE_CONTENT) or frozenset()
    here = Posting.objects.primary().at(localdate()).filter(unit_id__in=reach)
    mine = Q(uploaded_by_user=user) | Q(uploaded_by_user__in=here.values("officer__user"))
    kept = Page.objects.filter(keeping(user)).order_by()
    # A list of keys: Wagtail's search understands no other condition.
    return Q(pk__in=model.objects.filter(mine | Exists(_on(model, kept))).order_by().values("pk"))


def keeps_file(user: Asker, file: Any) -> bool:
    """Whether a picture or document is in the person's keeping."""
    return bool(type(file).objects.filter(keeping_files(user, type(file)), pk=file.pk).exists())


def keeps_all_files(user: Asker, model: Any, ids: list[object]) -> bool:
    """Whether every file named by these ids is in the person's keeping; what is no id names none."""
    keys = {key for pk in ids if (key := row_key(str(pk))) is not None}
    return not keys or not model.objects.filter(pk__in=keys).exclude(keeping_files(user, model)).exists()


def may_open_file(user: Asker, file: Any, policy: BaseDjangoAuthPermissionPolicy) -> bool:
    """Readers of a published page on which a file stands; in drafts and elsewhere those who may use it in pages."""
    if isinstance(user, User) and user.is_superuser:
        return True
    read = Page.objects.filter(reaching(user), live=True).order_by()
    if _on(type(file), read, str(file.pk)).exists():
        return True
    return bool(policy.user_has_any_permission(user, _UPLOAD)) and keeps_file(user, file)


def _on(model: Any, pages: Any, key: Any = None) -> Any:
    """Places of these pages' stored fields, texts and attachments that name the file; keys are text there."""
    key = Cast(OuterRef("pk"), CharField()) if key is None else key
    return ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id=key,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key"),
    )
