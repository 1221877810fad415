"""The web form's draft: what was typed lies on the server, for its author alone."""
