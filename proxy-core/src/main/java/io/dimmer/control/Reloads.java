package io.dimmer.control;

import java.util.concurrent.CompletionStage;

/** The door to the configuration file. Any thread may use it; nothing here blocks. */
public interface Reloads {
    /** Reads the file again and puts it in force; completed with what became of it, good or bad. */
    CompletionStage<Reloaded> reload(Author by);

    /** What became of the last time, the start included. */
    Reloaded last();
}
