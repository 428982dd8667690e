"""Titles as GB/T 9704 wants them: broken at words, in the shape of a trapezium or a diamond."""

from itertools import pairwise

_OPENING = "《〈（(“‘〔"
_CLOSING = "》〉）)”’〕"
_NO_START = "的了和与及、，。；：》）”’〕号年月日度书"
_GOOD_END = "的于对和与及"


def ems(text: str) -> float:
    """Width in characters: digits and letters take about half of one."""
    return sum(0.55 if character.isascii() else 1.0 for character in text)


def break_title(title: str, width: float = 19.0) -> list[str]:
    """Lines of a title: no word torn where it can be seen, widths in a trapezium or diamond.

    `width` is the most a line may hold, in characters. A title that fits stays on one line.
    """
    title = title.strip()
    if ems(title) <= width:
        return [title] if title else []
    least = int(-(-ems(title) // width))
    for lines in range(least, len(title) + 1):
        if best := _best_break(title, lines, width):
            return best
    return [title]


def _best_break(title: str, lines: int, width: float) -> list[str] | None:
    """The cheapest way to cut the title into so many lines; None where no cut fits."""
    before = [ems(title[:position]) for position in range(len(title) + 1)]
    points = _break_points(title) | {len(title): 0.0}
    ideal = before[-1] / lines
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for left in range(lines - 1, -1, -1):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for end, dearness in points.items():
            if (end == len(title)) != (left == 0):
                continue
            for start, (cost, cuts) in ways.items():
                room = before[end] - before[start]
                if end <= start or room > width:
                    continue
                total = cost + dearness + ((room - ideal) / ideal) ** 2 * 4
                if left == 0:
                    total += _shape_cost([before[b] - before[a] for a, b in pairwise((*cuts, end))])
                if end not in longer or total < longer[end][0]:
                    longer[end] = (total, (*cuts, end))
        ways = longer
    if len(title) not in ways:
        return None
    return [title[a:b] for a, b in pairwise(ways[len(title)][1])]


def _break_points(title: str) -> dict[int, float]:
    """Where a line may end, with a cost: little after 关于 or 的, dear inside a word or a book title."""
    points: dict[int, float] = {}
    depth = 0
    for i, character in enumerate(title[:-1]):
        depth += (character in _OPENING) - (character in _CLOSING)
        following = title[i + 1]
        if following in _NO_START or character in _OPENING or character == "第":
            continue
        if character.isascii() and following.isascii():
            continue
        cost = 0.2 if character in _GOOD_END else 1.6
        if following == "第" or following.isdigit() or title.startswith("关于", i + 1):
            cost = 0.4
        elif character.isdigit() or character in "和与及":
            cost = 4.0
        points[i + 1] = cost + (0.8 if depth else 0.0)
    for word in _WORDS:
        start = title.find(word)
        while start >= 0:
            for inside in range(start + 1, start + len(word)):
                if inside in points:
                    points[inside] = max(points[inside], 4.0)
            start = title.find(word, start + 1)
    return points


_WORDS = (
    "统计", "行政", "执法", "处罚", "决定", "通知", "通报", "报告", "检查", "情况", "工作", "年度", "季度",
    "有限", "公司", "责任", "人民", "政府", "重庆", "黔江", "重点", "专项", "普查", "经济", "开展", "进一步",
    "规范", "推进", "柔性", "考核", "方案", "意见", "办法", "不予", "改正", "责令", "警示", "提醒", "核查",
    "关于", "印发", "提供", "真实", "完整", "资料", "推行", "季度", "人员", "资格", "实施", "企业", "数据", "质量", "管理", "监督", "整改", "问题", "典型", "案例",
)  # fmt: skip


def _shape_cost(widths: list[float]) -> float:
    """A rectangle or an hourglass is what GB/T 9704 asks to avoid."""
    if len(widths) == 2:
        return 1.5 if abs(widths[0] - widths[1]) < 1.5 else 0.0
    rising = all(b - a >= 1 for a, b in pairwise(widths))
    falling = all(a - b >= 1 for a, b in pairwise(widths))
    diamond = min(widths[1:-1]) > max(widths[0], widths[-1])
    return 0.0 if rising or falling or diamond else 2.0
