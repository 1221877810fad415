"""What the pages of command show, and what they say of a refusal."""
