package io.dimmer.judge.trial;

import io.dimmer.judge.Finding;

/**
 * The first drain of a trial, which stays whatever comes after it.
 *
 * @param block number of the block that reached the line, from 0
 * @param check the check that led to it
 * @param stableEvents events of stable since the epoch of the finding opened
 * @param stableRequests requests of stable in the same time
 * @param canaryEvents events of the canary
 * @param canaryRequests requests of the canary
 * @param sentence the same for people
 */
public record Latch(
        long block,
        String check,
        long stableEvents,
        long stableRequests,
        long canaryEvents,
        long canaryRequests,
        String sentence) {

    static Latch of(long block, Finding finding) {
        return new Latch(
                block,
                finding.check(),
                finding.counts().stableEvents(),
                finding.counts().stableRequests(),
                finding.counts().canaryEvents(),
                finding.counts().canaryRequests(),
                finding.sentence().text());
    }
}
