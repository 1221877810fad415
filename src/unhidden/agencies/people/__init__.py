"""People on the platform: their engagements, their account, their sessions."""
