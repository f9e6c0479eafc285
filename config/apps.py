"""The wiring as an application, so that Django loads it in every process."""

import gc

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "config"
    verbose_name = "Reconvene"

    def ready(self) -> None:
        # Both register themselves: the Celery application that tasks are sent with, the database checks.
        from config import celery_app, checks  # noqa: F401 - imported for what they register

        connect_the_parts()
        calm_the_collector()


def connect_the_parts() -> None:
    """What higher apps derive once councils have been assessed; who is served with new notices, and when."""
    from meetings.assessment import after_assessment
    from meetings.consumers import request_service, serve
    from meetings.mail.delivery import deliver
    from statements.claims import hold_claims

    after_assessment(hold_claims)
    after_assessment(request_service)
    serve(deliver)


def calm_the_collector() -> None:
    """Look for reference cycles less often, and never among what lives as long as the process.

    Reading thousands of rows makes objects, not cycles: with Python's own thresholds a quarter of an assessment's
    computing was the collector going through Django's classes again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
