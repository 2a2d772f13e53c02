package io.dimmer.judge;

/**
 * The two versions that a trial compares.
 *
 * @param stable name of the stable version
 * @param canary name of the watched version
 * @param stableNumber dense number of the stable version, as facts carry it
 * @param canaryNumber dense number of the watched version
 */
public record Pair(String stable, String canary, int stableNumber, int canaryNumber) {}
