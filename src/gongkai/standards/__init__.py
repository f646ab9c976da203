"""National (and provincial) field guidelines, their editions and items. 国办发〔2019〕54号 §四, §五."""
