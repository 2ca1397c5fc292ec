"""The board of confirmations: how many by directive, who has not yet by unit, reminders, workbooks."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cms.forms.directive_filters import ReaderFilter
from cms.models import Acknowledgement, Directive, DirectiveVersion, Dissemination
from cms.selectors.directive_readers import Count, Reader, counts
from cms.services.directive_acks import remind_readers
from cms.tables.directives import BoardTable, ReaderTable
from cms.views.directives.asking import actor, crumbs, workbook
from staff.access import held_reach, require, rows_for
from staff.quality_tables import share_text
from staff.reports.table_workbook import table_workbook
from staff.rules.progress import Filled
from staff.selectors.tree import Tree, load_tree
from staff.views.paging import sorted_and_paged


@require_safe
def acknowledgements(request: HttpRequest) -> HttpResponse:
    """Directives that ask people of one's units, with the share that confirmed."""
    listed = _counted(request)
    today = localdate()
    context = {
        "table": sorted_and_paged(BoardTable(listed, day=today), request),
        "total": len(listed),
        "overdue": sum(count.overdue_on(today) for count in listed),
        "share": share_text(_sum(listed)),
        "breadcrumbs": crumbs((_("Confirmations"), "")),
    }
    return render(request, "cms/directives/board.html", context)


@require_safe
def acknowledgements_xlsx(request: HttpRequest) -> HttpResponse:
    """The board as a workbook."""
    table = BoardTable(_counted(request), day=localdate())
    return workbook(
        table_workbook(_("Confirmations"), table), f"xac-nhan-chi-dao-{localdate():%Y-%m-%d}.xlsx"
    )


@require_safe
def acknowledgement(request: HttpRequest, pk: int) -> HttpResponse:
    """One directive: by unit, and the names of who has not yet."""
    asked = _Asked.of(request, pk)
    directive = asked.count.version.directive
    context = {
        "count": asked.count,
        "directive": directive,
        "share": share_text(asked.count.share),
        "missing": asked.count.share.wanted - asked.count.share.filled,
        "late": asked.count.overdue_on(localdate()),
        "units": asked.lines(),
        "form": asked.form,
        "table": sorted_and_paged(asked.table(), request),
        "may_remind": bool(_reminding(request)),
        "chosen": asked.chosen["unit"],
        "breadcrumbs": crumbs((_("Confirmations"), reverse("cms:acknowledgements")), (directive.symbol, "")),
    }
    return render(request, "cms/directives/readers.html", context)


@require_safe
def acknowledgement_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The people listed as a workbook."""
    asked = _Asked.of(request, pk)
    name = f"xac-nhan-{pk}-{localdate():%Y-%m-%d}.xlsx"
    return workbook(table_workbook(asked.count.version.directive.symbol[:31], asked.table()), name)


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind those of one's units who have not confirmed; nobody twice on one day."""
    require(request.user, Dissemination, "add")
    version = _versions(request).filter(directive=pk).select_related("directive").first()
    units = _reminding(request)
    if version is None or not units:
        raise Http404
    told = remind_readers(actor=actor(request), version=version, units=units.ids, day=localdate())
    if told:
        text = ngettext("%(n)d person was reminded.", "%(n)d people were reminded.", told)
        messages.success(request, text % {"n": told})
    else:
        messages.info(request, _("Nobody to remind: all have confirmed, or were reminded today already."))
    return redirect("cms:acknowledgement", pk)


@dataclass(frozen=True)
class _Units:
    """Units in reach; `ids` None: all of them."""

    ids: frozenset[int] | None

    def __bool__(self) -> bool:
        return self.ids is None or bool(self.ids)


@dataclass(frozen=True)
class _Asked:
    """One directive on the board as the address asks for it."""

    count: Count
    form: ReaderFilter
    chosen: dict[str, str]
    tree: Tree

    @classmethod
    def of(cls, request: HttpRequest, pk: int) -> "_Asked":
        """404 where nobody in reach is asked."""
        found = counts(_versions(request).filter(directive=pk), localdate(), _watching(request).ids)
        if not found or not found[0].readers:
            raise Http404
        tree = load_tree()
        shown = tree.in_tree_order([tree.nodes[unit] for unit in found[0].by_unit()])
        form = ReaderFilter(
            request.GET, units=[(node.code, "\u2003" * depth + node.name) for node, depth in shown]
        )
        return cls(found[0], form, form.asked(), tree)

    def lines(self) -> list[tuple[Any, int, str, int]]:
        """Unit, depth, share, how many are missing, in the order of the tree."""
        by_unit = self.count.by_unit()
        shown = self.tree.in_tree_order([self.tree.nodes[unit] for unit in by_unit])
        found = []
        for node, depth in shown:
            share = Filled(sum(each.at is not None for each in by_unit[node.id]), len(by_unit[node.id]))
            found.append((node, min(depth, 3), share_text(share), share.wanted - share.filled))
        return found

    def table(self) -> ReaderTable:
        """The people asked for, those who have not yet first of all."""
        names = {node.id: node.name for node in self.tree.nodes.values()}
        late = self.count.overdue_on(localdate())
        rows = [reader for reader in self.count.readers if self._matches(reader)]
        return ReaderTable(rows, names=names, late=late, order_by="name")

    def _matches(self, reader: Reader) -> bool:
        code, state = self.chosen["unit"], self.chosen["state"]
        if code and self.tree.nodes[reader.unit_id].code != code:
            return False
        return state == "all" or (reader.at is not None) is (state == "done")


def _counted(request: HttpRequest) -> list[Count]:
    """What the board lists: the newest first, only where somebody in reach is asked."""
    found = counts(_versions(request), localdate(), _watching(request).ids)
    return [count for count in found if count.readers]


def _versions(request: HttpRequest) -> QuerySet[Any]:
    """Versions that ask, of directives made known, in reach, neither expired nor replaced."""
    require(request.user, Acknowledgement, "view")
    open_to = rows_for(request.user, Directive, "view").filter(published_at__isnull=False)
    current = open_to.filter(pk__in=Directive.objects.not_over_on(localdate()).values("pk"))
    asked = DirectiveVersion.objects.filter(directive__in=current).asked()
    return asked.order_by("-published_at", "-pk")


def _watching(request: HttpRequest) -> _Units:
    """Units whose people's confirmations the person sees."""
    reach = held_reach(request.user, Acknowledgement, "view")
    return _Units(None if reach.everything else reach.unit_ids)


def _reminding(request: HttpRequest) -> _Units:
    """Units whose people the person may remind: whoever sees to the study of directives there."""
    reach = held_reach(request.user, Dissemination, "add")
    return _Units(None if reach.everything else reach.unit_ids)


def _sum(listed: list[Count]) -> Filled:
    return Filled(sum(each.share.filled for each in listed), sum(each.share.wanted for each in listed))
