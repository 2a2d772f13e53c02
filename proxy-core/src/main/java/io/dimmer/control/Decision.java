package io.dimmer.control;

/** What a command comes to. */
sealed interface Decision {
    /** The service's next state; the same object as before when nothing has to change. */
    record Next(ServiceState state) implements Decision {}

    /** Nothing changes. */
    record Refuse(Answer.Refused answer) implements Decision {}

    static Decision refuse(Answer.Reason reason, String message) {
        return new Refuse(new Answer.Refused(reason, message));
    }
}
