"""placeholder"""
def read(text):
    return {"raw": text, "rules": [], "statutory_override": False}
