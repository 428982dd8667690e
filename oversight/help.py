"""The first steps of every role and the words that must not be mixed up, as the help page tells them."""

from dataclasses import dataclass

from accounts.enums import Role
from accounts.navigation import url_if_there


@dataclass(frozen=True)
class FirstStep:
    title: str
    text: str
    url_name: str

    @property
    def url(self) -> str:
        return url_if_there(self.url_name)


@dataclass(frozen=True)
class Word:
    name: str
    meaning: str


MY_WORK = FirstStep("先看我的待办", "按期限排列，已逾期的在最前。点开就是要办的那一页。", "start")
TRAIN = FirstStep("学完现行清单的单元", "没有学过某一项现行版本的，不能按这一项提出意见。", "training:home")
LISTS = FirstStep("查清单与依据", "每一项都写明官方表述、条件和依据；法规库可以按条文查。", "exemptions:list")
PARTIES = FirstStep("查当事人", "名称、曾用名或者统一社会信用代码都可以查；一企一档里有历次处理。", "parties:list")
CASES = FirstStep("看案件", "可以按状态、案由、科室、期限筛选；输入案号直接打开。", "cases:list")

FIRST_STEPS: dict[str, tuple[FirstStep, ...]] = {
    Role.OFFICER: (
        MY_WORK,
        FirstStep("登记案件", "先查当事人，没有再新建；然后登记案件和违法行为，指定两名执法人员。", "parties:list"),
        FirstStep(
            "一题一题查明事实",
            "不知道的选“尚未查明”，不要猜。系统只问仍会改变结果的问题，并说明每一题的依据。",
            "cases:list",
        ),
        FirstStep("看系统建议，写承办意见", "采纳写理由；不采纳也可以，写明理由，由科室负责人签署。", "cases:list"),
        TRAIN,
    ),
    Role.HEAD: (
        FirstStep("签署意见", "待签署的在我的待办里。自己承办的案件由别人签署。", "start"),
        FirstStep("指定和更换办案人员", "在案卷的“立案”一步；有人离岗时整体移交。", "cases:hand_over"),
        FirstStep("认领清单事项", "没有认领和有争议的事项在认领台账里。", "exemptions:claims"),
        CASES,
        TRAIN,
    ),
    Role.REVIEWER: (
        FirstStep("审核", "需要法制审核的案件在我的待办里。审核人不是承办人。", "start"),
        FirstStep("起草和审核清单", "自己起草的版本由另一名审核人审核。", "exemptions:versions"),
        LISTS,
    ),
    Role.LEADER: (
        FirstStep("决定", "待决定的案件在我的待办里。系统的是建议，承办人的是意见，您作出的是决定。", "start"),
        CASES,
        FirstStep("领导小组", "席位、任期和成员。", "accounts:group"),
        LISTS,
    ),
    Role.TRAINING: (
        FirstStep("安排课程和学习", "课程、签到、测验和学时；清单公布后，受影响的人自动列出。", "training:home"),
        LISTS,
    ),
    Role.SUPERVISOR: (CASES, FirstStep("领导小组", "席位、任期和成员。", "accounts:group"), LISTS),
    Role.ADMINISTRATOR: (
        FirstStep("建立账号", "姓名、角色、科室、执法证号和有效期。角色决定能做什么。", "accounts:people"),
        FirstStep("科室和本局", "名称、机关代字印在文书上，改动以后的文书才用新的。", "accounts:bureau"),
    ),
    Role.SECURITY: (FirstStep("解锁账号", "连续输错密码会锁定30分钟。解锁前请确认是本人。", "accounts:lockouts"),),
    Role.AUDITOR: (FirstStep("核对人员和席位", "谁有什么角色、从哪一天起。", "accounts:people"),),
}

WORDS = (
    Word("建议", "系统按事实和现行法律给出的，附逐条依据。系统不作决定。"),
    Word("意见", "承办人提出的，采纳或者不采纳系统建议。"),
    Word("决定", "科室负责人或者局领导作出的，对外产生法律效果。"),
    Word("警示", "柔性措施，不是处罚。处罚的种类叫“警告”，两个词不能混用。"),
    Word("不予行政处罚", "应当不予（法律说必须）和可以不予（说明理由并经批准）是两回事，页面上分别标明。"),
    Word("尚未查明", "没有人查过或者查不清；不等于“没有”。查不清的，系统不会当作没有。"),
    Word("不适用", "这个问题对这件事没有意义，是一个单独的答案。"),
    Word("暂定", "期限跨到还没有公布放假安排的年份，公布以后重新计算。"),
)
