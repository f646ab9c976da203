"""The county's site itself (政府网站): its statutory columns, errors that readers report, notices, topics.

Sources
    政府网站发展指引 (国办发〔2017〕47号): what a site must have; errors are reported on every page; a notice before a
        reader leaves for another site.
    国办公开办函〔2019〕61号: the columns of 政府信息公开.
    国办秘函〔2019〕19号: errors that readers report are closed in time.

Public face: `actions`, `queries`, `policies`, `rules`. It stands on publishing: whatever a column holds goes its way.
"""
