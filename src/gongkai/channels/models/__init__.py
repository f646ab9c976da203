"""Messages with their deliveries and receipts; the channels of a county; who subscribes to what."""

from gongkai.channels.models.channels import Channel
from gongkai.channels.models.messages import Delivery, Message, Receipt
from gongkai.channels.models.subscriptions import Interest, Notice, Subscriber

__all__ = ["Channel", "Delivery", "Interest", "Message", "Notice", "Receipt", "Subscriber"]
