"""Files of a county's lists, read and shown before anything is written."""
