"""The Celery application: `celery -A config.celery_app worker` and `... beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("reconvene")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

import config.heartbeat  # noqa: E402, F401 - registers what a worker does on its heartbeat
