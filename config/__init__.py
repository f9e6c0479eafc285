"""Wiring: settings, addresses, the Celery application, the embedded demo services."""
