package io.dimmer.loadtest.record;

/**
 * One ended request: moments in nanoseconds since the start of the run.
 *
 * @param plannedNanos when it was due
 * @param sentNanos when its bytes were handed to the socket, or {@link #NOT_SENT}
 * @param endedNanos when the last byte of the answer was here, or the failure was known
 * @param status of the answer, 0 when there was none
 */
public record Sample(long plannedNanos, long sentNanos, long endedNanos, Ending ending, int status) {
    /** In place of the moment of sending when there was no connection to send over. */
    public static final long NOT_SENT = -1;

    public Sample {
        if (endedNanos < plannedNanos) {
            throw new IllegalArgumentException("ended: found " + endedNanos + ", expected at least " + plannedNanos);
        }
    }

    /** What the user waited: from the planned moment. */
    long fromPlannedNanos() {
        return endedNanos - plannedNanos;
    }

    /** What a tester that forgets its own delays would report: from the sending. */
    long fromSendingNanos() {
        return endedNanos - sentNanos;
    }

    boolean sent() {
        return sentNanos != NOT_SENT;
    }
}
