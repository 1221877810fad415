"""A browser's own authenticator, as it stands in a phone."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

_PASSKEY = """() => navigator.credentials.create({ publicKey: {
  challenge: new Uint8Array(32),
  rp: { name: "Unhidden", id: "localhost" },
  user: { id: new Uint8Array(16), name: "ann", displayName: "Ann" },
  pubKeyCredParams: [-7, -257].map(alg => ({ type: "public-key", alg })),
  authenticatorSelection: { residentKey: "required" },
  extensions: { prf: {} },
} }).then(() => true)"""


def make_passkey(context: BrowserContext, page: Page, *, has_prf: bool) -> None:
    """One that its owner has signed in with before."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
        "hasPrf": has_prf,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.evaluate(_PASSKEY)
