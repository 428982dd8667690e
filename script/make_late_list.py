#!/usr/bin/env python3
"""Write fixtures/demo/late_list.xlsx: a made-up export of a direct-reporting platform, 500 rows, always the same.

Every unit is invented; credit codes are well formed and belong to nobody. The export is as such files are: a title above
the headings, headings in the platform's own order and words, codes and days as text, a few cells that are wrong.
"""

import random
import sys
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from stdnum.cn import uscc

TARGET = Path(__file__).resolve().parent.parent / "fixtures" / "demo" / "late_list.xlsx"
ROWS, FILED_LATE = 500, 12
TOWNS = [
    "城东",
    "城南",
    "城西",
    "舟白",
    "正阳",
    "冯家",
    "濯水",
    "小南海",
    "邻鄂",
    "阿蓬江",
    "石会",
    "黑溪",
    "黄溪",
    "黎水",
    "金溪",
    "马喇",
    "石家",
    "鹅池",
    "太极",
    "五里",
    "水市",
    "沙坝",
    "蓬东",
    "白石",
    "杉岭",
    "中塘",
    "白土",
    "新华",
]
WORDS = [
    "恒泰",
    "鑫源",
    "宏达",
    "瑞丰",
    "众诚",
    "华宇",
    "金瑞",
    "天合",
    "顺达",
    "康乐",
    "联创",
    "正邦",
    "嘉禾",
    "聚力",
    "永盛",
    "启航",
    "博远",
    "汇通",
    "晨光",
    "立信",
    "新绿",
    "万通",
    "德润",
    "祥云",
    "凯旋",
    "盛世",
    "安顺",
    "民生",
    "和美",
    "东升",
]
TRADES = {
    "B204-1": ("工业产销总值及主要产品产量", ["机械制造", "建材", "食品加工", "纺织", "化工", "农产品加工"]),
    "E204-1": ("批发和零售业商品销售和库存", ["商贸", "批发", "超市", "医药", "农资"]),
    "S204-1": ("住宿和餐饮业经营情况", ["酒店管理", "餐饮", "宾馆"]),
    "F203": ("财务状况", ["物流", "信息技术", "物业服务", "人力资源", "旅游开发"]),
    "X204-1": ("房地产开发项目经营情况", ["房地产开发", "置业"]),
    "C204-1": ("建筑业企业生产经营情况", ["建筑工程", "园林绿化", "装饰工程"]),
}
HEADS = [
    "序号",
    "单位详细名称",
    "统一社会信用代码",
    "报表代码",
    "报表名称",
    "报告期别",
    "应报时间",
    "实际上报时间",
    "催报次数",
    "填报人电话",
]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def code(dice: random.Random, head: str) -> str:
    body = f"{head}500114MA" + "".join(dice.choice(ALPHABET) for _ in range(7))
    return body + uscc.calc_check_digit(body)


def units(dice: random.Random) -> list[tuple[str, str, str]]:
    """Names without doubles: (name, credit code, form)."""
    found: dict[str, tuple[str, str, str]] = {}
    forms = sorted(TRADES)
    while len(found) < ROWS:
        form = dice.choice(forms)
        town, word, trade = dice.choice(TOWNS), dice.choice(WORDS), dice.choice(TRADES[form][1])
        if form == "S204-1" and dice.random() < 0.6:
            name, head = f"黔江区{town}{word}{trade.removesuffix('管理')}店", "92"
        else:
            name, head = f"重庆{town}{word}{trade}有限公司", "91"
        found.setdefault(name, (name, code(dice, head), form))
    return list(found.values())


def rows(dice: random.Random) -> list[list[object]]:
    made: list[list[object]] = []
    for number, (name, unit_code, form) in enumerate(units(dice), 1):
        done = ""
        if number % (ROWS // FILED_LATE) == 0 and number // (ROWS // FILED_LATE) <= FILED_LATE:
            done = f"2026-06-09 {dice.randint(7, 9):02d}:{dice.randint(0, 59):02d}:{dice.randint(0, 59):02d}"
        phone = f"023-79{dice.randint(200000, 999999)}"
        made.append(
            [number, name, unit_code, form, TRADES[form][0], "2026年5月", "2026-06-08 18:00:00", done, 0, phone]
        )
    return spoiled(made)


def spoiled(made: list[list[object]]) -> list[list[object]]:
    """The faults such exports have: a code mistyped, a day that is none, a double, a code kept as a number."""
    good = str(made[6][2])
    made[6][2] = good[:-1] + ("A" if good[-1] != "A" else "B")
    made[18][7] = "2026-06-31 08:00:00"
    made[27] = [28, *made[26][1:]]
    made[40][6] = 46181
    return made


def main() -> int:
    book = Workbook()
    sheet = book.active
    sheet.title = "逾期未报名单"
    sheet.append(["联网直报平台逾期名单（示范数据，单位均为虚构）"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADS))
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    sheet.append(HEADS)
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for row in rows(random.Random(20260609)):
        sheet.append(row)
    for letter, width in zip("ABCDEFGHIJ", (6, 34, 22, 10, 30, 12, 20, 20, 8, 16), strict=True):
        sheet.column_dimensions[letter].width = width
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
