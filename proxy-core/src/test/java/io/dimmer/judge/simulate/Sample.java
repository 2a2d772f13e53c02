package io.dimmer.judge.simulate;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** Many runs of one story. The seeds are fixed, so that the same call gives the same numbers. */
final class Sample {

    private final Run.Result[] results;

    private Sample(Run.Result[] results) {
        this.results = results;
    }

    static Sample of(Story story, int runs) {
        return new Sample(LongStream.range(0, runs)
                .parallel()
                .mapToObj(run -> Run.of(story, run * 0xD134_2543_DE82_EF95L))
                .toArray(Run.Result[]::new));
    }

    int runs() {
        return results.length;
    }

    long drained() {
        return Arrays.stream(results).filter(Run.Result::drained).count();
    }

    double mean(ToLongFunction<Run.Result> what) {
        return Arrays.stream(results).mapToLong(what).average().orElseThrow();
    }

    long p95(ToLongFunction<Run.Result> what) {
        long[] sorted = Arrays.stream(results).mapToLong(what).sorted().toArray();
        return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
    }
}
