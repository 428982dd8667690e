"""The background worker: first goes on with what the last one left behind, then takes tasks from the queue."""

from django_tasks_db.management.commands import db_worker

from records.batches import resume_interrupted


class Command(db_worker.Command):
    help = "后台任务：先接着做上次没做完的批量文书，再执行新任务。"

    def handle(self, **options) -> None:
        resume_interrupted()
        super().handle(**options)
