"""Row-level security: made from what the tables declare, compared, put in place."""
