"""What the pages of reports show, and what they say of a refusal."""
