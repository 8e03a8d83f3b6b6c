-- A search leaves withdrawn projects out; they are told from this index alone.
CREATE INDEX projects_withdrawn ON projects(id) WHERE end_state = 'withdrawn';
