"""Which kinds of workbook a person may bring in: the verb, and some reach for it."""

from django.apps import apps
from django.db.models import Model
from django.http import Http404

from staff.access import may, require
from staff.access.gate import Asker
from staff.models import User
from staff.registries import Importer, importers


def may_import(user: Asker, importer: Importer) -> bool:
    """Whether the person holds the verb of a kind and reaches any unit with it."""
    return may(user, *_target(importer))


def importable(user: Asker) -> list[Importer]:
    """The kinds a person may bring in, in the order of the cards."""
    return sorted((i for i in importers.values() if may_import(user, i)), key=lambda i: i.order)


def importer_for(user: User, kind: str) -> Importer:
    """One kind: unknown or without reach 404, without the verb 403."""
    importer = importers.get(kind)
    if importer is None:
        raise Http404
    require(user, *_target(importer))
    if not may_import(user, importer):
        raise Http404
    return importer


def _target(importer: Importer) -> tuple[type[Model], str]:
    """Table and action of a verb, e.g. `staff.import_officer`."""
    app, _dot, codename = importer.permission.partition(".")
    action, _underscore, model = codename.partition("_")
    return apps.get_model(app, model), action
