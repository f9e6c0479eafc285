from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings.assessment import after_assessment
        from meetings.fates import store_fates
        from meetings.scheduling import READ_BY_VERDICTS, assess_after_changes_of

        assess_after_changes_of(*READ_BY_VERDICTS)
        after_assessment(store_fates)
