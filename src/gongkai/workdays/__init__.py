"""The dated working-day calendar of mainland China, periods with their working, and time-limit phrases.

Sources: law.md §4 (民法典 Arts. 200-204; 全国年节及纪念日放假办法; the yearly notices of the State Council office).
"""
