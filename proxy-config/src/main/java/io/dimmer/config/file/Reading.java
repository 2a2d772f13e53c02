package io.dimmer.config.file;

import io.dimmer.config.file.problem.Note;
import io.dimmer.config.file.problem.Problem;
import io.dimmer.config.file.problem.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a file: a value, or all the problems that stand against one.
 *
 * @param <T> what the file is read to
 * @param file its name as the user wrote it, for messages
 * @param value there exactly when there are no problems
 * @param problems in the order of the text
 * @param warnings in the order of the text; also beside problems
 * @param notes what the file means without saying so
 */
public record Reading<T>(
        String file, Optional<T> value, List<Problem> problems, List<Warning> warnings, List<Note> notes) {
    public Reading {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        if (value.isPresent() != problems.isEmpty()) {
            throw new IllegalArgumentException("reading of " + file + ": found " + problems.size()
                    + " problems, expected a value exactly when there are none");
        }
    }

    /**
     * The problems as a compiler prints them, one line each, then a line with their count; nothing without problems.
     *
     * @param tail what the problems lead to: {@code the running configuration is unchanged}
     */
    public List<String> problemLines(String tail) {
        List<String> lines = new ArrayList<>();
        problems.forEach(problem -> lines.add(problem.text(file)));
        if (!problems.isEmpty()) {
            String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
            lines.add(file + ": " + count + "; " + tail);
        }
        return lines;
    }

    /** The warnings, one line each. */
    public List<String> warningLines() {
        return warnings.stream().map(warning -> warning.text(file)).toList();
    }
}
