"""Who hears what from Wagtail's workflow: approvers by their reach, writers about their own pages."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from cms.models import ReachApprovalTask
from cms.selectors import audience
from cms.selectors.file_policy import install_file_policies
from cms.selectors.page_policy import install_policy
from cms.services.moderation import approvers_of, tell_approvers, tell_writer

# The name under which Wagtail connects its own e-mail to every member of the group. Whoever connects first under
# a name stays; our app stands before Wagtail's admin in INSTALLED_APPS.
_WAGTAILS_NAME = "group_approval_task_submitted_email_notification"


class ApproversInReach(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Wagtail's e-mail about a page that waits, to those who may decide it."""

    def get_recipient_users(self, task_state: TaskState, **kwargs: Any) -> Any:
        """Approvers in whose reach the page lies."""
        return set(approvers_of(task_state, besides=kwargs.get("user")))


_mail_approvers = ApproversInReach()


def connect() -> None:
    """Called once at start."""
    install_policy()
    install_file_policies()
    # Wagtail names this field after its attribute, in English.
    WorkflowPageForm.base_fields["page"].label = _("Page")
    ReachApprovalTask.keeper = audience
    task_submitted.connect(_mail_approvers, sender=TaskState, dispatch_uid=_WAGTAILS_NAME)
    task_submitted.connect(_submitted, sender=TaskState, dispatch_uid="cms.task_submitted")
    workflow_approved.connect(_approved, sender=WorkflowState, dispatch_uid="cms.workflow_approved")
    workflow_rejected.connect(_rejected, sender=WorkflowState, dispatch_uid="cms.workflow_rejected")


def _submitted(sender: Any, instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    with translation.override("vi"):
        tell_approvers(state=instance, actor=user)


def _approved(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    with translation.override("vi"):
        tell_writer(state=instance, actor=user, approved=True)


def _rejected(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    with translation.override("vi"):
        tell_writer(state=instance, actor=user, approved=False)
