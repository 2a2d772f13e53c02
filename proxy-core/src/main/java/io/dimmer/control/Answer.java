package io.dimmer.control;

/** What became of a {@link Command}. */
public sealed interface Answer {
    /**
     * It is done, and on disk.
     *
     * @param before the service as it was
     * @param after the service as it is; the same revision as before when nothing had to change
     * @param moved the part of the users that has another version now, 0 to 1
     */
    record Done(ServiceSnapshot before, ServiceSnapshot after, double moved) implements Answer {}

    /**
     * It is refused, and nothing has changed.
     *
     * @param reason the kind
     * @param message names the thing, what was found and what was expected
     */
    record Refused(Reason reason, String message) implements Answer {}

    /** Why a command is refused. */
    enum Reason {
        /** No such service or version. */
        NOT_FOUND,
        /** The service has another revision than the one that was named. */
        CONFLICT,
        /** The values make no sense. */
        INVALID,
        /** It takes users away from stable or leaves nobody to serve: repeat with {@code yes}. */
        NEEDS_YES,
        /** The kill switch is on: nothing may go up. */
        KILLED,
        /** The state cannot be written. */
        NO_DISK
    }
}
