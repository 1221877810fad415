"""The two sites as ASGI programs."""
