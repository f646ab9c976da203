"""Messages with their deliveries and receipts; the channels of a county; who subscribes to what."""

from gongkai.channels.models.channels import Channel
from gongkai.channels.models.messages import Delivery, Message, Receipt

__all__ = ["Channel", "Delivery", "Message", "Receipt"]
