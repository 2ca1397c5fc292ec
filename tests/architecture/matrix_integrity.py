"""Campaign, pledge plan, pledge and declaration duty of office B, which must not be seen from office A."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from staff.models import (
    AssetDuty,
    CampaignStanding,
    Pledge,
    PledgePlan,
    PledgeText,
    QualityCampaign,
    RecordFile,
)
from staff.rules.pledging import text_hash
from tests.architecture.matrix_model import (
    LEADING,
    MANAGE,
    NOBODY,
    OWNER,
    SEE,
    SEE_AND_OWNER,
    SIGNED_IN,
    Expected,
)
from tests.conftest import Cast

CAMPAIGN = {"pk": "@integrity:campaign"}
PLAN = {"pk": "@integrity:plan"}
NOBODYS_VERB = frozenset({"verb without reach"})

INTEGRITY: dict[str, Expected] = {
    "staff:data_quality": Expected(LEADING, sees=NOBODY),
    "staff:data_quality_xlsx": Expected(LEADING),
    "staff:data_quality_unit": Expected(SEE, arguments={"code": "T-B"}),
    "staff:campaigns": Expected(LEADING),
    "staff:campaigns_xlsx": Expected(LEADING),
    "staff:campaign_open": Expected(MANAGE, sees=NOBODY),
    "staff:campaign": Expected(SEE, arguments=CAMPAIGN),
    "staff:campaign_chart": Expected(SEE, sees=NOBODY, arguments=CAMPAIGN),
    "staff:campaign_xlsx": Expected(SEE, arguments=CAMPAIGN),
    "staff:campaign_remind": Expected(MANAGE, arguments=CAMPAIGN, method="post"),
    "staff:campaign_close": Expected(MANAGE, arguments=CAMPAIGN, method="post"),
    "staff:pledge_plans": Expected(LEADING),
    "staff:pledge_plans_xlsx": Expected(LEADING),
    "staff:pledge_plan_new": Expected(MANAGE, sees=NOBODY),
    "staff:pledge_plan": Expected(SEE, arguments=PLAN),
    "staff:pledge_plan_xlsx": Expected(SEE, arguments=PLAN),
    "staff:pledge_text_new": Expected(MANAGE, sees=MANAGE, arguments=PLAN),
    "staff:pledge_sign": Expected(OWNER, sees=OWNER, arguments=PLAN),
    "staff:pledge_paper": Expected(MANAGE, sees=MANAGE, arguments=PLAN | {"number": "CC-bao"}),
    # The leader learns that it was signed; the file is for the person and those who keep the record.
    "staff:pledge_copy": Expected(MANAGE | OWNER, sees=MANAGE | OWNER, arguments={"pk": "@integrity:pledge"}),
    "staff:asset_duties": Expected(SIGNED_IN, sees=SEE_AND_OWNER),
    "staff:asset_duties_xlsx": Expected(SIGNED_IN, sees=SEE_AND_OWNER),
    "staff:asset_duties_make": Expected(MANAGE, sees=MANAGE, data={"unit": "T-B", "year": "2026"}),
    "staff:asset_duty_new": Expected(MANAGE, sees=NOBODY),
    # Nothing ticked: sent back with a message.
    "staff:asset_duties_mark": Expected(MANAGE | NOBODYS_VERB, sees=NOBODY, method="post"),
}


def make_integrity(cast: Cast) -> None:
    """B's officer, who is an enforcement officer, has signed, lacks fields and has to declare."""
    bao, today = cast.officer("bao"), timezone.localdate()
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    campaign = QualityCampaign.objects.create(
        unit=cast.b, name="loi-rieng-cua-b", opened_on=first, deadline=last, fields=["religion"]
    )
    CampaignStanding.objects.create(
        campaign=campaign, unit=cast.b, day=first, filled=0, wanted=2, complete=0, people=2
    )
    plan = PledgePlan.objects.create(
        unit=cast.b, year=today.year, title="loi-rieng-cua-b", opened_on=first, deadline=last
    )
    body = "loi-rieng-cua-b"
    text = PledgeText.objects.create(plan=plan, version=1, body=body, sha256=text_hash(body))
    copy = RecordFile.objects.create(
        officer=bao,
        kind="pledge",
        title="loi-rieng-cua-b",
        file=ContentFile(b"%PDF-1.4 loi-rieng-cua-b", "b.pdf"),
        content_type="application/pdf",
        size=24,
        sha256="2" * 64,
    )
    Pledge.objects.create(text=text, officer=bao, signed_on=first, method="paper", copy=copy)
    AssetDuty.objects.create(officer=bao, kind="yearly", year=today.year, start=first, due=last)


def integrity_pk(reference: str) -> str:
    """The key of B's campaign, plan or pledge: `@integrity:plan`."""
    models = {"campaign": QualityCampaign, "plan": PledgePlan, "pledge": Pledge}
    return str(models[reference.partition(":")[2]].objects.get().pk)
