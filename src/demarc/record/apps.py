"""The one Django app: what is written down."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "demarc.record"
    label = "record"
