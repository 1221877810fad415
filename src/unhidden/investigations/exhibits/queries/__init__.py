"""Exhibits and their custody, as the investigation's team reads them."""
