package io.dimmer.loadtest.compare;

import io.dimmer.loadtest.record.Latencies;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Latencies of one series in blocks of time, made for drawing blocks again and again: all blocks share one list of buckets.
 * Immutable.
 */
final class Blocks {
    private final long[] bucketNanos;
    private final int[][] buckets;
    private final long[][] counts;

    private Blocks(long[] bucketNanos, int[][] buckets, long[][] counts) {
        this.bucketNanos = bucketNanos;
        this.buckets = buckets;
        this.counts = counts;
    }

    static Blocks of(List<Latencies> parts) {
        long[] all = parts.stream()
                .flatMapToLong(part -> LongStream.of(part.bucketNanos()))
                .sorted()
                .distinct()
                .toArray();
        int[][] buckets = new int[parts.size()][];
        long[][] counts = new long[parts.size()][];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = LongStream.of(parts.get(i).bucketNanos())
                    .mapToInt(nanos -> Arrays.binarySearch(all, nanos))
                    .toArray();
            counts[i] = parts.get(i).bucketCounts();
        }
        return new Blocks(all, buckets, counts);
    }

    int size() {
        return buckets.length;
    }

    /** The percentile in seconds over these blocks together, each as often as it is named; NaN when they hold nothing. */
    double percentile(double percent, int[] drawn) {
        long[] sum = new long[bucketNanos.length];
        long total = 0;
        for (int block : drawn) {
            for (int i = 0; i < buckets[block].length; i++) {
                sum[buckets[block][i]] += counts[block][i];
                total += counts[block][i];
            }
        }
        double rank = Math.max(1, Math.ceil(percent / 100 * total - 1e-9));
        long upTo = 0;
        for (int i = 0; i < sum.length; i++) {
            upTo += sum[i];
            if (upTo >= rank) {
                return bucketNanos[i] / 1e9;
            }
        }
        return Double.NaN;
    }

    /** Every block once. */
    int[] each() {
        int[] all = new int[size()];
        Arrays.setAll(all, i -> i);
        return all;
    }
}
