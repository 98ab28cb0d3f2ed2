"""Vietnamese first: the language of the page is the one chosen on the site."""

from __future__ import annotations

from django.test import Client


def test_a_browser_in_english_gets_vietnamese_until_its_reader_chooses(client: Client, db: None) -> None:
    assert 'lang="vi"' in client.get("/", headers={"accept-language": "en-US,en"}).text
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})
    assert 'lang="en"' in client.get("/").text


def test_a_language_that_does_not_exist_is_passed_over(client: Client, db: None) -> None:
    client.cookies["lang"] = "fr'><script>"
    assert 'lang="vi"' in client.get("/").text
