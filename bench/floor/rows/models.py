from django.db import models


class Row(models.Model):
    name = models.CharField(max_length=60)
    place = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    amount = models.IntegerField()
    on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return self.name
