"""What the pages of subjects show, and what they say of a refusal."""
