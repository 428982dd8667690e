"""The day after a reporting deadline: one file of 500 rows becomes reviewed leads and printed reminders in ten clicks."""

import io
from pathlib import Path

from django.conf import settings
from playwright.sync_api import expect
from pypdf import PdfReader

from cases.models import LateFiling, LeadHandling

EXPORT = Path(settings.BASE_DIR) / "fixtures" / "demo" / "late_list.xlsx"


def test_five_hundred_rows_go_from_the_file_to_printed_reminders_in_ten_clicks(office, desk):
    officer = desk("officer1").open("/cases/leads/")
    clicks = 0
    for word in ("导入名单", "导入迟报名单"):
        officer.press(word)
        clicks += 1
    officer.page.locator('[name="upload"]').set_input_files(EXPORT)
    officer.page.locator('[name="harm"][value="none"]').check()
    officer.page.locator('[name="screened"]').check()
    officer.press("上传并核对")
    clicks += 3
    officer.sees("核对导入预览", "3行有错误", "有错误 3")
    todo = officer.page.get_by_role("button", name="导入496行")
    expect(todo).to_be_visible()
    officer.press("导入496行")
    clicks += 1
    officer.sees("已导入", "待签署 11")
    assert LateFiling.objects.count() == 496 and not LeadHandling.objects.exists()

    head = desk("head1").open("/intake/")
    head.press("迟报名单").sees("签署勾选的各行")
    head.page.set_default_timeout(60_000)
    head.press("签署勾选的行")
    clicks += 2
    head.sees("打印文书（11份）")
    address = head.page.get_by_role("link", name="打印文书").get_attribute("href")
    clicks += 1
    answer = head.page.request.get(f"{head.base}{address}")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages)
    assert text.count("提醒函") >= 11 and "黔统提示〔2026〕11号" in text
    assert LeadHandling.objects.count() == 11 and clicks <= 10
