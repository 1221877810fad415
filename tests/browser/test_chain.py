"""A real browser says of every chain of keys what the program says."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser

from tests.made.chain_cases import cases
from tests.made.chain_vectors import STORED
from tests.made.chains import BEGINNING, DAY
from tests.support.chain_script import SCRIPT, as_sent

pytestmark = [pytest.mark.browser]

SITE = "https://keys.example/"  # answered below: the curves want a secure page
READ = """async ([pin, today, chains]) => {
  const { canVerify, verifyLinks } = await import("./chain.js");
  if (!await canVerify()) throw new Error("no curves");
  const said = [];
  for (const links of chains) {
    said.push(await verifyLinks(links, pin, today).catch(({ message }) => message));
  }
  return said;
}"""


def test_the_browser_says_what_the_vectors_say(browser: Browser) -> None:
    stored = json.loads(STORED.read_text())["cases"]
    chains = [[as_sent(link) for link in case.links] for case in cases()]
    with browser.new_context() as context:
        page = context.new_page()
        page.route(SITE, lambda route: route.fulfill(content_type="text/html", body=""))
        page.route(f"{SITE}chain.js", lambda route: route.fulfill(path=SCRIPT))
        page.goto(SITE)

        found = page.evaluate(READ, [BEGINNING.as_pin(), str(DAY), chains])

    for case, said in zip(stored, found, strict=True):
        assert said == (case["public"] or case["state"]), case["name"]
