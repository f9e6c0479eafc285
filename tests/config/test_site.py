"""Pages for what is not there, and for what broke."""

from django.db import OperationalError
from django.http import HttpRequest
from django.test import RequestFactory, SimpleTestCase, TestCase, override_settings
from django.urls import path

from config.site import server_error


def breaks(request: HttpRequest) -> None:
    raise RuntimeError("secret detail")


def loses_the_database(request: HttpRequest) -> None:
    raise OperationalError("connection refused at /secret/socket")


urlpatterns = [path("breaks/", breaks), path("loses/", loses_the_database)]
handler500 = "config.site.server_error"


@override_settings(ROOT_URLCONF="tests.config.test_site")
class BrokenPageTests(SimpleTestCase):
    def setUp(self) -> None:
        self.client.raise_request_exception = False

    def test_a_fault_answers_500_in_a_sentence_and_tells_nothing(self) -> None:
        with self.assertLogs("django.request", "ERROR"):
            response = self.client.get("/breaks/")
        self.assertContains(response, "Something broke on our side", status_code=500)
        self.assertNotContains(response, "secret", status_code=500)

    def test_a_lost_database_answers_503_and_asks_to_come_back(self) -> None:
        with self.assertLogs("django.request", "ERROR"):
            response = self.client.get("/loses/")
        self.assertContains(response, "database cannot be reached", status_code=503)
        self.assertNotContains(response, "secret", status_code=503)
        self.assertEqual(response["Retry-After"], "5")

    def test_without_a_fault_at_hand_it_is_a_500(self) -> None:
        self.assertEqual(server_error(RequestFactory().get("/")).status_code, 500)


class HeaderTests(TestCase):
    def test_the_policy_forbids_everything_inline(self) -> None:
        response = self.client.get("/no-such-page/")
        self.assertContains(response, "There is no such page", status_code=404)
        policy = response["Content-Security-Policy"]
        self.assertIn("script-src 'self'", policy)
        self.assertNotIn("unsafe", policy)
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
