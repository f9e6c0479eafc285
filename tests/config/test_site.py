"""Pages for what is not there, and for what broke."""

from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory, SimpleTestCase, TestCase, override_settings
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


class RefusalTests(TestCase):
    """Whatever is refused is refused in a sentence, before and behind the views."""

    def test_a_method_that_an_address_does_not_take(self) -> None:
        for address in ("/", "/sessions.csv", "/timeline.svg", "/councils/?lang=en", "/id/S1"):
            for method in ("POST", "PUT", "DELETE", "OPTIONS"):
                response = self.client.generic(method, address)
                self.assertContains(response, "It takes GET, HEAD and no other requests", status_code=405)
                self.assertEqual(response["Allow"], "GET, HEAD")
        self.assertContains(self.client.post("/?lang=de"), "nimmt nur GET, HEAD an", status_code=405)
        self.assertContains(self.client.put("/subscribe/"), "GET, HEAD, POST", status_code=405)

    def test_a_form_that_no_page_of_ours_made(self) -> None:
        response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
        self.assertContains(response, "Nothing was changed. Go back", status_code=403)

    def test_a_host_name_that_is_not_ours(self) -> None:
        page = self.client.get("/", headers={"host": "evil.example"})
        self.assertContains(page, "The request was malformed", status_code=400)
        refused = self.client.get("/api/v1/sessions", headers={"host": "evil.example"})
        self.assertEqual((refused.status_code, refused["Content-Type"]), (400, "application/problem+json"))
        self.assertIn("host name", refused.json()["detail"])

    def test_a_key_that_no_record_can_have(self) -> None:
        for resource in ("sessions", "people", "parties", "topics"):
            refused = self.client.get(f"/api/v1/{resource}/S1%00")
            self.assertEqual(
                (refused.status_code, refused["Content-Type"]), (404, "application/problem+json")
            )
