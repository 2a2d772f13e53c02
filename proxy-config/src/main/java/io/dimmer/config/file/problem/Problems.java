package io.dimmer.config.file.problem;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is found while a text is read. The same thing found twice counts once. Not for several threads. */
public final class Problems {
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Set<Warning> warnings = new LinkedHashSet<>();
    private final Set<Note> notes = new LinkedHashSet<>();
    private int gaps;

    /** Adds a problem: the text is refused. */
    public void add(Problem problem) {
        problems.add(problem);
        gaps++;
    }

    /** Counts a value that is unknown because of a problem told before. */
    public void addUnknown() {
        gaps++;
    }

    /**
     * How often something could not be read so far. While it stands still what was read is complete, and rules that fail
     * fail by themselves.
     */
    public int gaps() {
        return gaps;
    }

    /** Adds a warning. */
    public void warn(Place place, String message) {
        warnings.add(new Warning(place, message));
    }

    /** Adds what holds although it is not written. */
    public void note(String path, String holds) {
        notes.add(new Note(path, holds));
    }

    /** True while nothing speaks against the text. */
    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** All problems, in the order of the text. */
    public List<Problem> problems() {
        return problems.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }

    /** All warnings, in the order of the text. */
    public List<Warning> warnings() {
        return warnings.stream().sorted(Comparator.comparing(Warning::place)).toList();
    }

    /** All notes, in the order in which they were made. */
    public List<Note> notes() {
        return List.copyOf(notes);
    }
}
