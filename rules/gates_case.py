"""Gates of investigation, limit and basis: who acts, how it is recorded, in what time, on what ground."""

from __future__ import annotations

from datetime import date

from rules.calendar import zh_date
from rules.clocks import case_clock
from rules.deadlines import Due
from rules.gate_core import Finding, failed, gate, no_place, passed, unknown
from rules.hearing import on_the_spot as spot_reading
from rules.procedure_facts import NO_PENALTY, ProcedureFacts
from rules.terms import basis_on

INVALID = ("行政处罚法38条2款",)
UNLAWFUL_EVIDENCE = ("行政处罚法46条3款",)
LIABLE = ("行政处罚法76条1款(三)",)


@gate(
    "两名以上有资格的执法人员",
    "行政处罚法42条1款",
    way_out="指派两名以上持有效执法证且无须回避的人员，重新调查取证",
    consequences=(*UNLAWFUL_EVIDENCE, *INVALID, *LIABLE),
)
def two_officers(facts: ProcedureFacts) -> Finding:
    """At least two licensed officers who need not withdraw."""
    law = basis_on(facts.terms.officer_basis, facts.procedure_day)
    if facts.present is not None and facts.present < 2:
        return failed(f"执法时只有{facts.present}名执法人员，不得少于两人", law)
    if facts.officers is None:
        return unknown("没有写明执法人员", "officers", law=law)
    count = len(facts.officers)
    if count < 2:
        return failed(f"执法人员只有{count}人，不得少于两人", law)
    able = sum(officer.may_act is True for officer in facts.officers)
    possible = sum(officer.may_act is not False for officer in facts.officers)
    if possible < 2:
        return failed(f"执法人员{count}人中，有资格且无须回避的只有{possible}人，不足两人", law)
    if able < 2:
        return unknown("执法人员的执法证是否有效没有写明", "officers", law=law)
    return passed(f"执法人员{count}人，有资格且无须回避的{able}人", law)


@gate(
    "执法证有效",
    "行政处罚法42条1款",
    way_out="由持有效执法证的人员重新调查取证",
    consequences=("行政处罚法76条1款(五)", *UNLAWFUL_EVIDENCE, *INVALID),
)
def certificates(facts: ProcedureFacts) -> Finding:
    """Every officer holds a valid certificate."""
    law = basis_on(facts.terms.certificate_basis, facts.procedure_day)
    if facts.officers is None:
        return unknown("没有写明执法人员", "officers", law=law)
    without = [officer.name or "未具名" for officer in facts.officers if officer.certified is False]
    if without:
        return failed(f"{'、'.join(without)}没有有效的执法证", law)
    if any(officer.certified is None for officer in facts.officers):
        return unknown("执法证是否有效没有写明", "officers", law=law)
    return passed("执法人员均持有效执法证", law)


@gate(
    "应当回避的已经回避",
    "行政处罚法43条1款",
    way_out="由负责人决定回避，更换人员后重新调查取证",
    consequences=(*UNLAWFUL_EVIDENCE, *INVALID, *LIABLE),
)
def recusal(facts: ProcedureFacts) -> Finding:
    """No officer has a relation that may sway the case. A listed officer with no relation declared counts as having none."""
    if facts.officers is None:
        return unknown("没有写明执法人员", "officers")
    related = [officer for officer in facts.officers if officer.related]
    if related:
        named = "、".join(f"{officer.name or '未具名'}（{officer.relation}）" for officer in related)
        return failed(f"{named}与案件有利害关系或者其他可能影响公正的关系，应当回避")
    return passed("没有应当回避的人员")


@gate(
    "主动出示执法证件",
    "行政处罚法55条1款",
    way_out="出示执法证件后重新检查、询问",
    consequences=(*UNLAWFUL_EVIDENCE, *LIABLE),
)
def identity_shown(facts: ProcedureFacts) -> Finding:
    """The officers showed their certificates."""
    law = basis_on(facts.terms.officer_basis, facts.procedure_day)
    if facts.identity_shown is False:
        return failed("调查、检查时没有出示执法证件", law)
    if facts.identity_shown:
        return passed("已经出示执法证件", law)
    return no_place("是否出示执法证件没有单独记载")


@gate(
    "笔录由两名以上执法人员签名",
    "行政处罚法55条2款",
    "行政处罚法42条1款",
    "行政处罚法47条",
    way_out="由在场的两名以上执法人员重新制作笔录并签名；不能补正的重新取证",
    consequences=UNLAWFUL_EVIDENCE,
)
def record_signed(facts: ProcedureFacts) -> Finding:
    """An inspection or questioning leaves a record that at least two officers signed."""
    if facts.signed_by is not None and facts.signed_by < 2:
        return failed(f"笔录上执法人员的签名只有{facts.signed_by}人，不足两人")
    if facts.recorded is False:
        return failed("检查、询问没有制作笔录")
    if facts.recorded is None:
        if not facts.acted:
            return no_place("尚未写明检查、询问")
        return unknown("检查、询问的笔录和签名没有写明", "record")
    return passed("已经制作笔录" if facts.signed_by is None else "笔录由两名以上执法人员签名")


