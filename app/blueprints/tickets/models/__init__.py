from app.blueprints.tickets.models.action import Action
from app.blueprints.tickets.models.subject import Subject
from app.blueprints.tickets.models.ticket import Ticket, TicketCounter
from app.blueprints.tickets.models.watcher import Watcher

__all__ = ["Action", "Subject", "Ticket", "TicketCounter", "Watcher"]
