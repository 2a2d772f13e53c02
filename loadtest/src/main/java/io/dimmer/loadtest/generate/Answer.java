package io.dimmer.loadtest.generate;

import io.dimmer.loadtest.record.Sample;
import io.dimmer.loadtest.request.RequestFactory;

/**
 * One ended request and what its answer said.
 *
 * @param number of the request in the run, from 0
 * @param user who sent it, {@link RequestFactory#NOBODY} when requests have no user
 * @param version the header {@code X-Dimmer-Version}, {@link #ABSENT} when it was not there
 * @param reason the header {@code X-Dimmer-Reason}, {@link #ABSENT} when it was not there
 * @param outcome the header {@code X-Dimmer-Outcome}: there only when the proxy itself answered
 */
public record Answer(long number, int user, Sample sample, String version, String reason, String outcome) {
    /** In place of a header that was not there. */
    public static final String ABSENT = "";

    /** Whether the user did not get what was asked for. */
    public boolean failed() {
        return sample.ending().failed();
    }
}