@gate(
    "在办案期限内作出决定",
    "行政处罚法60条",
    way_out="期限届满前报批延长；已经超期的说明原因，尽快作出决定并报告负责人",
    consequences=LIABLE,
)
def case_limit(facts: ProcedureFacts) -> Finding:
    """Decided, or still open, within the limit from filing; an extension counts when approved before the limit ran out."""
    law = facts.terms.case_limit.basis
    if facts.spot:
        return no_place("当场决定，不适用立案后的办案期限")
    if facts.transfer_approved and facts.decided is not True and facts.crime_suspected:
        return no_place("已经批准移送，等待司法机关处理")
    if facts.filed_on is None:
        return unknown("立案日期没有写明", "filed_date", law=law)
    if facts.decided and facts.decided_on is None:
        return unknown("决定日期没有写明", "decision_date", law=law)
    limit = case_clock(facts.filed_on, facts.calendar, facts.terms, facts.pauses, facts.on)
    reached = facts.decided_on or facts.on
    days = (reached - facts.filed_on).days
    told = f"立案于{zh_date(facts.filed_on)}，{'决定' if facts.decided else '截至'}{zh_date(reached)}为第{days}日"
    if not limit.hard.passed(reached):
        return passed(f"{told}，在{zh_date(limit.hard.on)}届满的期限之内", law)
    if facts.decided is None:
        return unknown(f"{told}，期限{zh_date(limit.hard.on)}届满，是否已经决定没有写明", "decision_date", law=law)
    return _extended(facts, limit.hard, limit.max_extended, reached, told)


def _extended(facts: ProcedureFacts, hard: Due, furthest: Due | None, reached: date, told: str) -> Finding:
    law = facts.terms.case_limit.basis
    over = f"{told}，超过{zh_date(hard.on)}届满的期限"
    if furthest is None or furthest.passed(reached):
        return failed(f"{over}，也超过最长可以延长到的日期", law, past=True)
    if facts.extension_asked is None:
        return unknown(f"{over}，是否经批准延长没有写明", "extension.approved_on", law=law)
    approved = facts.extension_approved_on
    if not facts.extension_asked or approved is None:
        return failed(f"{over}，没有经批准延长", law, past=True)
    if hard.passed(approved):
        return failed(f"{over}，{zh_date(approved)}批准延长时期限已经届满", law, past=True)
    until = min(facts.extension_until or furthest.on, furthest.on)
    if reached > until:
        return failed(f"{told}，超过经批准延长到的{zh_date(until)}", law, past=True)
    return passed(f"{told}，{zh_date(approved)}经批准延长至{zh_date(until)}", law)


@gate(
    "当场处罚不超过限额",
    "行政处罚法51条",
    way_out="改按普通程序办理：立案、告知、审查后决定",
    consequences=(*INVALID, *LIABLE),
)
def spot_within_limit(facts: ProcedureFacts) -> Finding:
    """A decision on the spot stays within 200 (citizens, individual businesses included) or 3000 yuan, or is a warning."""
    if not facts.spot:
        return no_place("不是当场决定")
    reading = spot_reading(facts.party_kind, facts.fine, facts.terms, facts.fine_range, bool(facts.serious))
    if reading.value is None:
        return unknown(reading.detail_zh.rstrip("。"), "party.kind" if facts.party_kind is None else "fine_yuan")
    return passed(reading.detail_zh.rstrip("。")) if reading.value else failed(reading.detail_zh.rstrip("。"))


@gate(
    "处罚有法定依据并在幅度之内",
    "行政处罚法38条1款",
    "行政处罚法4条",
    way_out="没有依据的不予处罚；种类、幅度不对的，按法定种类和幅度重新拟定并重新告知",
    consequences=("行政处罚法76条1款(一)",),
)
def lawful_basis(facts: ProcedureFacts) -> Finding:
    """The penalty intended or decided exists for this party and lies within the range the law gives."""
    fine = facts.fine
    if facts.decision_kind == NO_PENALTY or facts.penal is None:
        return no_place("尚未拟定处罚")
    if fine and facts.party_kind in facts.terms.no_fine_kinds:
        return failed("对国家机关不得处以罚款")
    if facts.penalty_barred:
        return failed("依法不应当给予行政处罚，却拟定或者作出了处罚")
    if fine and facts.fine_range is not None:
        lowest, highest = facts.fine_range
        wide = ("行政处罚法76条1款(二)",)
        if fine > highest:
            return failed(f"罚款{fine}元超过法定最高额{highest}元", wide)
        if fine < lowest and not facts.lenient:
            return failed(f"罚款{fine}元低于法定最低额{lowest}元，又没有减轻的事由", wide)
    if facts.fine_range is None:
        return no_place("幅度没有一并核对")
    return passed("处罚在法定幅度之内")


@gate(
    "催告有送达证明",
    "行政处罚法40条",
    "行政处罚法46条2款",
    way_out="没有催告的送达证明的，只能按较轻的案由认定；或者补充送达证明",
    consequences=LIABLE,
)
def prompt_proved(facts: ProcedureFacts) -> Finding:
    """An offence that presupposes a prompt needs proof that the prompt was served."""
    if facts.offence not in facts.terms.prompted_offences or facts.refused:
        return no_place("不以催告为前提")
    law = basis_on(facts.terms.prompt_basis, facts.procedure_day)
    if facts.prompt_unproved:
        return failed(f"{facts.terms.prompt_word}没有送达证明，不能认定经催告后仍不履行", law)
    if facts.prompt_unproved is None:
        return no_place("催告的送达没有写明")
    return passed(f"{facts.terms.prompt_word}有送达证明", law)


@gate(
    "责令改正或者限期改正",
    "行政处罚法28条1款",
    way_out="送达责令（限期）改正通知书",
    consequences=LIABLE,
)
def correction_ordered(facts: ProcedureFacts) -> Finding:
    """A penalty goes with an order to put the violation right."""
    if facts.correction_ordered is False:
        return failed("没有责令当事人改正或者限期改正违法行为")
    if facts.correction_ordered:
        return passed("已经责令改正")
    return no_place("责令改正没有单独记载")
