from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StatementsConfig(AppConfig):
    name = "statements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings.scheduling import assess_after_changes_of
        from statements.groups import make_groups
        from statements.models import GapClaim

        # The last of the three apps: by now the permissions of all of them exist.
        assess_after_changes_of(GapClaim)  # a claim is held against the record after each assessment
        post_migrate.connect(make_groups, sender=self, dispatch_uid="statements.groups")
