"""E-mail by which colleagues are told that something waits for them, and not what."""
