"""The wiring as an application, so that Django loads it in every process."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "config"
    verbose_name = "Reconvene"

    def ready(self) -> None:
        # Both register themselves: the Celery application that tasks are sent with, the database checks.
        from config import celery_app, checks  # noqa: F401
