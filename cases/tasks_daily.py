"""What is done once a day without anybody asking: warnings of deadlines."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from cases.services.warnings import send_warnings

AT = time(8)


@task()
def warn_daily() -> int:
    """Warn of today's deadlines and come back tomorrow at eight."""
    sent = send_warnings()
    tomorrow = datetime.combine(timezone.localdate() + timedelta(days=1), AT)
    warn_daily.using(run_after=timezone.make_aware(tomorrow)).enqueue()
    return sent
