-- The screen says that a message has not arrived in the source yet, and stops saying so when it has.
CREATE TRIGGER "TimelineNote_note_change" AFTER UPDATE OF state ON "TimelineNote"
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION note_portal_change();
