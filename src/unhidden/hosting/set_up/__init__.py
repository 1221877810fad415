"""Set-up of a real installation: what is asked, what is planned, what is made."""
