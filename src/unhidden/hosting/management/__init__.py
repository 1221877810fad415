"""Django's side of the operator's command: each runs under one role of the database."""
