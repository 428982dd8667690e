"""Chapters that the journeys share: from the party to a filed case, from the opinion to the closed file."""

import re
from dataclasses import dataclass

from tests.journeys.desk import Desk, days


@dataclass
class File:
    """One case under way; `desk` gives everybody their browser."""

    desk: object
    pk: int = 0
    act: int = 1

    def at(self, page: str = "") -> str:
        return f"/cases/{self.pk}/{page}"

    def at_act(self, page: str = "") -> str:
        return f"/cases/{self.pk}/acts/{self.act}/{page}"

    def officer(self, page: str = "") -> Desk:
        return self.desk("officer1").open(self.at(page))

    def on_act(self, page: str = "") -> Desk:
        return self.desk("officer1").open(self.at_act(page))

    # --- from the party to the filed case ---------------------------------------

    def register_party(self, name: str, **fields: str) -> Desk:
        """Find first, then register; ends on the form of the case."""
        officer = self.desk("officer1").open("/parties/?for=case")
        officer.press("登记新的当事人")
        officer.fill(kind="enterprise", name=name, credit_code_state="unknown", **fields)
        return officer.press("登记")

    def register_case(self, officer: Desk, summary: str) -> None:
        officer.fill(source="random", discovered_on=days(0), summary=summary)
        officer.press("登记案件")
        self.pk = int(re.search(r"/cases/(\d+)/", officer.here).group(1))

    def add_act(self, violation: str, subject: str, **report: str) -> None:
        officer = self.officer("acts/new/")
        officer.fill(violation=violation, subject=subject, **report)
        officer.press("登记这项行为")

    def name_officers(self, lead: int, assistant: int) -> None:
        officer = self.officer("officers/")
        officer.fill(lead_officer=str(lead), assistant=str(assistant)).press("指定")
        for username in ("officer1", "officer2"):
            self.desk(username).open(self.at("officers/")).fill(has_relation="none").press("声明")

    def file(self) -> None:
        self.officer("filing/").fill(reason="有明确的行为人和违法线索，属本局管辖，在追究时效内。").press("提请立案")
        leader = self.desk("leader2").open(self.at("filing/"))
        leader.press("批准立案").sees("已批准立案，案号已编定")

    def begin(self, office, party: str, violation: str, subject: str, **report: str) -> "File":
        """Everything up to the filed case."""
        officer = self.register_party(party)
        self.register_case(officer, f"数据核查发现：{subject}")
        return self.go_on(office, violation, subject, **report)

    def go_on(self, office, violation: str, subject: str, **report: str) -> "File":
        self.add_act(violation, subject, **report)
        self.name_officers(office.officer1.pk, office.officer2.pk)
        self.file()
        return self

    # --- facts --------------------------------------------------------------------

    def answer(self, key: str, choice: str = "given", **more: str) -> None:
        """One question of the questionnaire."""
        self.on_act(f"facts/{key}/").fill(answer=choice, **more).press("保存并继续")

    def screen(self, *, but: tuple[str, ...] = ()) -> None:
        """Every point of the routine screen by itself; those in `but` have been answered before."""
        officer = self.on_act("screen/")
        for radio in officer.page.locator('input[type="radio"][value="clear"]').all():
            radio.check()
        officer.press("完成核对").sees("例行核查已完成")

    def check_first_offence(self, result: str) -> None:
        officer = self.on_act("first-check/")
        officer.press("开始核查").sees(result)

    # --- correction -----------------------------------------------------------------

    def order_correction(self, deadline: str) -> None:
        """Order, look at the paper, issue, serve."""
        officer = self.on_act("correction/")
        officer.fill(deadline=deadline, requirements="按账面数更正报表。\n书面说明原因。").press("起草通知书，看预览")
        self.issue_and_serve(officer, "责令改正通知书")

    def issue_and_serve(self, officer: Desk, title: str) -> None:
        officer.press(f"制发{title}").sees("文书已制发")
        officer.fill(method="direct", served_on=days(0), recipient="王明（统计负责人）", receipt="送达回证.pdf")
        officer.press("登记送达").sees("送达已登记")

    def recheck(self, result: str, done_on: str = "") -> None:
        officer = self.on_act("recheck/")
        officer.fill(on=days(0), result=result, note="到现场核对了更正后的报表和台账。")
        if done_on:
            officer.fill(done_on=done_on)
        officer.press("登记复查").sees("系统已重新提出建议")

    # --- opinion, signature, answer, decision ---------------------------------------

    def propose(self, reasons: str) -> None:
        officer = self.on_act("recommendation/")
        officer.fill(adopts="yes", reasons=reasons).press("提交科室负责人").sees("处理意见已提出")

    def countersign(self) -> None:
        head = self.desk("head1").open(self.at_act("countersign/"))
        head.fill(approve="yes").press("签署")
        if "初步意见已留存" in head.page.content():
            head.sees("同类案件怎样处理").press("签署")
        head.sees("已签署同意")

    def ask_the_party(self, witness: int, answer: str = "accept") -> None:
        officer = self.on_act("offer/")
        officer.fill(answer_by=days(5)).press("告知当事人")
        officer.fill(
            answer=answer,
            means="in_person",
            answered_on=days(0),
            words="知道了，愿意接受。",
            witness=str(witness),
            file="当事人答复.pdf",
        )
        officer.press("登记答复").sees("当事人的答复已入卷")

    def decide(self, button: str = "作出决定", said: str = "已作出决定") -> Desk:
        leader = self.desk("leader1").open(self.at_act("decide/"))
        return leader.fill(reasons="同意承办意见，理由成立。").press(button).sees(said)

    # --- papers, education, closing ---------------------------------------------------

    def paper(self, title: str, **edits: str) -> None:
        """Draft, fill what only a person knows, issue, serve."""
        officer = self.officer("papers/")
        row = officer.page.locator("form .fx-lines li").filter(has_text=title)
        with officer.page.expect_navigation():
            row.get_by_role("button").click()
        if edits:
            officer.press("修改文字").fill(**edits).press("保存，看预览")
        self.issue_and_serve(officer, title)

    def educate(self) -> None:
        officer = self.on_act("education/")
        officer.fill(on=days(0), recipient="王明", content="讲解统计法第八条和填报要求，指出再犯的后果。")
        officer.press("登记教育").sees("教育记录已入卷")

    def close(self) -> None:
        officer = self.officer("close/")
        officer.fill(words="已决定并送达，教育完毕，义务履行完毕。").press("结案").sees("本案已经结案", "已完成 7/7")
