"""Signing in: passwords, second factors, sessions, and what is known of them."""
