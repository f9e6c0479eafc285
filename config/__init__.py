"""Wiring: settings, addresses, the Celery application, the embedded demo services."""

from config.celery_app import app as celery_app

__all__ = ["celery_app"]
