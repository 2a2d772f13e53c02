package io.dimmer.loadtest.scenario;

/**
 * One thing that the end of a scenario promises.
 *
 * @param promise in words
 * @param kept whether it came so
 * @param seen what was seen, kept or not
 */
public record Check(String promise, boolean kept, String seen) {

    static Check that(String promise, boolean kept, Object seen) {
        return new Check(promise, kept, String.valueOf(seen));
    }
}
