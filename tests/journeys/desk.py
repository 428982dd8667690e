"""One person at one browser: what they click and type, in words of the work."""

from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
# A refused form answers 422, a draft after the session ran out 401: both are answers, not faults.
TOLERATED = ("422", "401")


def days(number: int) -> str:
    """The day so many days from today, as a date field takes it."""
    return (timezone.localdate() + timedelta(days=number)).isoformat()


class Desk:
    def __init__(self, page: Page, base: str, username: str, faults: list[str]) -> None:
        self.page, self.base, self.username = page, base, username
        page.set_default_timeout(30_000)
        page.on("console", lambda message: self._hear(message, faults))
        page.on("pageerror", lambda error: faults.append(str(error)))

    @staticmethod
    def _hear(message, faults: list[str]) -> None:
        if message.type == "error" and not any(word in message.text for word in TOLERATED):
            faults.append(message.text)

    # --- moving about -------------------------------------------------------------

    def sign_in(self) -> None:
        self.page.goto(f"{self.base}/accounts/sign-in/")
        self.page.fill("#id_username", self.username)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("form.fx-login__form button[type=submit]")
        expect(self.page.locator(".fx-menu__who")).to_be_attached()

    def open(self, path: str) -> "Desk":
        """A page; after a day away the session has run out and the person signs in again."""
        self.page.goto(f"{self.base}{path}")
        if "/accounts/sign-in/" in self.page.url:
            self.sign_in()
            self.page.goto(f"{self.base}{path}")
        return self

    def press(self, name: str) -> "Desk":
        """A button or link by its words; waits for the page that follows."""
        target = self.page.locator("main, .fx-case").get_by_role("button", name=name, exact=True)
        if not target.count():
            target = self.page.locator("main, .fx-case").get_by_role("link", name=name, exact=True)
        with self.page.expect_navigation():
            target.first.click()
        return self

    def fill(self, **fields: str) -> "Desk":
        """Text, dates, selects by value, radios and files, each by its field name."""
        for name, value in fields.items():
            field = self.page.locator(f'[name="{name}"]')
            kind = field.first.evaluate("node => node.type || node.tagName.toLowerCase()")
            if kind == "radio":
                self.page.locator(f'[name="{name}"][value="{value}"]').check()
            elif kind == "select-one":
                field.first.select_option(value)
            elif kind == "file":
                field.first.set_input_files({"name": value, "mimeType": "application/pdf", "buffer": PDF})
            else:
                field.first.fill(value)
        return self

    def sees(self, *words: str) -> "Desk":
        for text in words:
            expect(self.page.locator("body")).to_contain_text(text)
        return self

    def picture(self, path: Path) -> None:
        self.page.screenshot(path=str(path), full_page=True)

    @property
    def here(self) -> str:
        return self.page.url.removeprefix(self.base)


def chinese_day(number: int) -> str:
    day: date = timezone.localdate() + timedelta(days=number)
    return f"{day.year}年{day.month}月{day.day}日"
