"""Government information from draft to publication under its catalogue row. 政府信息公开条例 Arts. 13-18."""
