package io.dimmer.control.state;

import io.dimmer.control.Answer;

/** What a command comes to. */
public sealed interface Decision {
    /** The service's next state; the same object as before when nothing has to change. */
    record Next(ServiceState state) implements Decision {}

    /** Nothing changes. */
    record Refuse(Answer.Refused answer) implements Decision {}

    static Decision refuse(Answer.Reason reason, String message) {
        return new Refuse(new Answer.Refused(reason, message));
    }
}
