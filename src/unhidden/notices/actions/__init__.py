"""What is done about notices: choosing, finding out who is told, and sending."""
