"""A county's own catalogues: compile, decide, review, issue, compare, export. 国办发〔2019〕54号 §四."""
