"""Asking for what leaves an investigation, releasing it, and handing it over."""
