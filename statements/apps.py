from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StatementsConfig(AppConfig):
    name = "statements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from statements.groups import make_groups

        # The last of the three apps: by now the permissions of all of them exist.
        post_migrate.connect(make_groups, sender=self, dispatch_uid="statements.groups")
