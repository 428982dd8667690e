"""Each lawful way of service asks for its own proof (行政处罚法61条; 民事诉讼法 where it refers to it)."""

from datetime import date, timedelta

from cases.enums import ServiceMethod
from cases.models import Act, Case, ServiceAddress
from documents.words import zh_date
from records.errors import DomainError

POSTED_DAYS = 30
PROOF_WORDS = {
    ServiceMethod.MAIL: "邮寄送达以回执上的收件日期为送达日期。请填写邮寄单号。",
    ServiceMethod.ELECTRONIC: "请填写送达到哪个号码、邮箱或者账号。",
    ServiceMethod.ENTRUST: "请填写受委托送达的机关。",
    ServiceMethod.NOTICE: "请填写公告的载体，并在备注中说明为什么其他方式无法送达。",
}


def consent_of(case: Case, act: Act | None) -> ServiceAddress | None:
    """The newest confirmation of the party this paper is for."""
    party_id = act.party_id if act else case.party_id
    return case.addresses.filter(party_id=party_id).first()


def check_way(case: Case, act: Act | None, method: str, served_on: date, proof: str, posted_on: date | None) -> None:
    """Consent for electronic service, thirty days for public notice, a proof for whatever is not handed over."""
    if method == ServiceMethod.ELECTRONIC:
        row = consent_of(case, act)
        if row is None or not row.electronic or row.confirmed_on > served_on:
            raise DomainError(
                "当事人没有签订确认书同意电子送达，不能用这种方式（行政处罚法61条2款）。请先登记送达地址确认，或者改用其他方式。",
                field="method",
            )
    if method in PROOF_WORDS and not proof.strip():
        raise DomainError(PROOF_WORDS[method], field="proof")
    if method == ServiceMethod.NOTICE:
        if posted_on is None:
            raise DomainError("公告送达请填写公告日期。", field="posted_on")
        ends = posted_on + timedelta(days=POSTED_DAYS)
        if served_on < ends:
            raise DomainError(f"公告之日起满{POSTED_DAYS}日（{zh_date(ends)}）才视为送达。", field="served_on")
