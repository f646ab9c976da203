"""Government information (政府信息): drafted beside its catalogue row, cleared by someone else, published once.

Sources
    政府信息公开条例 (State Council Order 711) Arts. 12, 17, 23-26: index, name, abstract and date;
        review before release.
    政府信息公开目录系统实施指引（试行）: metadata and index number.

Public face: `actions`, `queries`, `gates`, `policies`, `rules`, `events`.
"""
