"""temporary"""
def entries(*, today, seed): return []
