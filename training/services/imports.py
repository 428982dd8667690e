"""Sheets from outside: read and checked first, imported only when every cell is right and somebody has said so."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from accounts.models import User
from documents.words import zh_date
from records.errors import DomainError, WrongState
from records.services import store_file
from training.enums import ImportKind, ImportState, PastKind, SessionState, SignMeans
from training.library import refuse_unknown_laws
from training.models import ImportBatch, PastRecord, Session
from training.people import attenders
from training.services.base import locked, log, person_stream, require_manager, saved, stream_of, verb
from training.services.sessions import sign_in_people
from training.sheets import Column, Line, day_of, number_of, read

NAME = Column("姓名", required=True)
CERTIFICATE = Column("执法证号", note="有同名的人时必填", aliases=("统计执法证号",))
USERNAME = Column("用户名")
COLUMNS = {
    ImportKind.ATTENDANCE: (NAME, CERTIFICATE, USERNAME),
    ImportKind.PAST: (
        NAME,
        CERTIFICATE,
        USERNAME,
        Column("种类", required=True, note="培训或者考试"),
        Column("名称", required=True),
        Column("日期", required=True, note="如2024-05-20"),
        Column("学时", note="培训必填"),
        Column("成绩", note="0到100"),
        Column("是否及格", note="考试必填：是或者否"),
        Column("举办单位"),
    ),
}
KINDS = {"培训": PastKind.TRAINING, "考试": PastKind.EXAM}
YES_NO = {"是": True, "及格": True, "合格": True, "否": False, "不及格": False, "不合格": False}


class People:
    """Finds the person a row means; same names are never guessed."""

    def __init__(self) -> None:
        people = list(attenders().select_related("section"))
        self.by_certificate = {row.certificate_number: row for row in people if row.certificate_number}
        self.by_username = {row.username: row for row in people}
        self.by_name: dict[str, list[User]] = {}
        for row in people:
            self.by_name.setdefault(row.name, []).append(row)

    def of(self, line: Line) -> User | None:
        name = line.values.get("姓名", "")
        for column, known in (("执法证号", self.by_certificate), ("用户名", self.by_username)):
            if written := line.values.get(column):
                found = known.get(written)
                if found is None:
                    line.blame(column, "没有在岗人员是这个号码。请核对，或者删去只填姓名。")
                elif name and found.name != name:
                    line.blame("姓名", f"与{column}对不上：{written}是{found.name}。")
                    return None
                return found
        same = self.by_name.get(name, [])
        if name and not same:
            line.blame("姓名", "没有这个在岗人员。请核对姓名；已经离岗的不能导入。")
        if len(same) > 1:
            line.blame("姓名", f"有{len(same)}人同名。请填执法证号或者用户名。")
        return same[0] if len(same) == 1 else None


@verb
def check_sheet(
    *, actor: User, kind: str, upload: tuple[str, bytes] | None, session: Session | None = None
) -> ImportBatch:
    """Read the sheet and say for every row what it would become and which cell is wrong. Imports nothing."""
    require_manager(actor)
    if kind not in ImportKind.values:
        raise DomainError("请选择要导入什么。", field="kind")
    if upload is None:
        raise DomainError("请选择Excel文件。", field="upload")
    if kind == ImportKind.ATTENDANCE and (
        session is None or session.state not in {SessionState.OPEN, SessionState.CLOSED}
    ):
        raise WrongState("开放签到以后，才能导入签到表。")
    lines = read(upload[1], COLUMNS[ImportKind(kind)])
    rows = _attendance_rows(lines, session) if kind == ImportKind.ATTENDANCE else _past_rows(lines)
    faults = [fault.to_json() for line in lines for fault in line.faults]
    batch = saved(
        ImportBatch(
            kind=kind,
            session=session,
            file=store_file(actor=actor, name=upload[0], content=upload[1]),
            rows=rows,
            faults=faults,
            uploaded_by=actor,
        )
    )
    log(
        actor,
        "import.check",
        batch,
        f"上传{batch.get_kind_display()}“{batch.file.name}”，{len(rows)}行，{len(faults)}处错误",
        after={"行数": len(rows), "错误": len(faults)},
    )
    return batch


def _rows(lines: list[Line], describe: Callable[[Line, User | None], tuple[str, str, dict]]) -> list[dict]:
    people, rows = People(), []
    for line in lines:
        user = people.of(line)
        action, words, more = describe(line, user)
        if line.faults:
            action, words = "wrong", "有错误"
        rows.append(
            {
                "line": line.line,
                "values": line.values,
                "user": user.pk if user else None,
                "action": action,
                "words": words,
                **more,
            }
        )
    return rows


def _attendance_rows(lines: list[Line], session: Session) -> list[dict]:
    signed = set(session.attendances.values_list("user_id", flat=True))
    seen: set[int] = set()

    def describe(line: Line, user: User | None) -> tuple[str, str, dict]:
        if user is None:
            return "wrong", "", {}
        if user.pk in signed:
            return "skip", "已经签到，跳过", {}
        if user.pk in seen:
            return "skip", "表内重复，只登记一次", {}
        seen.add(user.pk)
        return "new", f"登记签到，{session.hours}学时", {}

    return _rows(lines, describe)


def _past_rows(lines: list[Line]) -> list[dict]:
    known = set(PastRecord.objects.values_list("user_id", "kind", "title", "on"))

    def describe(line: Line, user: User | None) -> tuple[str, str, dict]:
        fields = _past_fields(line)
        if user is None or fields is None:
            return "wrong", "", {}
        key = (user.pk, fields["kind"], fields["title"], date.fromisoformat(fields["on"]))
        if key in known:
            return "skip", "已经导入过，跳过", {}
        known.add(key)
        return "new", f"补录{line.values['种类']}", {"fields": fields}

    return _rows(lines, describe)


def _past_fields(line: Line) -> dict | None:
    """What the row says as a record, or None with its cells blamed."""
    values = line.values
    kind = KINDS.get(values["种类"])
    if values["种类"] and kind is None:
        line.blame("种类", "只能填“培训”或者“考试”。")
    try:
        refuse_unknown_laws(values["名称"], field="名称")
    except DomainError as error:
        line.blame("名称", error.message)
    day = day_of(values["日期"])
    if values["日期"] and day is None:
        line.blame("日期", "没有这一天，或者写法不对。请写成2024-05-20。")
    if day and day > timezone.localdate():
        line.blame("日期", "不能晚于今天。")
    fields = {"hours": _hours(line, kind), "score": _score(line), "passed": _passed(line, kind)}
    if line.faults or kind is None or day is None:
        return None
    return fields | {
        "kind": str(kind),
        "title": values["名称"][:120],
        "on": day.isoformat(),
        "organiser": values.get("举办单位", "")[:80],
    }


def _hours(line: Line, kind: str | None) -> str:
    written = line.values.get("学时", "")
    if not written:
        if kind == PastKind.TRAINING:
            line.blame("学时", "培训必须填写学时。")
        return "0"
    hours = number_of(written)
    if hours is None or not 0 <= hours <= 200 or hours * 2 != (hours * 2).to_integral_value():
        line.blame("学时", "请填0到200之间的数，最多到半个学时。")
        return "0"
    return str(hours)


def _score(line: Line) -> int | None:
    written = line.values.get("成绩", "")
    if not written:
        return None
    score = number_of(written)
    if score is None or not 0 <= score <= 100 or score != score.to_integral_value():
        line.blame("成绩", "请填0到100之间的整数。")
        return None
    return int(score)


def _passed(line: Line, kind: str | None) -> bool | None:
    written = line.values.get("是否及格", "")
    if kind != PastKind.EXAM:
        return None
    if written not in YES_NO:
        line.blame("是否及格", "考试必须写明“是”或者“否”。")
        return None
    return YES_NO[written]


@verb
def confirm_import(*, actor: User, batch: ImportBatch) -> ImportBatch:
    """Write every row marked as new; a batch with a wrong cell is refused as a whole."""
    require_manager(actor)
    batch = locked(batch)
    if batch.state != ImportState.CHECKED:
        raise WrongState(f"这批表格{batch.get_state_display()}，不能再导入。")
    if batch.faults:
        raise DomainError(f"表格还有{len(batch.faults)}处错误。请改正后重新上传，这次没有导入任何一行。")
    rows = [row for row in batch.rows if row["action"] == "new"]
    if not rows:
        raise DomainError("没有需要导入的行：表内各行都已经登记过。")
    people = {user.pk: user for user in attenders().filter(pk__in=[row["user"] for row in rows])}
    if batch.kind == ImportKind.ATTENDANCE:
        done = sign_in_people(
            actor=actor,
            session=batch.session,
            people=[people[row["user"]] for row in rows if row["user"] in people],
            means=SignMeans.SHEET,
            batch=batch,
        )
    else:
        done = [_keep_past(actor, batch, people[row["user"]], row["fields"]) for row in rows if row["user"] in people]
    batch.state, batch.imported = ImportState.DONE, len(done)
    batch.save(update_fields=["state", "imported"])
    log(actor, "import.confirm", batch, f"导入{batch.get_kind_display()}{len(done)}行", after={"导入": len(done)})
    return batch


def _keep_past(actor: User, batch: ImportBatch, user: User, fields: dict) -> PastRecord:
    row = saved(PastRecord(user=user, batch=batch, recorded_by=actor, **fields))
    log(
        actor,
        "past.record",
        row,
        f"补录{zh_date(row.on)}{row.get_kind_display()}：{row.title}",
        stream=person_stream(user),
        after={"学时": row.hours, "成绩": row.score},
    )
    return row


@verb
def drop_import(*, actor: User, batch: ImportBatch) -> ImportBatch:
    """Nothing of it is imported; the file and what was wrong with it stay."""
    require_manager(actor)
    batch = locked(batch)
    if batch.state != ImportState.CHECKED:
        raise WrongState(f"这批表格{batch.get_state_display()}，不能放弃。")
    batch.state = ImportState.DROPPED
    batch.save(update_fields=["state"])
    log(actor, "import.drop", batch, f"放弃导入{batch.get_kind_display()}", stream=stream_of(batch))
    return batch
