package io.dimmer.loadtest.generate;

/** Hears of each ended request, on the event loop that sent it: it must be quick and must not throw. */
@FunctionalInterface
public interface AnswerListener {
    /** Hears nothing. */
    AnswerListener NONE = answer -> {};

    /** One request has ended. */
    void ended(Answer answer);
}
