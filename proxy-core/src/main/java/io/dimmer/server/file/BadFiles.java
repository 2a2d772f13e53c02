package io.dimmer.server.file;

import java.io.IOException;
import java.util.List;

/** Files that cannot be taken. The message has all their problems, a line each. */
public final class BadFiles extends IOException {
    private static final long serialVersionUID = 1;

    BadFiles(List<String> problems) {
        super(String.join("\n", problems));
    }

    /** A line for each problem, with file and place; the last line of each file says what follows. */
    public List<String> problems() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
