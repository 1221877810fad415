"""Decision logs on the National Decision Model: added to, and never changed."""
