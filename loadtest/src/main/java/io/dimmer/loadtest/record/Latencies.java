package io.dimmer.loadtest.record;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The latencies of one series, exact to three digits: the buckets of an HdrHistogram that are not empty. Immutable; any
 * thread.
 */
public final class Latencies {
    /** Finer than a microsecond is noise over sockets; more than an hour is cut to an hour. */
    static final long FINEST_NANOS = 1_000;

    static final long LONGEST_NANOS = 3_600_000_000_000L;
    static final int DIGITS = 3;

    /** Of no request. */
    public static final Latencies NONE = of(histogram());

    /** The largest value of each bucket, ascending. */
    private final long[] values;

    /** How many are in this bucket and the ones before. */
    private final long[] upTo;

    private final double meanNanos;

    private Latencies(long[] values, long[] upTo, double meanNanos) {
        this.values = values;
        this.upTo = upTo;
        this.meanNanos = meanNanos;
    }

    /** One place of the curve of percentiles: so many per cent stayed at or below this. */
    public record Point(double percentile, double millis) {}

    /** What a histogram of nanoseconds holds. */
    public static Latencies of(AbstractHistogram histogram) {
        long[] values = new long[16];
        long[] upTo = new long[16];
        int size = 0;
        for (HistogramIterationValue bucket : histogram.recordedValues()) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
                upTo = Arrays.copyOf(upTo, 2 * size);
            }
            values[size] = bucket.getValueIteratedTo();
            upTo[size++] = bucket.getTotalCountToThisValue();
        }
        return new Latencies(Arrays.copyOf(values, size), Arrays.copyOf(upTo, size), histogram.getMean());
    }

    /** Those of several series together. */
    public static Latencies together(List<Latencies> parts) {
        Histogram sum = histogram();
        parts.forEach(part -> part.addTo(sum));
        return of(sum);
    }

    static Histogram histogram() {
        return new Histogram(FINEST_NANOS, LONGEST_NANOS, DIGITS);
    }

    /** The same as a histogram of nanoseconds, for whoever writes the files of the standard tools. */
    public Histogram toHistogram() {
        Histogram histogram = histogram();
        addTo(histogram);
        return histogram;
    }

    /** How many requests they are about. */
    public long count() {
        return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    }

    /** The latency that this percentage of the requests stayed at or below; zero when there are none. */
    public Duration at(double percentile) {
        return Duration.ofNanos(nanosAt(percentile));
    }

    /** Whether they are enough for this percentile to mean anything: at least one of them has to lie above it. */
    public boolean tells(double percentile) {
        return percentile >= 100 ? count() > 0 : count() * (100 - percentile) >= 100 - 1e-6;
    }

    /** The largest; zero when there are none. */
    public Duration max() {
        return at(100);
    }

    /** The mean; zero when there are none. */
    public Duration mean() {
        return Duration.ofNanos(Math.round(meanNanos));
    }

    /** The buckets that are not empty: the largest nanoseconds of each, ascending. */
    public long[] bucketNanos() {
        return values.clone();
    }

    /** How many requests each bucket holds. */
    public long[] bucketCounts() {
        long[] counts = upTo.clone();
        for (int i = counts.length - 1; i > 0; i--) {
            counts[i] -= counts[i - 1];
        }
        return counts;
    }

    /** The curve for a logarithmic axis of nines: so many points for each halving of what lies above. */
    public List<Point> curve(int pointsPerHalving) {
        double last = Math.log((double) Math.max(1, count())) / Math.log(2) * pointsPerHalving;
        return IntStream.rangeClosed(0, (int) Math.ceil(last))
                .mapToDouble(step -> 100 * (1 - Math.pow(2, -Math.min(step, last) / pointsPerHalving)))
                .mapToObj(at -> new Point(at, nanosAt(at) / 1e6))
                .toList();
    }

    private long nanosAt(double percentile) {
        if (values.length == 0) {
            return 0;
        }
        // As HdrHistogram rounds, so that 99 % of 100 is 99 and not, by an error of the last digit, 100.
        double asked = Math.max(0, Math.nextAfter(Math.min(percentile, 100), Double.NEGATIVE_INFINITY));
        long rank = Math.max(1, (long) Math.ceil(asked * count() / 100));
        int found = Arrays.binarySearch(upTo, rank);
        return values[found >= 0 ? found : -found - 1];
    }

    private void addTo(Histogram histogram) {
        for (int i = 0; i < values.length; i++) {
            histogram.recordValueWithCount(values[i], upTo[i] - (i == 0 ? 0 : upTo[i - 1]));
        }
    }
}
