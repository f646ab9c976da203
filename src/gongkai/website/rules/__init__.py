"""What the site must have and when its errors must be mended, decided without a database."""
