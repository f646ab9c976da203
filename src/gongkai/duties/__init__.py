"""What is owed, by whom, until when: a catalogue row × a body × a reason becomes a dated duty (公开任务).

Sources
    政府信息公开条例 (State Council Order 711) Art. 26: within 20 working days of being formed or
        changed; other law prevails.
    国办发〔2019〕54号 §二(四): each matter of the catalogue has its time limit and its responsible body.

Public face: `actions`, `queries`, `policies`, `rules`, `events`. Publishing tells this room through `actions`.
"""
