"""What the pages of visits show, and what they say of a refusal."""
