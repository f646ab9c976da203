"""Interpretation (解读), relay and response (回应): what a policy means, where it comes from, what people say of it.

Sources
    《关于全面推进政务公开工作的意见》实施细则 (国办发〔2016〕80号): policy and interpretation are planned, signed off
        and released together; who interprets; in which forms; concerns are answered.
    国办发〔2019〕54号 §二(十): interpretation and response as a part of every matter.

Public face: `actions`, `queries`, `policies`, `rules`. It stands on publishing and speaks to it at its gates.
"""
