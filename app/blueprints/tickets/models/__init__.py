from app.blueprints.tickets.models.action import Action
from app.blueprints.tickets.models.subject import Subject
from app.blueprints.tickets.models.ticket import Ticket, TicketCounter

__all__ = ["Action", "Subject", "Ticket", "TicketCounter"]
