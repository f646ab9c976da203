"""Messages, the channels they leave by, and a receipt for each delivery. Knows only Message, Delivery and Receipt.

One release of something upper rooms publish is one Message; for each channel it is to reach there is one Delivery, done
by the adapter of the channel's kind; what came of it is a Receipt. Rooms say what to send by actions, and give through
a provider what the public may read of it at the very moment of sending: nothing that was withdrawn goes out late.

Sources
    国办发〔2019〕54号 §二(四): integrated release, targeted push; §四 and the guidelines of 2019: a row's channels.
    国办发〔2018〕123号: government new media; what is published there is checked like the site.
"""
